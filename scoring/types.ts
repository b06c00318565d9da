/**
 * The words that scoring, benchmarks, runners and results share about a judged sample.
 *
 * Everything here is data or a pure interface: what touches a network, a process or a clock is
 * implemented in `runners/` and passed in.
 *
 * @module
 */
import type { Json, JsonObject } from "./json.ts";
import type { Message } from "./messages.ts";
import type { ImageModels, Rasteriser } from "./picture/types.ts";
import type { RnaFolder } from "./rna/rna_fold.ts";
import type { BertScorer, EntailmentModel } from "./text/text_models.ts";

/** What became of a sample that was scored. */
export type Outcome = "correct" | "wrong" | "partial" | "no-answer" | "refused" | "truncated";

/** Why a sample could not be scored. Never a statement about the model's answer. */
export type UnscoredReason = "request-failed" | "judge-failed" | "scorer-failed";

/** A sample was scored. */
export interface Scored {
  readonly kind: "scored";
  readonly outcome: Outcome;
  /** What the scorer took for the model's answer; `null` where it found none. */
  readonly answer: string | null;
  /** What metrics read: per-sample scores, predictions, targets, flags. */
  readonly values: JsonObject;
  /** The per-sample object as the golden vectors show it; `values` where it is left out. */
  readonly perSample?: Json;
}

/** A sample was not scored, and this is why. It stays out of `n` and is counted beside it. */
export interface Unscored {
  readonly kind: "unscored";
  readonly reason: UnscoredReason;
  readonly detail: string;
}

/** The one end state of a sample. */
export type Verdict = Scored | Unscored;

/** A scorer's wish to ask the judge; the runner puts it in the queue and comes back with the reply. */
export interface JudgeRequest {
  readonly kind: "judge";
  readonly messages: readonly Message[];
  /** Sampling the judge contract asks for. */
  readonly sampling: { readonly temperature: number; readonly maxTokens: number };
}

/** What a scorer answers: the end, or one more question to the judge. */
export type ScoreStep = Verdict | JudgeRequest;

/** What the judge said, reasoning kept apart as the server gave it (`""` where it gave none). */
export interface JudgeReply {
  readonly text: string;
  readonly reasoning: string;
}

/** What a scorer is given. */
export interface ScoreInput<Target> {
  /** The reply after the task's reasoning split; what official scorers call the prediction. */
  readonly text: string;
  /** The reply as it was put together from reasoning and content, before the split. */
  readonly raw: string;
  /** True when the reply ended because it ran out of tokens or was ended by the loop breaker. */
  readonly truncated: boolean;
  readonly target: Target;
  /** The judge's replies so far, oldest first: a scorer is a function of its whole input. */
  readonly judged: readonly JudgeReply[];
  /** What the end of a conversation is called where it is not the usual one. */
  readonly end?: string;
}

/** A program for the sandbox and its limits. Times in milliseconds, sizes in bytes. */
export interface SandboxJob {
  readonly program: string;
  readonly stdin: string;
  readonly wallMs: number;
  readonly cpuMs: number;
  readonly memoryBytes: number;
  /** Most of standard output that is taken; a program that writes more is ended. */
  readonly outputBytes: number;
  /** True to run while no other program does, for a verdict that hangs on time. Default: false */
  readonly alone?: boolean;
}

/** What came out of the sandbox. */
export interface SandboxResult {
  readonly status: "exited" | "killed" | "timed-out" | "output-limit";
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
  readonly wallMs: number;
  /** True if no other program of this sandbox ran meanwhile. */
  readonly wasAlone?: boolean;
}

/** Runs model-written programs. Implemented in `runners/tools`. */
export interface Sandbox {
  run(job: SandboxJob, signal?: AbortSignal): Promise<SandboxResult>;
  /** What programs run on, for the manifest; `null` as long as it is not known. */
  envelope?(): JsonObject | null;
}

/** A judge that answers at once: what a library user passes to `scoreSamples`. */
export interface Judge {
  ask(request: JudgeRequest, signal?: AbortSignal): Promise<JudgeReply>;
}

/** What a task may need beyond pure functions; started on first use, told when missing. */
export type Need =
  | "judge"
  /** A model that plays the user, with an endpoint of its own. */
  | "user-model"
  /** Tools of the runner that answer a model's calls. */
  | "toolset"
  | "sandbox"
  | "bert-score"
  | "entailment"
  | "scibert-vocabulary"
  | "rnafold"
  | "raster"
  | "image-models";

/** Texts of a task's files by name. */
export type TaskFiles = Readonly<Record<string, string>>;

