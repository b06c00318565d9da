import { rescore } from "../../runners/rescore.ts";
import { pythonSandbox } from "../../runners/tools/python/sandbox.ts";
import { printSummary } from "../board.ts";
import type { ScoreFlags } from "../commands/score.ts";
import { resolveRunsDir } from "../config/resolve.ts";
import type { Io } from "../io.ts";
import { ensureWritable } from "../permissions.ts";

/** `assay score`: scores a run again from its kept replies. */
export async function score(runId: string, flags: ScoreFlags, io: Io): Promise<void> {
  const runsDir = resolveRunsDir(flags, null);
  await ensureWritable(runsDir);
  await using sandbox = pythonSandbox();
  const summary = await rescore({ runsDir, runId, sandbox, signal: io.signal, env: io.env });
  printSummary(summary, { json: flags.json === true, format: flags.format ?? "table" }, io);
}
