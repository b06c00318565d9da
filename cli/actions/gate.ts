import { checkGate, type GateCheck, type Threshold } from "../../results/gate.ts";
import { summarise } from "../../runners/summary.ts";
import type { GateFlags } from "../commands/gate.ts";
import { findKnown } from "../config/selection.ts";
import { resolveRunsDir } from "../config/resolve.ts";
import { UsageError } from "../errors.ts";
import type { Pair } from "../flag_values.ts";
import type { Io } from "../io.ts";
import { textTable } from "../text_table.ts";

/** `assay gate`: ends with 1 unless the numbers of a run reach the thresholds. */
export async function gate(runId: string, flags: GateFlags, io: Io): Promise<void> {
  const thresholds = [
    ...await parseThresholds("min", flags.min ?? []),
    ...await parseThresholds("max", flags.max ?? []),
  ];
  if (thresholds.length === 0) {
    throw new UsageError(`Cannot gate without a threshold: give one, such as "--min ifbench=60"`);
  }
  const summary = await summarise({ runsDir: resolveRunsDir(flags, null), runId });
  const checks = checkGate(summary, thresholds);
  const named = new Set(thresholds.map(({ benchmark }) => benchmark));
  const unscored = summary.cells.filter(({ benchmark }) => named.has(benchmark))
    .reduce((sum, { tally }) => sum + tally.unscored, 0);
  const passed = checks.every((check) => check.passed) &&
    (unscored === 0 || flags.allowUnscored === true);
  io.out(
    flags.json === true
      ? `${JSON.stringify({ schemaVersion: 1, runId, passed, unscored, checks }, null, 2)}\n`
      : text(checks, unscored, passed),
  );
  io.exit(passed ? 0 : 1);
}

function text(checks: readonly GateCheck[], unscored: number, passed: boolean): string {
  const table = textTable(
    [
      { title: "threshold" },
      { title: "column" },
      { title: "value", align: "right" },
      { title: "wanted", align: "right" },
      { title: "" },
    ],
    checks.map(({ threshold, column, value, passed, reason }) => [
      nameOf(threshold),
      column ?? "-",
      value === null ? "-" : value.toFixed(2),
      `${threshold.bound === "min" ? "≥" : "≤"} ${threshold.value}`,
      passed ? "passed" : reason === null ? "failed" : `failed: ${reason}`,
    ]),
  );
  const told = unscored === 0 ? "" : `${unscored} asks are unscored\n`;
  return `${table}${told}${passed ? "Gate passed" : "Gate failed"}\n`;
}

function nameOf({ benchmark, task, metric }: Threshold): string {
  return `${benchmark}${task === null ? "" : `/${task}`}${metric === null ? "" : `:${metric}`}`;
}

/** `ifbench=60`, `ifbench/task=60`, `ifbench/task:metric=60`. */
async function parseThresholds(
  bound: Threshold["bound"],
  given: readonly Pair[],
): Promise<Threshold[]> {
  return await Promise.all(given.map(async ([name, text]) => {
    const [, benchmark = "", task, metric] = /^([^/:]+)(?:\/([^:]+))?(?::(.+))?$/.exec(name) ?? [];
    const value = Number(text);
    if (benchmark === "" || !Number.isFinite(value)) {
      throw new UsageError(
        `Cannot use --${bound} as it must be of the form ifbench=60 or ifbench/task:metric=60: ` +
          `current value is "${name}=${text}"`,
      );
    }
    await findKnown(benchmark);
    return { benchmark, task: task ?? null, metric: metric ?? null, bound, value };
  }));
}
