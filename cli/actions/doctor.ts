import { doctor as examine } from "../../runners/doctor/doctor.ts";
import type { DoctorCheck } from "../../runners/doctor/check.ts";
import type { DoctorFlags } from "../commands/doctor.ts";
import { loadConfig, type LoadedConfig } from "../config/load.ts";
import { asPanel, resolveJudges } from "../config/judge.ts";
import { resolveUser } from "../config/user.ts";
import { resolveColumns } from "../config/models.ts";
import { resolveDataDir, resolveRunsDir } from "../config/resolve.ts";
import { resolveSelections } from "../config/selection.ts";
import { Settings } from "../config/settings.ts";
import { resolveTools } from "../config/tools.ts";
import type { Io } from "../io.ts";
import { mark } from "../marks.ts";
import { printableLine } from "../printable.ts";
import { oracleChecks } from "./oracle.ts";

/** `assay doctor`: what a run needs, looked at before one is started. Ends with 1 for a red line. */
export async function doctor(flags: DoctorFlags, io: Io): Promise<void> {
  const file = await loadConfig(flags.config);
  const dataDir = resolveDataDir(flags, file);
  if (flags.oracle === true) {
    await oracleChecks(flags, dataDir, io);
    return;
  }
  const checks: DoctorCheck[] = [];
  const found = examine({
    config: await configOf(flags, file),
    dataDir,
    runsDir: resolveRunsDir(flags, file),
    env: io.env,
    signal: io.signal,
  });
  for await (const check of found) {
    checks.push(check);
    if (flags.json !== true) io.out(line(check, io));
  }
  const failed = checks.some(({ status }) => status === "fail");
  if (flags.json === true) {
    io.out(`${JSON.stringify({ schemaVersion: 1, healthy: !failed, checks }, null, 2)}\n`);
  }
  io.exit(failed ? 1 : 0);
}

/** Models, judge and benchmarks as far as flags and file name any. */
async function configOf(flags: DoctorFlags, file: LoadedConfig | null) {
  const settings = new Settings();
  const models = flags.model !== undefined || (file?.config.models ?? []).length > 0;
  const columns = models ? await resolveColumns(flags, file, ["thinking"], settings) : [];
  const labels = columns.map(({ column }) => column.label);
  const some = flags.benchmark !== undefined || file?.config.benchmarks !== undefined;
  return {
    columns,
    ...asPanel(await resolveJudges(flags, file, labels, settings)),
    user: resolveUser({}, file, labels, settings),
    tools: resolveTools(flags.tool, file, [], settings),
    benchmarks: some ? await resolveSelections(flags, file, settings) : [],
  };
}

function line({ area, status, what, todo }: DoctorCheck, io: Io): string {
  const told = `${mark(status, io.color.out)} ${printableLine(area, 60)}: ${
    printableLine(what, 500)
  }`;
  return todo === null ? `${told}\n` : `${told}\n       ${printableLine(todo, 500)}\n`;
}