/** The impure helpers a scorer may call. A missing one is `undefined`, never a pretender. */
export interface Tools {
  /** Texts of the task's files; the same object for all samples of a task. */
  readonly files?: TaskFiles;
  readonly sandbox?: Sandbox;
  readonly raster?: Rasteriser;
  // Without the rest a task is scored all the same: what needs them is missing or unscored.
  readonly bertScorer?: BertScorer;
  readonly entailmentModel?: EntailmentModel;
  /** Word pieces of SciBERT. */
  readonly scibertVocabulary?: ReadonlySet<string>;
  readonly rnaFolder?: RnaFolder;
  readonly imageModels?: ImageModels;
}

/**
 * Judges one reply against one target.
 *
 * `score` is called again with one more entry in `judged` each time it answers with a
 * {@linkcode JudgeRequest}. It throws only for a bug: the runner turns that into
 * `unscored: scorer-failed`.
 */
export interface Scorer<Target> {
  readonly id: string;
  /** Raised by any change that can move a number. */
  readonly version: number;
  readonly needs: readonly Need[];
  /** Limits that are part of the number, for the manifest, such as `secondsPerTest`. */
  readonly limits?: Readonly<Record<string, number>>;
  score(
    input: ScoreInput<Target>,
    tools: Tools,
    signal?: AbortSignal,
  ): ScoreStep | Promise<ScoreStep>;
}

/** What the number is counted in. `percent` runs 0..100, `fraction` 0..1. */
export type Unit = "percent" | "fraction" | "count" | "value";

/** One scored ask as a metric sees it. */
export interface Item {
  readonly sampleId: string;
  /** 0-based index of the independent ask of this sample. */
  readonly repeat: number;
  /** Labels of the sample to break a number down by, such as `{ Category: "Algebra" }`. */
  readonly groups: Readonly<Record<string, string>>;
  readonly outcome: Outcome;
  readonly values: JsonObject;
}

interface MetricBase {
  readonly id: string;
  readonly unit: Unit;
  readonly better: "higher" | "lower";
}

/** `scale` times the mean of a value a sample has on its own: intervals come in closed form. */
export interface MeanMetric extends MetricBase {
  readonly kind: "mean";
  readonly scale: number;
  /** Lowest and highest value one sample can have (before `scale`), for best and worst case. */
  readonly range: readonly [number, number];
  /** The sample's value, or `null` to leave it out of the mean. */
  value(item: Item): number | null;
}

/** A number of the whole set (F1, MCC, Spearman, ratio of sums): intervals by bootstrap. */
export interface SetMetric extends MetricBase {
  readonly kind: "set";
  /** Lowest and highest value the metric can take; infinite where it has no bound. */
  readonly range: readonly [number, number];
  /** `null` where the metric is undefined for these items (never `NaN`). */
  compute(items: readonly Item[]): number | null;
  /** In a few words why these items have no number, where `compute` gave `null`. */
  gap?(items: readonly Item[]): string;
  /**
   * Lowest and highest value the metric could have had with so many asks more, whatever their
   * replies, for worst and best case. Without it they are not told while asks are unscored.
   */
  extremes?(items: readonly Item[], unscored: number): readonly [number, number];
}

/** A family of numbers shown below the headline, named by the data: no interval. */
export interface BreakdownMetric {
  readonly kind: "breakdown";
  readonly id: string;
  readonly unit: Unit;
  compute(items: readonly Item[]): Readonly<Record<string, number | null>>;
}

/** Reduces scored items to numbers. Order of items never matters. */
export type Metric = MeanMetric | SetMetric | BreakdownMetric;

/** A task's number under a metric id; `null` where it is undefined or was not measured. */
export type TaskNumbers = (task: string, metric: string) => number | null;

/** The number that enters the table: one task's metric, a mean over tasks, or a formula over tasks. */
export type Headline =
  | { readonly kind: "metric"; readonly task: string; readonly metric: string }
  | {
    readonly kind: "mean";
    readonly metric: string;
    /** Ids of the tasks, each weighing the same. */
    readonly tasks: readonly string[];
    /** By task id, the metric of a task that calls its number otherwise than `metric`. */
    readonly metrics?: Readonly<Record<string, string>>;
  }
  | {
    readonly kind: "formula";
    /** What the number is called; it is in percent, and higher is better. */
    readonly metric: string;
    /** Ids of the tasks that must all have been run. */
    readonly tasks: readonly string[];
    /** The number, `null` where it is undefined. Rises or falls with each task's number alone. */
    readonly value: (number: TaskNumbers) => number | null;
  };
