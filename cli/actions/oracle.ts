import { oracle, type OracleReport } from "../../runners/oracle.ts";
import type { DoctorFlags } from "../commands/doctor.ts";
import { benchmarks } from "../../benchmarks/mod.ts";
import { findKnown, namedIds, parseBenchmarks } from "../config/selection.ts";
import type { Io } from "../io.ts";
import { mark } from "../marks.ts";
import { number } from "../progress.ts";
import { printableLine } from "../printable.ts";

/**
 * `assay doctor --oracle`: reference replies on the real data. Ends with 1 if one did not get full
 * marks; a benchmark whose data cannot be used is told, the others are checked, and its error is
 * thrown at the end.
 */
export async function oracleChecks(flags: DoctorFlags, dataDir: string, io: Io): Promise<void> {
  const named = await parseBenchmarks(flags.benchmark ?? benchmarks.map(({ id }) => id));
  const json = flags.json === true;
  const reports: OracleReport[] = [];
  let failure: unknown = null;
  for (const [id, selected] of named) {
    const benchmark = await findKnown(id);
    const known = benchmark.tasks(benchmark.options.parse({}));
    try {
      const found = oracle({
        benchmarks: [id],
        tasks: { [id]: namedIds(selected, known) ?? null },
        dataDir,
        data: Object.fromEntries(flags.data ?? []),
        env: io.env,
        signal: io.signal,
      });
      for await (const report of found) {
        reports.push(report);
        if (!json) io.out(text(report, io.color.out));
      }
    } catch (error) {
      io.signal.throwIfAborted();
      if (!(error instanceof Error) || error.name !== "DatasetError") throw error;
      if (named.size > 1) io.err(`${printableLine(error.message, 1_000)}\n`);
      failure ??= error;
    }
  }
  const right = reports.every(passed);
  if (json) {
    io.out(`${JSON.stringify({ schemaVersion: 1, fullMarks: right, tasks: reports }, null, 2)}\n`);
  }
  if (failure !== null) throw failure;
  io.exit(right ? 0 : 1);
}

function passed({ skipped, fullMarks, withReference }: OracleReport): boolean {
  return skipped !== null || fullMarks === withReference;
}

function text(report: OracleReport, color: boolean): string {
  const { benchmark, task, records, withReference, fullMarks, failures, skipped } = report;
  const status = skipped !== null ? "skip" : passed(report) ? "ok" : "fail";
  const told = skipped ??
    `${number(fullMarks)} of ${number(withReference)} reference replies get full marks ` +
      `(${number(records)} records)`;
  const lines = failures.map(({ sampleId, detail }) =>
    `       ${printableLine(sampleId, 60)}: ${printableLine(detail, 200)}\n`
  );
  return `${mark(status, color)} ${benchmark}/${task}: ${printableLine(told, 300)}\n${
    lines.join("")
  }`;
}
