import { compareColumns, type Compared, type ComparedColumn } from "../../runners/compare.ts";
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

function text({ first, second, rows }: Compared): string {
  const right = (title: string) => ({ title, align: "right" } as const);
  const show = (value: number | null) => value === null ? "-" : value.toFixed(2);
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
      row.difference === null ? "-" : `${row.difference > 0 ? "+" : ""}${show(row.difference)}`,
      row.interval === null ? "-" : `[${show(row.interval.low)}, ${show(row.interval.high)}]`,
      row.mcnemar === null ? "-" : row.mcnemar.midP.toFixed(4),
    ]),
  );
  const left = rows.filter(({ unpaired }) => unpaired > 0).map(({ benchmark, task, unpaired }) =>
    `${benchmark}/${task}: ${unpaired} samples that only one column has are left out\n`
  );
  return [
    `First:  ${first.runId} ${first.column}\nSecond: ${second.runId} ${second.column}\n`,
    table,
    "Difference is second minus first; p is McNemar's mid-p, for tasks of right and wrong asked once\n",
    ...left,
  ].join("\n");
}
