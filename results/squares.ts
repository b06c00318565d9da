import { combine, emptiness } from "./cell.ts";
import type { BoardColumn, Square } from "./leaderboard_types.ts";
import type { Cell, MetricResult, Tally } from "./types.ts";

/** A column and the cells under it. */
export interface Source {
  readonly column: BoardColumn;
  readonly cells: ReadonlyMap<string, Cell>;
}

/** A result of a task with what it stands on. */
export function square(source: Source, task: string, result: MetricResult, tally: Tally): Square {
  const { planned, scored, unscored } = tally;
  return {
    ...gap(source, task, result.id, ""),
    unit: result.unit,
    better: result.better,
    value: result.value,
    reason: result.value === null ? result.reason ?? emptiness(tally) : null,
    n: result.n,
    planned,
    scored,
    unscored,
    coverage: planned > 0 ? scored / planned : null,
    interval: result.interval,
    worst: result.worst,
    best: result.best,
  };
}

/** A square without a number. */
export function gap({ column }: Source, task: string, metric: string, reason: string): Square {
  return {
    column: column.id,
    runId: column.runId,
    mode: column.mode,
    simulated: column.simulated,
    task,
    metric,
    unit: "percent",
    better: "higher",
    value: null,
    reason,
    n: 0,
    planned: 0,
    scored: 0,
    unscored: 0,
    coverage: null,
    interval: null,
    worst: null,
    best: null,
    repeats: 1,
    version: null,
    footnotes: [],
  };
}

/** The mean of these squares where all have a number of one unit and direction, else a gap. */
export function averageSquare(source: Source, squares: readonly Square[]): Square {
  const missing = squares.filter((square) => square.value === null).length;
  const empty = gap(source, "*", "average", `${missing} of ${squares.length} rows have no number`);
  const [first] = squares;
  if (missing > 0 || first === undefined) return empty;
  if (squares.some(({ unit, better }) => unit !== first.unit || better !== first.better)) {
    return { ...empty, reason: "rows differ in unit or direction" };
  }
  const mean = (read: (square: Square) => number | null): number | null => {
    let sum = 0;
    for (const square of squares) {
      const value = read(square);
      if (value === null) return null;
      sum += value;
    }
    return sum / squares.length;
  };
  const total = (read: (square: Square) => number) =>
    squares.reduce((sum, square) => sum + read(square), 0);
  const planned = total((square) => square.planned);
  const scored = total((square) => square.scored);
  return {
    ...empty,
    unit: first.unit,
    better: first.better,
    value: mean((square) => square.value),
    reason: null,
    n: total((square) => square.n),
    planned,
    scored,
    unscored: planned - scored,
    coverage: planned > 0 ? scored / planned : null,
    interval: combine(squares),
    worst: mean((square) => square.worst),
    best: mean((square) => square.best),
    repeats: Math.max(...squares.map((square) => square.repeats)),
  };
}

/** The squares of one column. */
export function squaresAt(rows: readonly { readonly squares: readonly Square[] }[], at: number) {
  return rows.map((row) => row.squares[at]).filter((square) => square !== undefined);
}
