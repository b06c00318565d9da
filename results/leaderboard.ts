import { emptiness } from "./cell.ts";
import { cellRemarks, columnRemarks, Footnotes } from "./footnotes.ts";
import type { BoardRow, BoardSection, Leaderboard, Square } from "./leaderboard_types.ts";
import {
  publishedModels,
  reportDecimals,
  reportRows,
  reportSource,
  sectionTitles,
} from "./report_table.ts";
import { LEADERBOARD_SCHEMA } from "./schema_ids.ts";
import { averageSquare, gap, type Source, square, squaresAt } from "./squares.ts";
import { taskTable } from "./task_table.ts";
import type { RunSummary } from "./types.ts";

/** What a leaderboard shows beside the runs' numbers. */
export interface LeaderboardOptions {
  /** Shows the published columns. Default `true`. */
  readonly published?: boolean;
  /**
   * `report`: all rows of the report's table, those that did not run as gaps; `run`: only rows with
   * a cell. Averages stand on the report's rows either way. Default `report`.
   */
  readonly rows?: "report" | "run";
}

/**
 * Puts runs side by side: one column for each model and mode of each run, the report's benchmarks as
 * rows under its headings, other benchmarks below them, then a table of tasks and metrics for each
 * benchmark that ran.
 *
 * A benchmark that did not run is a gap with a reason, and an average over a section (or a suite) is
 * given only where all of its rows have a number of one unit. The result depends on nothing but the
 * arguments.
 *
 * @throws {RangeError} If a run is given twice.
 */
export function leaderboard(
  runs: readonly RunSummary[],
  options: LeaderboardOptions = {},
): Leaderboard {
  const { published = true, rows = "report" } = options;
  const footnotes = new Footnotes();
  const sources = sourcesOf(runs, footnotes);
  const columns = published
    ? publishedModels.map((label) => ({
      label,
      source: reportSource,
      decimals: reportDecimals,
    }))
    : [];
  const sections = sectionsOf(sources, footnotes, published, rows);
  const order = sections.flatMap((section) => section.rows.map((row) => row.benchmark));
  return {
    $schema: LEADERBOARD_SCHEMA,
    schemaVersion: 1,
    columns: sources.map((source) => source.column),
    published: columns,
    sections,
    tables: order.flatMap((benchmark) => taskTable(benchmark, sources, published) ?? []),
    footnotes: footnotes.list(),
  };
}

function sourcesOf(runs: readonly RunSummary[], footnotes: Footnotes): readonly Source[] {
  const seen = new Set<string>();
  for (const { runId } of runs) {
    if (seen.has(runId)) {
      throw new RangeError(
        `Cannot build a leaderboard as each run must be given once: run "${runId}" is given twice`,
      );
    }
    seen.add(runId);
  }
  const headings = runs.flatMap((run) =>
    run.columns.map(({ label, mode }) => `${label} (${mode})`)
  );
  return runs.flatMap((run) =>
    run.columns.map((column): Source => {
      const { id, label, model, mode, simulated } = column;
      const short = `${label} (${mode})`;
      const unique = headings.filter((heading) => heading === short).length === 1;
      return {
        column: {
          id: `${run.runId}/${id}`,
          heading: unique ? short : `${short} [${run.runId}]`,
          label,
          model,
          mode,
          runId: run.runId,
          status: run.status,
          simulated,
          footnotes: footnotes.refer(columnRemarks(simulated, run)),
        },
        cells: new Map(
          run.cells.filter((cell) => cell.column === id).map((cell) => [cell.benchmark, cell]),
        ),
      };
    })
  );
}

function sectionsOf(
  sources: readonly Source[],
  footnotes: Footnotes,
  published: boolean,
  wanted: "report" | "run",
): readonly BoardSection[] {
  const ran = (row: BoardRow) => sources.some(({ cells }) => cells.has(row.benchmark));
  const sections: BoardSection[] = [];
  for (const id of ["scientific", "general"] as const) {
    const rows = reportRows.filter((row) => row.section === id).map((row): BoardRow => ({
      benchmark: row.id,
      title: row.title,
      squares: sources.map((source) => headlineSquare(source, row.id, footnotes)),
      published: published ? publishedModels.map((model) => row.published[model]) : [],
    }));
    const shown = wanted === "report" ? rows : rows.filter(ran);
    if (shown.length > 0) {
      const averages = sources.map((source, at) => averageSquare(source, squaresAt(rows, at)));
      sections.push({ id, title: sectionTitles[id], rows: shown, averages });
    }
  }
  const known = new Set(reportRows.map((row) => row.id));
  const others = new Map<string, string>();
  for (const { cells } of sources) {
    for (const [id, cell] of cells) {
      if (!known.has(id) && !others.has(id)) others.set(id, cell.title);
    }
  }
  if (others.size > 0) {
    const rows = [...others].map(([benchmark, title]): BoardRow => ({
      benchmark,
      title,
      squares: sources.map((source) => headlineSquare(source, benchmark, footnotes)),
      published: published ? publishedModels.map(() => null) : [],
    }));
    sections.push({ id: "other", title: "Other", rows, averages: [] });
  }
  return sections;
}

function headlineSquare(source: Source, benchmark: string, footnotes: Footnotes): Square {
  const cell = source.cells.get(benchmark);
  if (cell === undefined) return gap(source, "*", "", "not run");
  return {
    ...square(source, cell.headlineTask, cell.headline, cell.tally),
    reason: cell.headline.value === null ? cell.reason ?? emptiness(cell.tally) : null,
    repeats: cell.repeats,
    version: cell.version,
    footnotes: footnotes.refer(cellRemarks(cell, source.column.heading)),
  };
}
