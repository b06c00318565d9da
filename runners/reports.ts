import { leaderboard } from "../results/leaderboard.ts";
import { renderCsv } from "../results/render/csv.ts";
import { renderJson } from "../results/render/json.ts";
import { renderMarkdown } from "../results/render/markdown.ts";
import { writeAtomically } from "../results/run_folder.ts";
import type { RunSummary } from "../results/types.ts";

/**
 * Writes what is derived from a run into its folder: the leaderboard in three forms and the
 * manifest. Each file is replaced whole, and equal runs give equal files.
 */
export async function writeReports(folder: string, summary: RunSummary): Promise<void> {
  const board = leaderboard([summary]);
  const files: readonly [string, string][] = [
    ["leaderboard.json", renderJson(board)],
    ["leaderboard.md", renderMarkdown(board)],
    ["leaderboard.csv", renderCsv(board)],
    ["manifest.json", `${JSON.stringify(summary.manifest, null, 2)}\n`],
  ];
  for (const [name, text] of files) await writeAtomically(`${folder}/${name}`, text);
}
