import { defaultEndpointConfig } from "../../runners/backend/defaults.ts";
import type { EndpointConfig } from "../../runners/backend/types.ts";
import type { Price } from "../../runners/run_types.ts";
import { UsageError } from "../errors.ts";
import type { JudgeEntry, ModelEntry, UserEntry } from "./schema.ts";
import { flagAddresses, flagVariable, withPath } from "./addresses.ts";
import { holdsSecret } from "./secrets.ts";
import type { Json, Settings } from "./settings.ts";

/** Flags about one server, under the names they have for a model. */
export interface EndpointFlags {
  readonly baseUrl?: readonly string[] | undefined;
  readonly apiKeyEnv?: string | undefined;
  readonly dialect?: EndpointConfig["dialect"] | undefined;
  readonly extraBody?: Readonly<Record<string, unknown>> | undefined;
  /** False where `--no-stream` was given; true says nothing. */
  readonly stream?: boolean | undefined;
  readonly context?: number | undefined;
  readonly concurrency?: number | "auto" | undefined;
  readonly attemptTimeout?: number | undefined;
  readonly totalTimeout?: number | undefined;
  readonly idleTimeout?: number | undefined;
  readonly maxAttempts?: number | undefined;
  readonly loopBreaker?: boolean | undefined;
  readonly logprobs?: boolean | undefined;
}

/** Who is asked, and what is known about it. */
export interface EndpointSource {
  /** Prefix of the settings' names, such as `models.qwen3`. */
  readonly name: string;
  /** Prefix of the flags: `--`, `--judge-` or `--user-`. */
  readonly flagPrefix: string;
  readonly label: string;
  readonly model: string;
  readonly flags: EndpointFlags;
  readonly entry: ModelEntry | JudgeEntry | UserEntry | null;
  /** Where the entry stands, such as `assay.json models[0]`. */
  readonly entryAt: string;
}

/**
 * A server's settings: flags over the file over the defaults.
 *
 * @throws {UsageError} if there is no address or one cannot be used
 */
export function resolveEndpoint(source: EndpointSource, settings: Settings): EndpointConfig {
  const { flags, entry, flagPrefix } = source;
  const defaults = defaultEndpointConfig({
    label: source.label,
    model: source.model,
    baseUrls: baseUrls(source, settings),
  });
  const choose = <T extends Json>(
    name: string,
    flag: readonly [value: T | undefined, flag: string] | null,
    inFile: T | undefined,
    fallback: T,
  ): T =>
    settings.choose<T>(`${source.name}.${name}`, [
      ...flag === null ? [] : [[flag[0], flagPrefix + flag[1]] as const],
      [inFile, `${source.entryAt}.${name}`],
    ], [fallback, "default"]);
  const timeouts = entry?.timeouts ?? {};
  return {
    ...defaults,
    apiKeyEnv: apiKeyEnv(source, settings),
    dialect: choose("dialect", [flags.dialect, "dialect"], entry?.dialect, defaults.dialect),
    headers: { ...choose("headers", null, entry?.headers, { ...defaults.headers }) },
    extraBody: { ...extraBody(source, settings, defaults.extraBody) },
    stream: choose(
      "stream",
      [flags.stream === false ? false : undefined, "no-stream"],
      entry?.stream,
      defaults.stream,
    ),
    contextTokens: choose<number | null>(
      "contextTokens",
      [flags.context, "context"],
      entry?.contextTokens,
      defaults.contextTokens,
    ),
    concurrency: choose(
      "concurrency",
      [flags.concurrency, "concurrency"],
      entry?.concurrency,
      defaults.concurrency,
    ),
    attemptTimeoutMs: choose(
      "timeouts.attemptMs",
      [flags.attemptTimeout, "attempt-timeout"],
      timeouts.attemptMs,
      defaults.attemptTimeoutMs,
    ),
    totalTimeoutMs: choose(
      "timeouts.totalMs",
      [flags.totalTimeout, "total-timeout"],
      timeouts.totalMs,
      defaults.totalTimeoutMs,
    ),
    idleTimeoutMs: choose(
      "timeouts.idleMs",
      [flags.idleTimeout, "idle-timeout"],
      timeouts.idleMs,
      defaults.idleTimeoutMs,
    ),
    maxAttempts: choose(
      "maxAttempts",
      [flags.maxAttempts, "max-attempts"],
      entry?.maxAttempts,
      defaults.maxAttempts,
    ),
    maxReplyBytes: choose("maxReplyBytes", null, entry?.maxReplyBytes, defaults.maxReplyBytes),
    loopBreaker: choose(
      "loopBreaker",
      [flags.loopBreaker, "loop-breaker"],
      entry?.loopBreaker,
      defaults.loopBreaker,
    ),
    logprobs: choose(
      "logprobs",
      [flags.logprobs, "logprobs"],
      entry?.logprobs,
      defaults.logprobs,
    ),
  };
}

function baseUrls({ flags, entry, ...source }: EndpointSource, settings: Settings): string[] {
  const flag = `${source.flagPrefix}base-url`;
  const inFile = typeof entry?.baseUrl === "string" ? [entry.baseUrl] : entry?.baseUrl;
  const chosen = settings.optional<readonly string[]>(`${source.name}.baseUrl`, [
    [flags.baseUrl && flagAddresses(flag, flags.baseUrl), flag],
    [inFile?.map(withPath), `${source.entryAt}.baseUrl`],
  ]);
  if (chosen === undefined) {
    throw new UsageError(
      `Cannot ask "${source.label}" as its server is not known: give ${flag}, or name the model ` +
        `in the configuration file`,
    );
  }
  return [...new Set(chosen)];
}

function apiKeyEnv({ flags, entry, ...source }: EndpointSource, settings: Settings): string | null {
  const flag = `${source.flagPrefix}api-key-env`;
  return settings.choose<string | null>(`${source.name}.apiKeyEnv`, [
    [flags.apiKeyEnv && flagVariable(flag, flags.apiKeyEnv), flag],
    [entry?.apiKeyEnv, `${source.entryAt}.apiKeyEnv`],
  ], [null, "default"]);
}

function extraBody(
  { flags, entry, ...source }: EndpointSource,
  settings: Settings,
  fallback: EndpointConfig["extraBody"],
): EndpointConfig["extraBody"] {
  if (holdsSecret(flags.extraBody)) {
    throw new UsageError(
      "Cannot use --extra-body as it must not hold a key: it is kept with the run",
    );
  }
  return settings.choose(`${source.name}.extraBody`, [
    [flags.extraBody as EndpointConfig["extraBody"] | undefined, `${source.flagPrefix}extra-body`],
    [entry?.extraBody, `${source.entryAt}.extraBody`],
  ], [fallback, "default"]);
}

/** What a server's tokens cost; `null` where nothing is said. */
export function priceOf(source: EndpointSource, settings: Settings): Price | null {
  const price = source.entry?.price ?? null;
  if (price === null) return null;
  return { ...settings.note(`${source.name}.price`, price, `${source.entryAt}.price`) };
}
