import type { EndpointConfig } from "../../runners/backend/types.ts";
import { judgesOf } from "../../runners/judge_desk.ts";
import type { JudgeConfig, RunConfig } from "../../runners/run_types.ts";
import { UsageError } from "../errors.ts";
import type { ResumeFlags } from "../commands/resume.ts";
import { flagAddresses, flagVariable } from "./addresses.ts";
import { asPanel, judgeAddresses, type JudgeFlags, resolveJudges } from "./judge.ts";
import type { LoadedConfig } from "./load.ts";
import { Settings } from "./settings.ts";
import { resolveTools } from "./tools.ts";
import type { UserFlags } from "./user.ts";

/**
 * The configuration of a run to go on with: as it was started, but where its servers are now, who
 * grades and how fast may differ. What would change a number cannot.
 *
 * @throws {UsageError} if a flag cannot be used
 */
export async function departFrom(
  kept: RunConfig,
  flags: Partial<ResumeFlags>,
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
  const before = judgesOf(kept);
  const stays = flags.judgeModel === undefined && before.length > 0;
  const judges = stays
    ? before.map((judge) => movedJudge(judge, flags))
    : await resolveJudges(flags, file, labels, settings);
  const labelsOf = (panel: readonly JudgeConfig[]) =>
    JSON.stringify(panel.map(({ endpoint }) => endpoint.label));
  const replaced = before.length > 0 && labelsOf(judges) !== labelsOf(before);
  const { panel: _, ...rest } = kept;
  const tools = resolveTools(flags.tool, file, kept.tools);
  return {
    ...rest,
    columns: kept.columns.map((column) => ({
      ...column,
      endpoint: move(column.endpoint, "--", flags),
    })),
    ...asPanel(judges),
    ...(replaced ? { formerJudges: [before, ...kept.formerJudges ?? []] } : {}),
    ...(kept.user == null
      ? {}
      : { user: { ...kept.user, endpoint: movedUser(kept.user.endpoint, flags) } }),
    keepGoing: flags.keepGoing ?? kept.keepGoing,
    probe: flags.probe === false ? false : kept.probe ?? true,
    ...(tools.length === 0 ? {} : { tools }),
    dataDir: flags.dataDir ?? kept.dataDir,
  };
}

/** A judge that stays, where it is now. */
export function movedJudge(
  judge: JudgeConfig,
  flags: Omit<JudgeFlags, "judgeModel">,
): JudgeConfig {
  const { endpoint } = judge;
  return {
    ...judge,
    endpoint: move(endpoint, "--judge-", {
      baseUrl: judgeAddresses(flags.judgeBaseUrl, endpoint.label) ??
        judgeAddresses(flags.judgeBaseUrl, endpoint.model),
      apiKeyEnv: flags.judgeApiKeyEnv,
      concurrency: flags.judgeConcurrency,
    }),
  };
}

/** The server that plays the user, where it is now. Who plays it cannot change: it moves scores. */
function movedUser(endpoint: EndpointConfig, flags: Omit<UserFlags, "userModel">): EndpointConfig {
  return move(endpoint, "--user-", {
    baseUrl: flags.userBaseUrl,
    apiKeyEnv: flags.userApiKeyEnv,
    concurrency: flags.userConcurrency,
  });
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
