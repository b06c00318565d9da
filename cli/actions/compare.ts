import { compareColumns, type Compared, type ComparedColumn } from "../../runners/compare.ts";
import { compareParity, type Parity } from "../../runners/parity.ts";
import { summarise } from "../../runners/summary.ts";
import type { CompareFlags } from "../commands/compare.ts";
import { resolveRunsDir } from "../config/resolve.ts";
import { parseBenchmarks } from "../config/selection.ts";
import { UsageError } from "../errors.ts";
import type { Io } from "../io.ts";
import { textTable } from "../text_table.ts";

/** `assay compare`: two columns sample by sample. */
export async function compare(
  runs: readonly string[],
  flags: CompareFlags,
  io: Io,
): Promise<void> {
  const runsDir = resolveRunsDir(flags, null);
  const [first, second] = await columnsOf(runs, runsDir);
  const benchmarks = flags.benchmark === undefined
    ? null
    : [...(await parseBenchmarks(flags.benchmark)).keys()];
  if (flags.parity === true) {
    const margin = flags.margin === undefined ? {} : { margin: flags.margin };
    const parity = await compareParity({ runsDir, first, second, benchmarks, ...margin });
    io.out(
      flags.json === true
        ? `${JSON.stringify({ schemaVersion: 1, ...parity }, null, 2)}\n`
        : parityText(parity),
    );
    return;
  }
  if (flags.margin !== undefined) {
    throw new UsageError("Cannot use --margin without --parity: it is what parity is told by");
  }
  const compared = await compareColumns({ runsDir, first, second, benchmarks });
  io.out(
    flags.json === true
      ? `${JSON.stringify({ schemaVersion: 1, ...compared }, null, 2)}\n`
      : text(compared),
  );
}

/** `run@column` twice, or one run that has two columns. */
async function columnsOf(
  runs: readonly string[],
  runsDir: string,
): Promise<readonly [ComparedColumn, ComparedColumn]> {
  const [first, second, ...rest] = runs.map((run): ComparedColumn => {
    const at = run.indexOf("@");
    return at < 0
      ? { runId: run, column: null }
      : { runId: run.slice(0, at), column: run.slice(at + 1) };
  });
  if (first === undefined || rest.length > 0) {
    throw new UsageError(`Cannot compare ${runs.length} columns: give two, as "run-a run-b"`);
  }
  if (second !== undefined) return [first, second];
  const { columns } = await summarise({ runsDir, runId: first.runId });
  const [one, two, ...more] = columns;
  if (first.column !== null || one === undefined || two === undefined || more.length > 0) {
    throw new UsageError(
      `Cannot compare "${first.runId}" alone: give two columns, as "run-a run-b@column"`,
    );
  }
  return [{ ...first, column: one.id }, { ...first, column: two.id }];
}

const right = (title: string) => ({ title, align: "right" } as const);

function show(value: number | null, digits = 2): string {
  return value === null ? "-" : value.toFixed(digits);
}

function signed(value: number | null): string {
  return value === null ? "-" : `${value > 0 ? "+" : ""}${show(value)}`;
}

function sides({ first, second }: Pick<Compared, "first" | "second">): string {
  return `First:  ${first.runId} ${first.column}\nSecond: ${second.runId} ${second.column}\n`;
}

function parityText(parity: Parity): string {
  const { rows, margin } = parity;
  const table = textTable(
    [
      { title: "task" },
      ...[
        "asks",
        "same outcome",
        "same reply",
        "first difference",
        "|log p|",
        "difference",
        "95 % interval",
      ].map(right),
      { title: "verdict" },
    ],
    rows.map((row) => [
      `${row.benchmark}/${row.task}`,
      String(row.asks),
      percent(row.agreement),
      percent(row.identical),
      row.medianFirstDifference === null ? "-" : `${row.compared} ${row.medianFirstDifference + 1}`,
      show(row.meanLogprobDistance, 4),
      signed(row.difference),
      row.interval === null ? "-" : `[${show(row.interval.low)}, ${show(row.interval.high)}]`,
      row.verdict,
    ]),
  );
  return [
    sides(parity),
    table,
    "First difference is the median place among replies that differ; |log p| the mean absolute " +
    "difference of log-probabilities\nup to there, where both servers gave them (run with " +
    "--logprobs); difference is second minus first.\n",
    `${paritySentence(parity.verdict, margin)}\n`,
  ].join("\n");
}

function percent(share: number | null): string {
  return share === null ? "-" : `${(100 * share).toFixed(1)} %`;
}

function paritySentence(verdict: Parity["verdict"], margin: number): string {
  switch (verdict) {
    case "parity":
      return `At parity: no task can differ by more than ${margin} points at 95 % confidence.`;
    case "different":
      return "Not at parity: in at least one task the interval of the difference leaves 0 out.";
    case "undecided":
      return `Undecided: no difference is shown, and one of more than ${margin} points is not ruled ` +
        "out in every task: ask more samples, or allow a larger --margin.";
  }
}

function text({ first, second, rows }: Compared): string {
  const table = textTable(
    [
      { title: "task" },
      { title: "metric" },
      ...["samples", "first", "second", "difference", "95 % interval", "p"].map(right),
    ],
    rows.map((row) => [
      `${row.benchmark}/${row.task}`,
      row.metric,
      String(row.samples),
      show(row.first),
      show(row.second),
      signed(row.difference),
      row.interval === null ? "-" : `[${show(row.interval.low)}, ${show(row.interval.high)}]`,
      row.mcnemar === null ? "-" : row.mcnemar.midP.toFixed(4),
    ]),
  );
  const left = rows.filter(({ unpaired }) => unpaired > 0).map(({ benchmark, task, unpaired }) =>
    `${benchmark}/${task}: ${unpaired} samples that only one column has are left out\n`
  );
  return [
    sides({ first, second }),
    table,
    "Difference is second minus first; p is McNemar's mid-p, for tasks of right and wrong asked once\n",
    ...left,
  ].join("\n");
}
