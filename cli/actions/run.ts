import { dryRun } from "../../runners/dry_run.ts";
import { newRunId } from "../../results/run_folder.ts";
import { judgesOf } from "../../runners/judge_desk.ts";
import { evaluate } from "../../runners/run.ts";
import type { RunConfig } from "../../runners/run_types.ts";
import { printSummary } from "../board.ts";
import type { RunFlags } from "../commands/run.ts";
import { loadConfig } from "../config/load.ts";
import { resolveRun } from "../config/resolve.ts";
import { confirmed } from "../confirm.ts";
import { dryRunText } from "../dry_run_text.ts";
import { follow } from "../follow.ts";
import { openTools } from "../given_tools.ts";
import type { Io } from "../io.ts";
import { ensureWritable } from "../permissions.ts";
import { openSandbox } from "../sandbox.ts";
import { settingsText } from "../settings_text.ts";
import { openToolsets } from "../web.ts";

/** `assay run`: asks, scores, prints the leaderboard. */
export async function run(flags: RunFlags, io: Io): Promise<void> {
  const file = await loadConfig(flags.config);
  const { config, runsDir, format, settings } = await resolveRun(
    flags,
    file,
    newRunId(io.now(), Math.random),
  );
  const json = flags.json === true;
  if (flags.printConfig === true) {
    io.out(json ? document({ settings, config }) : settingsText(settings));
    return;
  }
  if (flags.dryRun === true) {
    const estimate = await dryRun(config, { signal: io.signal });
    io.out(json ? document(estimate) : dryRunText(estimate));
    return;
  }
  await ensureWritable(runsDir);
  if (flags.yes !== true && !await confirmed(config, io)) {
    io.err("Nothing was sent\n");
    return;
  }
  await using sandbox = await openSandbox(config, flags.sandbox, io);
  await using opened = await openTools(config, false, io);
  await using agents = await openToolsets({ config, runsDir, sandbox }, io);
  const summary = await follow(
    evaluate({
      config: { ...config, ...(opened.given.length === 0 ? {} : { tools: opened.given }) },
      runsDir,
      resume: false,
      tools: { ...opened.tools, sandbox },
      toolsets: agents.toolsets,
      signal: io.signal,
      env: io.env,
    }),
    { runId: config.runId, currency: currencyOf(config), resume: resumeCommand(config, runsDir) },
    io,
  );
  if (summary.status === "interrupted") io.exit(130);
  else printSummary(summary, { json, format }, io);
}

function document(content: object): string {
  return `${JSON.stringify({ schemaVersion: 1, ...content }, null, 2)}\n`;
}

/** The one currency of a run's prices. */
export function currencyOf(config: RunConfig): string | null {
  return [...config.columns, ...judgesOf(config)].find(({ price }) => price !== null)
    ?.price?.currency ?? null;
}

/** What to type to go on with a run. */
export function resumeCommand({ runId }: Pick<RunConfig, "runId">, runsDir: string): string {
  const folder = runsDir === "runs" ? "" : ` --runs-dir ${runsDir}`;
  return `deno task resume ${runId}${folder}`;
}
