/**
 * What a run is asked to do and what it tells while it does it.
 *
 * @module
 */
import type { Benchmark, JsonOptions, Mode } from "../benchmarks/define.ts";
import type { AskId, Column, RunSummary } from "../results/types.ts";
import type { Json, JsonObject } from "../scoring/json.ts";
import type { Verdict } from "../scoring/types.ts";
import type { EndpointConfig, Sampling } from "./backend/types.ts";
import type { GivenTools } from "./scoring/remote_tools.ts";
import type { GivenTool } from "./tools/given.ts";
import type { WebConfig } from "./tools/web/open_web.ts";
import type { Toolset } from "./toolset.ts";

/** Money per million tokens, in one currency for the whole run. */
export interface Price {
  readonly prompt: number;
  readonly completion: number;
  readonly currency: string;
}

/** A benchmark to run and how it departs from its protocol. */
export interface BenchmarkSelection {
  readonly id: string;
  /** Ids of tasks; `null` for those that run by default. */
  readonly tasks: readonly string[] | null;
  /** Options as given; defaults are filled by the benchmark. */
  readonly options: JsonOptions;
  /** The user's own copy of the data. */
  readonly data: string | null;
  /** Only the first so many records of each task. */
  readonly limit: number | null;
  /** Independent asks of each sample; `null` for the protocol's number. */
  readonly repeats: number | null;
}

/** A model in a mode. */
export interface ColumnConfig {
  readonly column: Column;
  readonly endpoint: EndpointConfig;
  /** Departures from the mode's sampling (report, section 5.1). */
  readonly sampling: Partial<Sampling>;
  readonly price: Price | null;
}

/** The model that grades. */
export interface JudgeConfig {
  readonly endpoint: EndpointConfig;
  /** Departures from the judge contract's sampling. */
  readonly sampling: Partial<Sampling>;
  readonly price: Price | null;
}

/** The model that plays the user of a conversation. */
export interface UserConfig {
  readonly endpoint: EndpointConfig;
  /** Departures from a simulated user's sampling. */
  readonly sampling: Partial<Sampling>;
  readonly price: Price | null;
}

/** Everything a run needs; plain JSON but for the last fields, and kept in the manifest. */
export interface RunConfig {
  readonly runId: string;
  readonly benchmarks: readonly BenchmarkSelection[];
  readonly columns: readonly ColumnConfig[];
  readonly judge: JudgeConfig | null;
  /** Judges beside `judge`, where several grade together. Default: none */
  readonly panel?: readonly JudgeConfig[];
  /** Judges that graded before others took their place; their kept verdicts stay good. Default: none */
  readonly formerJudges?: readonly (readonly JudgeConfig[])[];
  /** Left out or `null` where nobody plays a user. */
  readonly user?: UserConfig | null;
  /** How agents reach the web; left out or `null` where none does. */
  readonly web?: WebConfig | null;
  readonly seed: number;
  /** Folder of downloaded data. */
  readonly dataDir: string;
  /** Uses the benchmarks' self-written records instead of their data. */
  readonly demo: boolean;
  /** False to show pictures and series without finding out whether they are seen. Default: true */
  readonly probe?: boolean;
  /** Goes on although too many replies come with empty content. */
  readonly keepGoing: boolean;
  /** Models and programs for scorers, with the digests of the files that are used. Default: none */
  readonly tools?: readonly GivenTool[];
  /** Time a scorer may take for one sample, in milliseconds. */
  readonly scoreTimeoutMs: number;
  /** How the run was asked for (flags, config file), for the manifest; no secrets. */
  readonly provenance: JsonObject;
}

/** Options of `evaluate`. */
export interface EvaluateOptions {
  readonly config: RunConfig;
  /** Folder that holds the run folders. */
  readonly runsDir: string;
  /** True to go on with a run that exists, false to refuse one. */
  readonly resume: boolean;
  /** What scorers may call: the sandbox, learned models, programs. Default: nothing */
  readonly tools?: GivenTools;
  /** Tools that conversations may call, by the id of their benchmark. */
  readonly toolsets?: Readonly<Record<string, Toolset>>;
  readonly signal?: AbortSignal;
  readonly env?: (name: string) => string | undefined;
  /**
   * Benchmarks of your own instead of the built-in ones. Their scorers run in this process, without
   * the time limit and the missing permissions of the score workers.
   */
  readonly catalog?: readonly Benchmark[];
}

