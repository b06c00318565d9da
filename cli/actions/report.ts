import { summarise } from "../../runners/summary.ts";
import { boardText } from "../board.ts";
import type { ReportFlags } from "../commands/report.ts";
import { resolveRunsDir } from "../config/resolve.ts";
import type { Io } from "../io.ts";
import { ensureWritable } from "../permissions.ts";

/** `assay report`: the leaderboard of one or several runs, side by side. */
export async function report(runs: readonly string[], flags: ReportFlags, io: Io): Promise<void> {
  const runsDir = resolveRunsDir(flags, null);
  const summaries = [];
  for (const runId of new Set(runs)) {
    io.signal.throwIfAborted();
    summaries.push(await summarise({ runsDir, runId }));
  }
  const format = flags.json === true ? "json" : flags.format ?? "table";
  const text = boardText(summaries, {
    format,
    rows: flags.rows ?? (format === "table" ? "run" : "report"),
    published: flags.published,
    details: flags.details ?? "metrics",
  }, io);
  if (flags.out === undefined) {
    io.out(text);
    return;
  }
  await ensureWritable(flags.out);
  await Deno.writeTextFile(flags.out, text);
  io.err(`Wrote ${flags.out}\n`);
}
