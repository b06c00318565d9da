import type { Unit } from "../scoring/types.ts";
import type { BoardTable, BoardTableRow, PublishedColumn, Square } from "./leaderboard_types.ts";
import { averageSquare, gap, type Source, square, squaresAt } from "./squares.ts";
import { type Suite, suites } from "./suites.ts";
import type { Cell, MetricResult, TaskResult } from "./types.ts";

/**
 * The tasks and metrics of one benchmark over all columns, beside the printed numbers where the
 * report has a table of its own for it; `null` where no column has a task of it.
 */
export function taskTable(
  benchmark: string,
  sources: readonly Source[],
  published: boolean,
): BoardTable | null {
  const cells = sources.flatMap(({ cells }) => cells.get(benchmark) ?? []);
  const [first] = cells;
  const suite = suites.find((suite) => suite.benchmark === benchmark);
  if (first === undefined || cells.every((cell) => cell.tasks.length === 0)) return null;

  const rows: BoardTableRow[] = [];
  for (const id of taskOrder(cells, suite)) rows.push(...taskRows(id, benchmark, sources, suite));
  const columns: readonly PublishedColumn[] = published ? suite?.columns ?? [] : [];
  const inSuite = rows.filter((row) =>
    row.kind === "primary" && suite?.rows.some(({ task }) => task === row.task)
  );
  return {
    benchmark,
    title: first.title,
    published: columns,
    rows: columns.length > 0 ? rows : rows.map((row) => ({ ...row, published: [] })),
    averages: suite === undefined || suite.average === null
      ? []
      : sources.map((source, at) => averageSquare(source, squaresAt(inSuite, at))),
    publishedAverages: columns.map((_, at) => suite?.average?.[at] ?? null),
  };
}

/** The suite's tasks as printed, then the others in the order in which columns have them. */
function taskOrder(cells: readonly Cell[], suite: Suite | undefined): readonly string[] {
  const ids = new Set(suite?.rows.map((row) => row.task));
  for (const cell of cells) for (const { task } of cell.tasks) ids.add(task);
  return [...ids];
}

interface RowHead {
  readonly kind: BoardTableRow["kind"];
  readonly metric: string;
  readonly unit: Unit;
  readonly better: BoardTableRow["better"];
}

function taskRows(
  id: string,
  benchmark: string,
  sources: readonly Source[],
  suite: Suite | undefined,
): readonly BoardTableRow[] {
  const results = sources.map(({ cells }) =>
    cells.get(benchmark)?.tasks.find((result) => result.task === id)
  );
  const some = results.find((result) => result !== undefined);
  const heads = headsOf(results);
  const printed = suite?.rows.find((row) => row.task === id)?.published;
  return heads.map((head): BoardTableRow => ({
    task: id,
    title: some?.title ?? id,
    ...head,
    squares: sources.map((source, at) => {
      const result = results[at];
      const version = source.cells.get(benchmark)?.version ?? null;
      return result === undefined
        ? { ...gap(source, id, head.metric, "not run"), unit: head.unit }
        : { ...taskSquare(source, result, head), version };
    }),
    published:
      suite?.columns.map((_, at) => head.kind === "primary" ? printed?.[at] ?? null : null) ?? [],
  }));
}

/** Rows that a task needs for all columns: its metrics, the primary one first, then breakdowns. */
function headsOf(results: readonly (TaskResult | undefined)[]): readonly RowHead[] {
  const heads = new Map<string, RowHead>();
  for (const result of results) {
    for (const { id, unit, better } of result?.metrics ?? []) {
      const kind = id === result?.primary ? "primary" : "metric";
      if (!heads.has(id)) heads.set(id, { kind, metric: id, unit, better });
    }
  }
  for (const result of results) {
    for (const [id, numbers] of Object.entries(result?.breakdowns ?? {})) {
      const unit = result?.breakdownUnits[id] ?? "value";
      for (const name of Object.keys(numbers)) {
        const metric = `${id}: ${name}`;
        if (!heads.has(metric)) {
          heads.set(metric, { kind: "breakdown", metric, unit, better: null });
        }
      }
    }
  }
  // A printed row whose task nobody ran.
  if (heads.size === 0) return [{ kind: "primary", metric: "", unit: "percent", better: "higher" }];
  const rank = { primary: 0, metric: 1, breakdown: 2 };
  return [...heads.values()].sort((a, b) => rank[a.kind] - rank[b.kind]);
}

function taskSquare(source: Source, result: TaskResult, head: RowHead): Square {
  const found = head.kind === "breakdown"
    ? breakdownResult(result, head)
    : result.metrics.find((metric) => metric.id === head.metric);
  const empty = { ...gap(source, result.task, head.metric, "not computed"), unit: head.unit };
  if (found === undefined) return empty;
  return { ...square(source, result.task, found, result.tally), repeats: result.repeats };
}

function breakdownResult(result: TaskResult, head: RowHead): MetricResult | undefined {
  for (const [id, numbers] of Object.entries(result.breakdowns)) {
    for (const [name, value] of Object.entries(numbers)) {
      if (`${id}: ${name}` === head.metric) {
        return {
          id: head.metric,
          unit: head.unit,
          better: "higher",
          value,
          n: result.tally.scored,
          interval: null,
          worst: null,
          best: null,
        };
      }
    }
  }
  return undefined;
}
