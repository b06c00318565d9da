import { evaluate } from "../../runners/run.ts";
import type { RunConfig } from "../../runners/run_types.ts";
import { resumeConfig } from "../../runners/summary.ts";
import { printSummary } from "../board.ts";
import type { ResumeFlags } from "../commands/resume.ts";
import { loadConfig } from "../config/load.ts";
import { resolveRunsDir } from "../config/resolve.ts";
import { departFrom } from "../config/resume.ts";
import { follow } from "../follow.ts";
import { openTools } from "../given_tools.ts";
import type { Io } from "../io.ts";
import { ensureWritable } from "../permissions.ts";
import { openSandbox } from "../sandbox.ts";
import { openToolsets } from "../web.ts";
import { currencyOf, resumeCommand } from "./run.ts";

/** `assay resume`: goes on with a run; what is finished is not asked again. */
export async function resume(runId: string, flags: ResumeFlags, io: Io): Promise<void> {
  const file = await loadConfig(flags.config);
  const runsDir = resolveRunsDir(flags, file);
  const kept: RunConfig = await resumeConfig({ runsDir, runId });
  const config = await departFrom(kept, flags, file);
  await ensureWritable(runsDir);
  await using sandbox = await openSandbox(config, flags.sandbox, io);
  await using opened = await openTools(config, true, io);
  await using agents = await openToolsets({ config, runsDir, sandbox }, io);
  const summary = await follow(
    evaluate({
      config: { ...config, ...(opened.given.length === 0 ? {} : { tools: opened.given }) },
      runsDir,
      resume: true,
      tools: { ...opened.tools, sandbox },
      toolsets: agents.toolsets,
      signal: io.signal,
      env: io.env,
    }),
    { runId, currency: currencyOf(config), resume: resumeCommand(config, runsDir) },
    io,
  );
  if (summary.status === "interrupted") io.exit(130);
  else {
    const format = flags.format ?? file?.config.output?.format ?? "table";
    printSummary(summary, { json: flags.json === true, format }, io);
  }
}
