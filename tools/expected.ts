/**
 * Writes what the renderers make of the example runs to `tests/expected/`.
 *
 *     deno run --allow-env --allow-read --allow-write=tests/expected tools/expected.ts
 *
 * A test fails while the committed files differ: read the difference before you commit it.
 *
 * @module
 */
import { leaderboard } from "../results/leaderboard.ts";
import { renderCsv } from "../results/render/csv.ts";
import { renderJson } from "../results/render/json.ts";
import { renderMarkdown } from "../results/render/markdown.ts";
import { renderTerminal } from "../results/render/terminal.ts";
import { exampleRuns } from "../tests/example_runs.ts";

/** Folder of the committed files. */
export const expectedFolder: URL = new URL("../tests/expected/", import.meta.url);

/** Every expected file by name. */
export async function expectedFiles(): Promise<ReadonlyMap<string, string>> {
  const runs = await exampleRuns();
  const whole = leaderboard(runs);
  const short = leaderboard(runs, { rows: "run" });
  const small = leaderboard(runs.slice(1), { rows: "run", published: false });
  return new Map([
    ["leaderboard.md", renderMarkdown(whole)],
    ["leaderboard.csv", renderCsv(short)],
    ["leaderboard.json", renderJson(small)],
    ["leaderboard.txt", renderTerminal(short, { width: 120, details: "all" })],
    ["leaderboard_narrow.txt", renderTerminal(short, { width: 60, details: "none" })],
    ["leaderboard_color.txt", renderTerminal(small, { width: 80, color: true })],
  ]);
}

if (import.meta.main) {
  await Deno.mkdir(expectedFolder, { recursive: true });
  for (const [name, text] of await expectedFiles()) {
    await Deno.writeTextFile(new URL(name, expectedFolder), text);
  }
}
