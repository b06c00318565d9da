import { FieldRange, SHORT_FIELD } from "../readers/csv.ts";
import type { Row } from "../readers/types.ts";
import type { MediaColumn } from "../../../benchmarks/define.ts";
import { cellOf, type Fields, isFields, withCell } from "./column.ts";

/** The column that VLMEvalKit's tables number their rows in. */
const INDEX = "index";

/**
 * Puts the pictures of other rows into cells that name such a row by its index, as VLMEvalKit's tables
 * do where several rows share a picture. A row may name one behind it: rows then wait for it, without
 * their pictures. A name that no row has stays as it is.
 */
export async function* withReferences(
  rows: AsyncIterable<Row>,
  columns: readonly MediaColumn[],
): AsyncGenerator<Row> {
  const known = new Map<string, FieldRange>();
  const waiting: Row[] = [];
  const key = (column: MediaColumn, index: unknown) => `${column.column} ${String(index)}`;
  const named = (record: Fields, column: MediaColumn): string | null => {
    const cell = cellOf(record, column);
    return typeof cell === "string" && cell !== "" && cell.length <= SHORT_FIELD
      ? key(column, cell.trim())
      : null;
  };
  const open = ({ record }: Row): boolean =>
    isFields(record) && columns.some((column) => {
      const name = named(record, column);
      return name !== null && !known.has(name);
    });
  const filled = (row: Row): Row => {
    if (!isFields(row.record)) return row;
    let record = row.record;
    for (const column of columns) {
      const name = named(record, column);
      const range = name === null ? undefined : known.get(name);
      if (range !== undefined) record = withCell(record, { ...column, as: column.column }, range);
    }
    return { ...row, record };
  };
  for await (const row of rows) {
    if (isFields(row.record)) {
      for (const column of columns) {
        const cell = cellOf(row.record, column);
        if (cell instanceof FieldRange) known.set(key(column, row.record[INDEX]), cell);
      }
    }
    waiting.push(row);
    if (waiting.length > 1 && open(waiting[0] as Row) && waiting.length < MOST_WAITING) continue;
    let ready = 0;
    while (ready < waiting.length && (!open(waiting[ready] as Row))) ready++;
    if (waiting.length >= MOST_WAITING) ready = waiting.length;
    for (const done of waiting.splice(0, ready)) yield filled(done);
  }
  for (const done of waiting) yield filled(done);
}

/** Rows that wait at most: more text than that must not pile up for a name that may not exist. */
const MOST_WAITING = 10_000;
