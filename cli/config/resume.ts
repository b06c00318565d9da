import type { EndpointConfig } from "../../runners/backend/types.ts";
import type { RunConfig } from "../../runners/run_types.ts";
import { UsageError } from "../errors.ts";
import type { ResumeFlags } from "../commands/resume.ts";
import { flagAddresses, flagVariable } from "./addresses.ts";
import { resolveJudge } from "./judge.ts";
import type { LoadedConfig } from "./load.ts";
import { Settings } from "./settings.ts";

/**
 * The configuration of a run to go on with: as it was started, but where its servers are now, who
 * grades and how fast may differ. What would change a number cannot.
 *
 * @throws {UsageError} if a flag cannot be used
 */
export async function departFrom(
  kept: RunConfig,
  flags: ResumeFlags,
  file: LoadedConfig | null,
): Promise<RunConfig> {
  const labels = [...new Set(kept.columns.map(({ column }) => column.label))];
  const moved = flags.baseUrl !== undefined || flags.apiKeyEnv !== undefined;
  if (moved && labels.length > 1) {
    throw new UsageError(
      `Cannot use ${flags.baseUrl === undefined ? "--api-key-env" : "--base-url"} as the run has ` +
        `several models (${labels.join(", ")}): it must be clear which one has moved`,
    );
  }
  const settings = new Settings();
  const judge = flags.judgeModel === undefined && kept.judge !== null
    ? {
      ...kept.judge,
      endpoint: move(kept.judge.endpoint, "--judge-", {
        baseUrl: flags.judgeBaseUrl,
        apiKeyEnv: flags.judgeApiKeyEnv,
        concurrency: flags.judgeConcurrency,
      }),
    }
    : await resolveJudge(flags, file, labels, settings);
  return {
    ...kept,
    columns: kept.columns.map((column) => ({
      ...column,
      endpoint: move(column.endpoint, "--", flags),
    })),
    judge,
    keepGoing: flags.keepGoing ?? kept.keepGoing,
    dataDir: flags.dataDir ?? kept.dataDir,
  };
}

interface Move {
  readonly baseUrl?: readonly string[] | undefined;
  readonly apiKeyEnv?: string | undefined;
  readonly concurrency?: number | "auto" | undefined;
}

function move(endpoint: EndpointConfig, prefix: string, flags: Move): EndpointConfig {
  const { baseUrl, apiKeyEnv, concurrency } = flags;
  return {
    ...endpoint,
    baseUrls: baseUrl === undefined
      ? endpoint.baseUrls
      : flagAddresses(`${prefix}base-url`, baseUrl),
    apiKeyEnv: apiKeyEnv === undefined
      ? endpoint.apiKeyEnv
      : flagVariable(`${prefix}api-key-env`, apiKeyEnv),
    concurrency: concurrency ?? endpoint.concurrency,
  };
}
