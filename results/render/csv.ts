import Papa from "papaparse";
import type { BoardColumn, Leaderboard, PublishedColumn, Square } from "../leaderboard_types.ts";
import { visible } from "./visible.ts";

/** Columns of the file. `kind` is headline, average, primary, metric or breakdown. */
const fields = [
  "section",
  "benchmark",
  "title",
  "kind",
  "task",
  "metric",
  "column",
  "model",
  "mode",
  "run",
  "status",
  "simulated",
  "published",
  "value",
  "unit",
  "better",
  "interval_low",
  "interval_high",
  "interval_level",
  "interval_method",
  "n",
  "planned",
  "scored",
  "unscored",
  "coverage",
  "worst",
  "best",
  "repeats",
  "version",
  "reason",
  "source",
] as const;

type Field = typeof fields[number];
type Line = Partial<Record<Field, string | number | boolean | null>>;

/**
 * Renders a leaderboard as CSV in long form (RFC 4180, CRLF, one header line): one line for each
 * number or gap of each column, published ones included with `published` true and their source.
 * Numbers have all their digits; an empty field is "none". Text that a spreadsheet would take for a
 * formula gets an apostrophe in front.
 *
 * @returns Text that ends with a line break; the same for an equal board.
 */
export function renderCsv(board: Leaderboard): string {
  const lines = [...sectionLines(board), ...tableLines(board)];
  const rows = lines.map((line) => fields.map((field) => valueText(line[field] ?? null)));
  return Papa.unparse({ fields: [...fields], data: rows }, {
    newline: "\r\n",
    escapeFormulae: true,
  }) + "\r\n";
}

function valueText(value: string | number | boolean | null): string | number | null {
  if (typeof value === "string") return visible(value, 1000);
  return typeof value === "boolean" ? String(value) : value;
}

function* sectionLines(board: Leaderboard): Generator<Line> {
  for (const { title: section, rows, averages } of board.sections) {
    for (const { benchmark, title, squares, published } of rows) {
      const row: Line = { section, benchmark, title, kind: "headline" };
      for (const square of squares) yield { ...row, ...squareLine(square, board.columns) };
      yield* publishedLines({ ...row, unit: "percent" }, published, board.published);
    }
    for (const square of averages) {
      yield { section, kind: "average", ...squareLine(square, board.columns) };
    }
  }
}

function* tableLines(board: Leaderboard): Generator<Line> {
  for (const { benchmark, title, rows, averages, ...table } of board.tables) {
    const part: Line = { section: "Tasks and metrics", benchmark, title };
    for (const { kind, task, metric, unit, squares, published } of rows) {
      const row = { ...part, kind };
      for (const square of squares) yield { ...row, ...squareLine(square, board.columns) };
      yield* publishedLines({ ...row, task, metric, unit }, published, table.published);
    }
    const average: Line = { ...part, kind: "average" };
    for (const square of averages) yield { ...average, ...squareLine(square, board.columns) };
    yield* publishedLines(
      { ...average, task: "*", metric: "average", unit: "percent" },
      table.publishedAverages,
      table.published,
    );
  }
}

function squareLine(square: Square, columns: readonly BoardColumn[]): Line {
  const column = columns.find(({ id }) => id === square.column);
  const { interval } = square;
  return {
    task: square.task,
    metric: square.metric,
    column: column?.heading ?? square.column,
    model: column?.model ?? null,
    mode: square.mode,
    run: square.runId,
    status: column?.status ?? null,
    simulated: square.simulated,
    published: false,
    value: square.value,
    unit: square.unit,
    better: square.better,
    interval_low: interval?.low ?? null,
    interval_high: interval?.high ?? null,
    interval_level: interval?.level ?? null,
    interval_method: interval?.method ?? null,
    n: square.n,
    planned: square.planned,
    scored: square.scored,
    unscored: square.unscored,
    coverage: square.coverage,
    worst: square.worst,
    best: square.best,
    repeats: square.repeats,
    version: square.version,
    reason: square.reason,
  };
}

function* publishedLines(
  line: Line,
  values: readonly (number | null)[],
  columns: readonly PublishedColumn[],
): Generator<Line> {
  for (const [at, { label, source }] of columns.entries()) {
    const value = values[at] ?? null;
    if (value === null) continue;
    yield { ...line, column: label, simulated: false, published: true, value, source };
  }
}
