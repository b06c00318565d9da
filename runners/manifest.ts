import type { Json, JsonObject } from "../scoring/json.ts";
import denoJson from "../deno.json" with { type: "json" };
import type { Manifest } from "../results/manifest.ts";
import { MANIFEST_SCHEMA } from "../results/schema_ids.ts";
import { StoreError } from "../results/store/errors.ts";
import type { KeptPlan } from "../results/store/types.ts";
import type { Column, ManifestJson } from "../results/types.ts";
import type { Endpoint, EndpointConfig, EndpointFacts } from "./backend/types.ts";
import {
  type ColumnConfig,
  type JudgeConfig,
  MODE_SAMPLING,
  type RunConfig,
  USER_SAMPLING,
} from "./run_types.ts";
import { JUDGE_SAMPLING, judgesOf } from "./judge_desk.ts";
import type { ResolvedTask } from "./tasks.ts";

/** What a run learnt about an endpoint. */
export interface FoundFacts {
  readonly endpoint: Endpoint;
  /** `null` where the server could not be looked at. */
  readonly facts: EndpointFacts | null;
  /** Model names in the server's own replies. */
  readonly serverModels: readonly string[];
  /** Requests whose `max_tokens` was lowered, and the lowest sent. */
  readonly capped: { readonly replies: number; readonly lowest: number | null };
}

/** What a manifest is written from. */
export interface ManifestInput {
  readonly config: RunConfig;
  readonly tasks: readonly ResolvedTask[];
  readonly plans: readonly KeptPlan[];
  readonly found: ReadonlyMap<string, FoundFacts>;
  /** What programs were run on so far. */
  readonly sandboxes: Manifest["sandboxes"];
  readonly createdAt: string;
  readonly finishedAt: string | null;
  readonly status: Manifest["status"];
  readonly notes: Manifest["notes"];
}

/**
 * Everything needed to say what a run was. Written at its start, where what only replies tell is
 * still `null` or empty, and again at its end.
 *
 * Its member `config` is the run's configuration, with which `resume` goes on. It names the
 * variables that hold keys and never a key.
 */
export function manifestOf(input: ManifestInput): ManifestJson {
  const { config, tasks, plans, found } = input;
  const columns = config.columns.map((column) => columnOf(column, found));
  const manifest: Manifest & { config: Json } = {
    $schema: MANIFEST_SCHEMA,
    schemaVersion: 1,
    runId: config.runId,
    createdAt: input.createdAt,
    finishedAt: input.finishedAt,
    status: input.status,
    simulated: columns.some(({ simulated }) => simulated),
    harness: { name: "assay", version: denoJson.version, commit: null },
    runtime: { deno: Deno.version.deno, os: Deno.build.os, arch: Deno.build.arch },
    columns,
    judge: config.judge === null ? null : judgeOf(config.judge, found),
    panel: (config.panel ?? []).map((judge) => judgeOf(judge, found)),
    user: config.user == null ? null : {
      endpoint: endpointOf(config.user.endpoint, found.get(config.user.endpoint.label)),
      sampling: { ...USER_SAMPLING, ...config.user.sampling },
    },
    benchmarks: benchmarksOf(tasks, plans),
    sandboxes: [...input.sandboxes],
    seed: config.seed,
    prices: pricesOf(config),
    command: config.provenance as JsonObject as Manifest["command"],
    notes: input.notes,
    config: withoutValues(config) as unknown as Json,
  };
  return JSON.parse(JSON.stringify(manifest)) as ManifestJson;
}

/** The configuration with header values only where they name a variable: any other may be a key. */
function withoutValues(config: RunConfig): RunConfig {
  const clean = (endpoint: EndpointConfig): EndpointConfig => ({
    ...endpoint,
    headers: Object.fromEntries(
      Object.entries(endpoint.headers).filter(([, value]) => /\$[A-Za-z_]/.test(value)),
    ),
  });
  const cleaned = (judge: JudgeConfig): JudgeConfig => ({
    ...judge,
    endpoint: clean(judge.endpoint),
  });
  return {
    ...config,
    columns: config.columns.map((column) => ({ ...column, endpoint: clean(column.endpoint) })),
    judge: config.judge === null ? null : cleaned(config.judge),
    panel: (config.panel ?? []).map(cleaned),
    ...(config.user == null
      ? {}
      : { user: { ...config.user, endpoint: clean(config.user.endpoint) } }),
    formerJudges: (config.formerJudges ?? []).map((judges) => judges.map(cleaned)),
  };
}

type KeptColumn = Manifest["columns"][number];

