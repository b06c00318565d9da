import { keepJudgeCheck } from "../../results/judge_check.ts";
import {
  checkJudges,
  type CheckOptions,
  type CheckPlan,
  type CheckProgress,
  planCheck,
} from "../../runners/judge_check/check.ts";
import { readPairs } from "../../runners/judge_check/pairs.ts";
import type { Progress } from "../../runners/run_types.ts";
import type { JudgeCheckFlags } from "../commands/judge_check.ts";
import { resolveJudges } from "../config/judge.ts";
import { loadConfig, type LoadedConfig } from "../config/load.ts";
import { resolveRunsDir } from "../config/resolve.ts";
import { Settings } from "../config/settings.ts";
import { UsageError } from "../errors.ts";
import type { Io } from "../io.ts";
import { judgeCheckText } from "../judge_check_text.ts";
import { ensureWritable } from "../permissions.ts";
import { money, number } from "../progress.ts";
import { progressDisplay } from "../progress_display.ts";

/** `assay judge-check`: measures judges, prints and keeps the result. Ends with 1 if a pair has no verdict. */
export async function judgeCheck(flags: JudgeCheckFlags, io: Io): Promise<void> {
  const file = await loadConfig(flags.config);
  const options = await optionsOf(flags, file, io);
  const json = flags.json === true;
  const currency = options.judges.find(({ price }) => price !== null)?.price?.currency ?? null;
  if (flags.dryRun === true) {
    const plan = planCheck(options);
    io.out(
      json
        ? `${JSON.stringify({ schemaVersion: 1, ...plan }, null, 2)}\n`
        : planText(plan, currency),
    );
    return;
  }
  const runsDir = resolveRunsDir(flags, file);
  await ensureWritable(runsDir);
  using display = progressDisplay(io, currency);
  const started = io.now();
  const check = await checkJudges({
    ...options,
    onNote: (text) => display.say(text),
    onProgress: (progress) => display.show(shown(progress, io.now() - started)),
  });
  const kept = await keepJudgeCheck(runsDir, check, Math.random);
  display.say(`Kept as ${kept}: leaderboards of these judges name it`);
  io.out(json ? `${JSON.stringify(check, null, 2)}\n` : judgeCheckText(check));
  const failed = check.judges.reduce((sum, judge) => sum + judge.failed, 0);
  if (failed > 0) {
    display.say(`${number(failed)} pairs have no verdict: they count in nothing; check again`);
    io.exit(1);
  }
}

async function optionsOf(
  flags: JudgeCheckFlags,
  file: LoadedConfig | null,
  io: Io,
): Promise<CheckOptions> {
  const judges = await resolveJudges(flags, file, [], new Settings());
  if (judges.length === 0) {
    throw new UsageError(
      "Cannot check a judge as none is named: give --judge-model and --judge-base-url, or list one " +
        "under judges in assay.json",
    );
  }
  return {
    judges,
    pairs: await readPairs(flags.pairs ?? null, io.signal),
    contract: {
      prompt: flags.prompt ?? "letter",
      parser: flags.parser ?? "strict",
      quoting: flags.quoting ?? "labels",
      reads: flags.judgeReasoning ?? "strip",
    },
    sensitivity: flags.sensitivity,
    now: io.now,
    env: io.env,
    signal: io.signal,
  };
}

function planText(plan: CheckPlan, currency: string | null): string {
  const cost = plan.cost === null
    ? "cost unknown (no prices)"
    : `about ${money(plan.cost, currency)}`;
  return `${number(plan.pairs)} pairs, ${number(plan.requests)} requests, about ` +
    `${number(plan.promptTokens)} tokens in, about ${number(plan.completionTokens)} tokens out, ` +
    `${cost}\n`;
}

/** A check as the display of runs shows it: a line for each judge, then the total. */
function shown({ planned, done, judges }: CheckProgress, elapsedMs: number): Progress {
  const sum = (pick: (judge: CheckProgress["judges"][number]) => number) =>
    judges.reduce((all, judge) => all + pick(judge), 0);
  const unscored = sum(({ failed }) => failed);
  return {
    rows: [],
    judges,
    planned,
    scored: done - unscored,
    unscored,
    inFlight: sum(({ inFlight }) => inFlight),
    kept: 0,
    completionTokens: 0,
    tokensPerSecond: 0,
    cost: null,
    elapsedMs,
    etaMs: done < 2 ? null : elapsedMs * (planned - done) / done,
  };
}