/** One line of the progress display. */
export interface ProgressRow {
  readonly column: string;
  readonly benchmark: string;
  readonly planned: number;
  readonly scored: number;
  readonly unscored: number;
  readonly inFlight: number;
  /** Turns of conversations so far, those of users and tools included; `null` for single questions. */
  readonly turns: number | null;
}

/** The progress of one judge. */
export interface JudgeProgress {
  /** Label of the judge. */
  readonly judge: string;
  /** Replies it has given, retries for an unreadable verdict included. */
  readonly replies: number;
  readonly inFlight: number;
  /** Requests that failed after all tries. */
  readonly failed: number;
}

/** The state of a run at one moment. Times in milliseconds. */
export interface Progress {
  readonly rows: readonly ProgressRow[];
  /** One for each judge. Default: none */
  readonly judges?: readonly JudgeProgress[];
  readonly planned: number;
  readonly scored: number;
  readonly unscored: number;
  readonly inFlight: number;
  /** Asks that were found finished in the store. */
  readonly kept: number;
  readonly completionTokens: number;
  readonly tokensPerSecond: number;
  readonly cost: number | null;
  readonly elapsedMs: number;
  /** `null` until enough is known. */
  readonly etaMs: number | null;
}

/** What `evaluate` yields while it runs. */
export type RunEvent =
  | {
    readonly type: "started";
    readonly runId: string;
    readonly folder: string;
    readonly planned: number;
  }
  | { readonly type: "note"; readonly kind: string; readonly text: string }
  | { readonly type: "progress"; readonly progress: Progress }
  | { readonly type: "verdict"; readonly ask: AskId; readonly verdict: Verdict }
  | { readonly type: "finished"; readonly summary: RunSummary };

/** A run in the making: iterate it for events, await `result` for the summary. */
export interface Run extends AsyncIterable<RunEvent> {
  readonly result: Promise<RunSummary>;
}

/** One line of a dry run. */
export interface DryRunRow {
  readonly column: string;
  readonly benchmark: string;
  readonly task: string;
  readonly samples: number;
  readonly repeats: number;
  readonly requests: number;
  /** Largest number of judge calls this task may make. */
  readonly judgeRequests: number;
  readonly promptTokens: number;
  /** Expected completion tokens: a guess by mode, see `expectation`. */
  readonly completionTokens: number;
  /** Where the expected length of a reply comes from, in a sentence. */
  readonly expectation: string;
  readonly cost: number | null;
  /** Needs that are not met, in sentences. */
  readonly problems: readonly string[];
}

/** What a run would send. Nothing is sent to find out. */
export interface DryRun {
  readonly rows: readonly DryRunRow[];
  readonly requests: number;
  readonly promptTokens: number;
  readonly completionTokens: number;
  readonly cost: number | null;
  readonly currency: string | null;
  /** Rough wall time in milliseconds at the configured concurrency. */
  readonly timeMs: number;
  /** First request of each task as it would go over the wire. */
  readonly examples: readonly { readonly task: string; readonly body: Json }[];
}

/** Sampling of a mode as the report gives it. */
export const MODE_SAMPLING: Readonly<Record<Mode, Sampling>> = {
  thinking: { maxTokens: 65_536, temperature: 0.8, topP: 0.95, topK: 50, seed: null },
  "non-thinking": { maxTokens: 32_768, temperature: 0, topP: 1, topK: 1, seed: null },
};

/** Sampling of a simulated user where the configuration does not say otherwise. */
export const USER_SAMPLING: Sampling = {
  maxTokens: 16_384,
  temperature: 0,
  topP: null,
  topK: null,
  seed: null,
};
