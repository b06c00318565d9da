/**
 * Prints what a run came to.
 *
 * @module
 */
import { leaderboard } from "../results/leaderboard.ts";
import { renderCsv } from "../results/render/csv.ts";
import { renderJson } from "../results/render/json.ts";
import { renderMarkdown } from "../results/render/markdown.ts";
import { renderTerminal } from "../results/render/terminal.ts";
import { runSummaryDocument } from "../results/run_summary.ts";
import type { RunSummary } from "../results/types.ts";
import type { ExitCode } from "./errors.ts";
import type { Format } from "./flags.ts";
import type { Io } from "./io.ts";

/** How a leaderboard is printed. */
export interface BoardStyle {
  readonly format: Format;
  /** Rows that did not run: shown as gaps, or left out. */
  readonly rows: "report" | "run";
  readonly published: boolean;
  readonly details: "none" | "metrics" | "all";
}

/** The leaderboard of runs as a text that ends with a line break. */
export function boardText(
  runs: readonly RunSummary[],
  style: BoardStyle,
  io: Pick<Io, "color" | "size" | "stdoutIsTerminal">,
): string {
  const board = leaderboard(runs, { published: style.published, rows: style.rows });
  switch (style.format) {
    case "md":
      return renderMarkdown(board);
    case "json":
      return renderJson(board);
    case "csv":
      return renderCsv(board);
    case "table":
      return renderTerminal(board, {
        color: io.color.out,
        width: io.stdoutIsTerminal ? io.size().columns : WIDTH,
        details: style.details,
      });
  }
}

/** Width of a table where there is no terminal, in columns. */
const WIDTH = 120;

/** Prints a run's result and sets the exit code: 1 while something is unscored. */
export function printSummary(
  summary: RunSummary,
  { json, format }: { readonly json: boolean; readonly format: Format },
  io: Io,
): void {
  const rows = format === "table" ? "run" : "report";
  io.out(
    json
      ? `${JSON.stringify(runSummaryDocument(summary), null, 2)}\n`
      : boardText([summary], { format, rows, published: true, details: "metrics" }, io),
  );
  io.exit(exitCodeOf(summary));
}

/** 0 for a run in which every planned ask was scored. */
export function exitCodeOf(summary: RunSummary): ExitCode {
  if (summary.status === "interrupted") return 130;
  const unscored = summary.cells.some(({ tasks }) => tasks.some(({ tally }) => tally.unscored > 0));
  return unscored || summary.status !== "finished" ? 1 : 0;
}