function columnOf(
  { column, endpoint, sampling }: ColumnConfig,
  found: ReadonlyMap<string, FoundFacts>,
): KeptColumn {
  const known = found.get(endpoint.label);
  const asked = { ...MODE_SAMPLING[column.mode], ...sampling };
  const thinking = column.mode === "thinking";
  return {
    id: column.id,
    label: column.label,
    mode: column.mode,
    simulated: column.simulated || known?.facts?.simulated === true,
    endpoint: endpointOf(endpoint, known),
    sampling: asked,
    thinking: known === undefined ? null : thinkingSwitch(known.endpoint, thinking),
  };
}

/** What of the body switches thinking: the members that come and go with it. */
function thinkingSwitch(endpoint: Endpoint, thinking: boolean): KeptColumn["thinking"] {
  const request = {
    messages: [],
    sampling: { maxTokens: 1, temperature: null, topP: null, topK: null, seed: null },
  };
  const without = endpoint.body({ ...request, thinking: null });
  const members = Object.entries(endpoint.body({ ...request, thinking })).filter(([name, value]) =>
    JSON.stringify(without[name]) !== JSON.stringify(value)
  );
  return members.length === 0 ? null : Object.fromEntries(members) as KeptColumn["thinking"];
}

function endpointOf(
  config: ColumnConfig["endpoint"],
  known: FoundFacts | undefined,
): KeptColumn["endpoint"] {
  const facts = known?.facts ?? null;
  return {
    label: config.label,
    baseUrls: [...config.baseUrls],
    model: config.model,
    serverModels: [...known?.serverModels ?? []],
    dialect: facts?.dialect ?? (config.dialect === "auto" ? null : config.dialect),
    dialectWhy: facts?.dialectWhy ?? null,
    contextTokens: config.contextTokens ?? facts?.contextTokens ?? null,
    stream: config.stream,
    apiKeyEnv: config.apiKeyEnv,
    headerNames: Object.keys(config.headers),
    extraBody: { ...config.extraBody } as KeptColumn["endpoint"]["extraBody"],
    concurrency: config.concurrency,
    dropped: [...new Set(known?.endpoint.dropped ?? [])],
    capped: known === undefined ? null : known.capped,
  };
}

function judgeOf(
  judge: JudgeConfig,
  found: ReadonlyMap<string, FoundFacts>,
): NonNullable<Manifest["judge"]> {
  return {
    endpoint: endpointOf(judge.endpoint, found.get(judge.endpoint.label)),
    sampling: { ...JUDGE_SAMPLING, ...judge.sampling },
  };
}

function benchmarksOf(
  tasks: readonly ResolvedTask[],
  plans: readonly KeptPlan[],
): Manifest["benchmarks"] {
  return [...Map.groupBy(tasks, ({ benchmark }) => benchmark)].map(([benchmark, group]) => ({
    id: benchmark.id,
    version: benchmark.version,
    options: { ...group[0]?.options } as Manifest["benchmarks"][number]["options"],
    upstream: [...benchmark.upstream],
    tasks: group.map(({ task, repeats, selection }) => {
      const plan = plans.find((known) =>
        known.benchmark === benchmark.id && known.task === task.id
      );
      return {
        id: task.id,
        scorer: `${task.scorer.id}@${task.scorer.version}`,
        limits: { ...task.scorer.limits },
        repeats,
        limit: selection.limit,
        data: plan === undefined ? null : plan.data as never,
      };
    }),
  }));
}

function pricesOf(config: RunConfig): Manifest["prices"] {
  const prices: Record<string, Manifest["prices"][string]> = {};
  for (const { column, price } of config.columns) {
    if (price !== null) prices[column.id] = { ...price };
  }
  if (config.judge?.price) prices.judge = { ...config.judge.price };
  for (const { endpoint, price } of judgesOf(config).slice(1)) {
    if (price !== null) prices[`judge:${endpoint.label}`] = { ...price };
  }
  if (config.user?.price) prices.user = { ...config.user.price };
  return prices;
}

/**
 * The configuration and the columns of a kept manifest.
 *
 * @throws {StoreError} if the manifest does not hold them: the run was killed before it began
 */
export function configOf(
  manifest: ManifestJson,
  runId: string,
): { config: RunConfig; columns: readonly Column[] } {
  const { config, columns } = manifest as { config?: RunConfig; columns?: readonly KeptColumn[] };
  if (config === undefined || columns === undefined) {
    throw new StoreError(
      "missing",
      runId,
      `Cannot use run "${runId}" as it was ended before it began: start it again under a new name`,
    );
  }
  return {
    config,
    columns: columns.map(({ id, label, mode, simulated, endpoint }) => ({
      id,
      label,
      mode,
      simulated,
      model: endpoint.model,
    })),
  };
}
