import { rescore } from "../../runners/rescore.ts";
import { resumeConfig } from "../../runners/summary.ts";
import { pythonSandbox } from "../../runners/tools/python/sandbox.ts";
import { printSummary } from "../board.ts";
import type { ScoreFlags } from "../commands/score.ts";
import { resolveRunsDir } from "../config/resolve.ts";
import { movedJudge } from "../config/resume.ts";
import { resolveTools } from "../config/tools.ts";
import { UsageError } from "../errors.ts";
import { openTools } from "../given_tools.ts";
import type { Io } from "../io.ts";
import { ensureWritable } from "../permissions.ts";
import { printableLine } from "../printable.ts";

/** `assay score`: scores a run again from its kept replies. */
export async function score(runId: string, flags: ScoreFlags, io: Io): Promise<void> {
  const runsDir = resolveRunsDir(flags, null);
  await ensureWritable(runsDir);
  await using sandbox = pythonSandbox({ kind: flags.sandbox ?? "bubblewrap" });
  const { askJudge = false, judgeBaseUrl, judgeApiKeyEnv, judgeConcurrency } = flags;
  if (!askJudge && (judgeBaseUrl ?? judgeApiKeyEnv ?? judgeConcurrency) !== undefined) {
    throw new UsageError(
      "Cannot use a flag about the judge without --ask-judge: scoring asks nobody otherwise",
    );
  }
  const kept = await resumeConfig({ runsDir, runId });
  const tools = resolveTools(flags.tool, null, kept.tools);
  await using opened = await openTools({ ...kept, tools }, false, io);
  const summary = await rescore({
    runsDir,
    runId,
    tools: { ...opened.tools, sandbox },
    ...(opened.given.length === 0 ? {} : { given: opened.given }),
    signal: io.signal,
    env: io.env,
    onNote: (text) => io.err(`${printableLine(text, 1_000)}\n`),
    ...(askJudge ? { askJudges: { move: (judge) => movedJudge(judge, flags) } } : {}),
  });
  printSummary(summary, { json: flags.json === true, format: flags.format ?? "table" }, io);
}
