import type { Series } from "../../../benchmarks/scits/series.ts";
import { MAX_VALUES, SeriesFault } from "./series_fault.ts";

/** It stands in memory as text. */
const MAX_BYTES = 400_000_000;
/** Longest cell that is a number. */
const MAX_CELL = 64;
const NUMBER = /^[-+]?(?:\d{1,32}\.?\d{0,32}|\.\d{1,32})(?:[eE][-+]?\d{1,4})?$/;
const MISSING = new Set(["", "x", "nan", "inf", "-inf", "+inf"]);

/**
 * A CSV without header as a series: lines are points in time, columns channels. `X`, an empty cell and
 * what is not finite is missing.
 *
 * @throws {SeriesFault} naming line and column, if a cell is anything else or a line has more or fewer
 */
export function readCsv(bytes: Uint8Array): Series {
  const values: number[] = [];
  let length = 0;
  let channels = 0;
  if (bytes.length > MAX_BYTES) throw new SeriesFault(`it has more than ${MAX_BYTES} bytes`);
  // The decoder takes a byte order mark away.
  const whole = new TextDecoder().decode(bytes);
  for (let at = 0, line = 1; at < whole.length; line++) {
    const newline = whole.indexOf("\n", at);
    const end = newline === -1 ? whole.length : newline;
    const text = whole.slice(at, end).trim();
    at = end + 1;
    if (text === "") continue;
    const cells = text.split(",");
    if (length === 0) channels = cells.length;
    if (cells.length !== channels) {
      throw new SeriesFault(`line ${line} must have ${channels} columns: found ${cells.length}`);
    }
    for (const [column, cell] of cells.entries()) values.push(numberOf(cell, line, column + 1));
    length++;
    if (values.length > MAX_VALUES) throw new SeriesFault(`it has more than ${MAX_VALUES} numbers`);
  }
  if (length === 0) throw new SeriesFault("it has no line");
  return { length, channels, values: Float64Array.from(values) };
}

function numberOf(cell: string, line: number, column: number): number {
  const text = cell.trim().replaceAll('"', "");
  if (text.length <= MAX_CELL && NUMBER.test(text)) {
    const value = Number(text);
    return Number.isFinite(value) ? value : NaN;
  }
  if (MISSING.has(text.toLowerCase())) return NaN;
  throw new SeriesFault(
    `line ${line} column ${column} must be a number or "X": found ${
      JSON.stringify(text.slice(0, 40))
    }`,
  );
}
