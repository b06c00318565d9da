/**
 * What a run keeps and what a table shows. `results` knows verdicts and manifests, not benchmarks.
 *
 * @module
 */
import type { Json, JsonObject } from "../scoring/json.ts";
import type { Message, ToolCall } from "../scoring/messages.ts";
import type { Outcome, Unit, UnscoredReason, Verdict } from "../scoring/types.ts";
import type { Agreement } from "./stats/kappa.ts";

/** A model in a mode: one column of a leaderboard. */
export interface Column {
  /** Unique in a run: `<label>` or `<label>:<mode>`. */
  readonly id: string;
  readonly label: string;
  readonly model: string;
  readonly mode: "thinking" | "non-thinking";
  /** True when the numbers come from the simulated server. */
  readonly simulated: boolean;
}

/** Names one ask of one sample by one column. */
export interface AskId {
  readonly column: string;
  readonly benchmark: string;
  readonly task: string;
  readonly sampleId: string;
  readonly repeat: number;
}

/** A sample as it was asked: kept once a task, whatever the number of columns and repeats. */
export interface KeptSample {
  readonly benchmark: string;
  readonly task: string;
  readonly sampleId: string;
  /** 0-based position in the source. */
  readonly position: number;
  readonly recordSha256: string;
  readonly promptSha256: string;
  readonly messages: readonly Message[];
  readonly target: Json;
  readonly groups: Readonly<Record<string, string>>;
}

/** Who is asked: the model under test, a judge, a simulated user, or a tool of the runner. */
export type Party = "model" | "judge" | "user" | "tool";

/**
 * A finished turn of an ask. `turn` counts from 0 within the ask: calls of the judge for themselves,
 * everything before them together. A tool's turn holds the call it answers and its result.
 */
export interface KeptReply {
  /** Hash of what is sent, the repeat and the model: the same key is never asked twice. */
  readonly requestKey: string;
  readonly ask: AskId;
  readonly party: Party;
  readonly turn: number;
  readonly text: string;
  readonly reasoning: string;
  readonly toolCalls: readonly ToolCall[];
  readonly finish: string;
  readonly truncated: boolean;
  readonly promptTokens: number;
  readonly completionTokens: number;
  readonly usageEstimated: boolean;
  readonly firstTokenMs: number | null;
  readonly totalMs: number;
  readonly serverModel: string | null;
  readonly sentMaxTokens: number;
  /** Unix time in milliseconds. */
  readonly at: number;
  /** Tokens of the reply, reasoning included, with the natural logarithm of each one's probability. */
  readonly logprobs?: readonly TokenLogprob[];
}

/** A token as its text, and the natural logarithm of its probability. */
export type TokenLogprob = readonly [token: string, logprob: number];

/** One HTTP try, the failed ones included. */
export interface KeptAttempt {
  readonly requestKey: string;
  readonly ask: AskId;
  readonly party: Party;
  readonly turn: number;
  /** 1-based. */
  readonly attempt: number;
  readonly baseUrl: string;
  readonly startedAt: number;
  readonly ms: number;
  readonly status: number | null;
  readonly errorKind: string | null;
  readonly errorDetail: string | null;
}

/** A verdict of one ask; a later one for the same ask replaces it (both stay in the file). */
export interface KeptVerdict {
  readonly ask: AskId;
  /** `<scorer id>@<version>` and a hash of the benchmark's options. */
  readonly scoring: string;
  readonly verdict: Verdict;
  readonly flags: VerdictFlags;
  readonly at: number;
}

/** States of a reply that are counted beside its verdict. */
export interface VerdictFlags {
  readonly truncated: boolean;
  readonly loop: boolean;
  /** Empty content beside non-empty reasoning. */
  readonly reasoningOnly: boolean;
  /** Neither content nor reasoning. */
  readonly empty: boolean;
  readonly judgeUnparsable: boolean;
}

/** A number with its uncertainty. */
export interface Interval {
  readonly low: number;
  readonly high: number;
  readonly level: number;
  /** `combined`: a mean of independent tasks, from the intervals of the tasks. */
  readonly method: "wilson" | "clustered" | "bootstrap" | "combined";
}

/** A metric of a task. */
export interface MetricResult {
  readonly id: string;
  readonly unit: Unit;
  readonly better: "higher" | "lower";
  readonly value: number | null;
  /** Why scored items give no number, in a few words; left out where the metric does not say. */
  readonly reason?: string | undefined;
  readonly n: number;
  readonly interval: Interval | null;
  /** What the value would be had every unscored ask been worst / best; `null` when unbounded. */
  readonly worst: number | null;
  readonly best: number | null;
}

/** How many asks ended how. */
export interface Tally {
  readonly planned: number;
  readonly scored: number;
  /** `planned - scored`: failures and what was not asked. */
  readonly unscored: number;
  readonly outcomes: Readonly<Record<Outcome, number>>;
  readonly reasons: Readonly<Record<UnscoredReason | "not-asked", number>>;
  readonly truncated: number;
  readonly loops: number;
  readonly reasoningOnly: number;
  readonly empty: number;
  readonly judgeUnparsable: number;
}

/** A task of a cell. */
export interface TaskResult {
  readonly task: string;
  readonly title: string;
  readonly primary: string;
  readonly repeats: number;
  readonly metrics: readonly MetricResult[];
  /** Numbers named by the data, such as `accuracy/Algebra`; by breakdown id. */
  readonly breakdowns: Readonly<Record<string, Readonly<Record<string, number | null>>>>;
  /** What each breakdown is counted in; by breakdown id. */
  readonly breakdownUnits: Readonly<Record<string, Unit>>;
  readonly tally: Tally;
}

/** Benchmark x column: what one square of the table stands on. */
export interface Cell {
  readonly benchmark: string;
  readonly title: string;
  readonly version: number;
  readonly column: string;
  readonly runId: string;
  /** The headline; its `value` is `null` with a `reason` when there is no number. */
  readonly headline: MetricResult;
  /** Task of the headline; `*` for a mean over tasks. */
  readonly headlineTask: string;
  readonly reason: string | null;
  readonly repeats: number;
  readonly tally: Tally;
  readonly tasks: readonly TaskResult[];
  readonly tokens: { readonly prompt: number; readonly completion: number };
  /** In the currency of the configured prices; `null` without prices. */
  readonly cost: number | null;
  readonly notes: readonly string[];
  /** Who graded; left out where no judge was asked. */
  readonly judges?: CellJudges | undefined;
}

/** The judges of a cell. */
export interface CellJudges {
  readonly panel: readonly {
    readonly label: string;
    readonly model: string;
    /** Replies it judged, and those of them it called right. */
    readonly judged: number;
    readonly accepted: number;
  }[];
  /** Replies on which the judges of a panel did not say the same. */
  readonly split: number;
  /** `null` for a judge alone, or where no reply was judged by all. */
  readonly agreement: Agreement | null;
}

/** Everything needed to say what a run was. Plain JSON; its schema is in `manifest.ts`. */
export type ManifestJson = JsonObject;

/** What `evaluate` ends with and what a leaderboard is made of. */
export interface RunSummary {
  readonly runId: string;
  readonly status: "finished" | "interrupted" | "incomplete";
  readonly columns: readonly Column[];
  readonly cells: readonly Cell[];
  readonly manifest: ManifestJson;
}
