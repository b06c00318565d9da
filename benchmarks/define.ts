/**
 * The vocabulary in which a benchmark is declared: data and pure functions, no I/O, no clock, no
 * unseeded randomness.
 *
 * @module
 */
import { z } from "zod";
import type { Media, Message, ToolCall, ToolSpec } from "../scoring/messages.ts";
import { user } from "../scoring/messages.ts";
import type { Headline, Metric, Need, Scorer, TaskNumbers, Unit } from "../scoring/types.ts";
import type { Json } from "../scoring/json.ts";
import type { ReasoningMode } from "../scoring/answers/reasoning.ts";

export { user };
export type { Headline, TaskNumbers };

/** How a model is asked: report, section 5.1. */
export type Mode = "thinking" | "non-thinking";

/** File formats the data readers know. */
export type Format = "jsonl" | "json" | "csv" | "tsv" | "parquet";

/**
 * A column of pictures or series. The reader puts their {@linkcode Media} in its place, so that no
 * record holds their bytes; a cell that is empty, cut short or no such thing becomes one that says so.
 */
export interface MediaColumn {
  readonly column: string;
  readonly kind: "image" | "series";
  /**
   * How a cell is written: as bytes (in Parquet, alone or in the hub's struct of `bytes` and `path`),
   * in base64, or as the path of a file.
   */
  readonly encoding: "bytes" | "base64" | "path";
  /** A cell holds several: its value becomes a list, of one where it holds a single one. */
  readonly list?: true;
  /** For `path`: the archive the files lie in. Default: the folder of the data file, or its archive */
  readonly archive?: Source;
  /** For `path`: folder that paths start from, inside archive or folder. Default: its root */
  readonly folder?: string;
}

interface SourceBase {
  readonly format: Format;
  /** Number of records the published file has; a different count is a dataset error. */
  readonly records?: number;
  /** Size of the downloaded file in bytes. */
  readonly bytes?: number;
  /** Lower-case hex digest of the downloaded file. */
  readonly sha256?: string;
  /** Lower-case hex digest, where upstream publishes only this one. */
  readonly md5?: string;
  /** Licence of the data as its publisher states it. */
  readonly licence: string;
  /** The file inside the archive, where the download is a ZIP. */
  readonly entry?: string;
  /** Columns that hold pictures or series. */
  readonly media?: readonly MediaColumn[];
  /**
   * Puts the records together from several files of a ZIP, whose texts `read` gives. They stand in
   * memory as a whole; `entry` is left out and `format` is that of an own file.
   *
   * @throws {RecordError} naming file and member, if one of them is not what was published
   */
  readonly assemble?: (read: (entry: string) => Promise<string>) => Promise<readonly Json[]>;
  /**
   * Which records are asked, by their places, and in which order: a subset drawn as upstream draws
   * it, or the rows of one task where a file holds several. They stand in memory as a whole.
   */
  readonly choose?: (records: readonly unknown[]) => readonly number[];
  /**
   * Which records are asked, where the file is too large to stand in memory: `choose` for streams.
   * The published number of records is not checked.
   */
  readonly subset?: Subset;
  /** Mends a published file that its own format rejects; `notes` say what was changed. */
  readonly repair?: (text: string) => { readonly text: string; readonly notes: readonly string[] };
}

/** Records of a file that are asked, told record by record or by their number. Pure. */
export interface Subset {
  /** Records that count, as if the file had no others. Default: all */
  readonly where?: (record: unknown) => boolean;
  /** How many of those at most, from the front; nothing behind them is read. Default: all */
  readonly first?: number;
  /**
   * Places of those to ask, from 0 and in the order in which they are asked, given their number. The
   * file is read twice, and what is asked stands in memory. Default: all, in the order of the file
   *
   * @throws {RangeError} if there are too few records
   */
  readonly draw?: (count: number) => readonly number[];
}

/** A file of a dataset repository on the Hugging Face hub. */
export interface HubSource extends SourceBase {
  readonly kind: "hub";
  readonly repo: string;
  /** Commit, tag or branch. A commit pins the data. */
  readonly revision: string;
  readonly path: string;
  /** What the user must accept or ask for before the hub hands the file out. */
  readonly gated?: string;
}

/** A file at a plain address. */
export interface UrlSource extends SourceBase {
  readonly kind: "url";
  readonly url: string;
}

/** Where a task's records come from. */
export type Source = HubSource | UrlSource;

/** A file on the hub; see {@linkcode HubSource}. */
export function hub(source: Omit<HubSource, "kind">): HubSource {
  return { kind: "hub", ...source };
}

/** A file at an address; see {@linkcode UrlSource}. */
export function url(source: Omit<UrlSource, "kind">): UrlSource {
  return { kind: "url", ...source };
}

/** Uniform numbers in [0, 1) from a seed of sample and run: the same sample draws the same numbers. */
export type Draw = () => number;

/** What is asked about one record. */
export interface Sample<Target> {
  /** Stable id inside the task, from the record where it has one. */
  readonly id: string;
  readonly messages: readonly Message[];
  readonly target: Target;
  /** Labels to break numbers down by. */
  readonly groups?: Readonly<Record<string, string>>;
}

/** A finished turn of a conversation. */
export interface Turn {
  readonly party: "model" | "user";
  readonly text: string;
  /** What the server kept apart as reasoning; `""` where it gave none. */
  readonly reasoning: string;
  readonly toolCalls: readonly ToolCall[];
  readonly truncated: boolean;
}

/** What a conversation wants next: one more request of the queue, or its end. */
export type Step =
  | {
    readonly kind: "ask";
    readonly party: "model" | "user";
    readonly messages: readonly Message[];
    readonly tools?: readonly ToolSpec[];
  }
  | {
    readonly kind: "done";
    /** What is scored: reasoning and content as the last turn gave them, or the transcript's text. */
    readonly text: string;
    readonly reasoning: string;
  };

/** The turns of one sample as a state machine: history in, next request or done out. Pure. */
export type Conversation = (
  sample: { readonly messages: readonly Message[]; readonly target: Json },
  turns: readonly Turn[],
) => Step;

/** One request, one reply. */
export const singleTurn: Conversation = (sample, turns) => {
  const last = turns.at(-1);
  return last === undefined
    ? { kind: "ask", party: "model", messages: sample.messages }
    : { kind: "done", text: last.text, reasoning: last.reasoning };
};

/**
 * A task: records, the question about each, its scorer and its metrics.
 *
 * `task()` ties the row type and the target type together and then hides both, so that a list of
 * different tasks needs no `any`.
 */
export interface Task {
  readonly id: string;
  readonly title: string;
  readonly source: Source;
  readonly support?: Support;
  /** False for a variant that runs only when it is named (`-b benchmark/task`). */
  readonly byDefault: boolean;
  /** How the thinking part is split off before scoring. */
  readonly reasoning: ReasoningMode;
  /** Independent asks of each sample. */
  readonly repeats: number;
  readonly needs: readonly Need[];
  readonly scorer: { readonly id: string; readonly version: number };
  readonly metrics: readonly Metric[];
  /** Id of the metric that stands for this task. */
  readonly primary: string;
  /** Parses an untrusted record and builds the sample. Throws {@linkcode RecordError}. */
  sample(record: unknown, context: SampleContext): Sample<Json>;
  /** How the sample is asked; {@linkcode singleTurn} unless the task says otherwise. */
  readonly conversation: Conversation;
  /** One step of scoring; `target` is what `sample` gave, after a round trip through JSON. */
  score: Scorer<Json>["score"];
  /**
   * A reply that gets full marks for this record, or `null` where none can be written for it.
   * `noReference` says why when a task has none at all.
   */
  reference(record: unknown): string | null;
  readonly noReference?: string;
  /** Self-written records that show the task without network (never rows of the benchmark). */
  readonly demo: readonly Json[];
}

/** Records of another file that all prompts of a task are made with, such as worked examples. */
export interface Support {
  readonly source: Source;
  /** Self-written ones, for the demo. */
  readonly demo: readonly Json[];
  /** Parses an untrusted record. Throws {@linkcode RecordError}. */
  check(record: unknown): unknown;
}

/** What a sample may depend on beside its record. */
export interface SampleContext<Aid = unknown> {
  /** 0-based position of the record in its source. */
  readonly index: number;
  readonly draw: Draw;
  /**
   * The task's support records in the order of their file. Left out where replies are scored and
   * nothing is asked: then only id, target and groups of the sample matter.
   */
  readonly support?: readonly Aid[];
}

/** A record that is not what the task expects; the reader adds file and row. */
export class RecordError extends Error {
  override readonly name = "RecordError";
  constructor(readonly column: string, readonly wanted: string, readonly found: string) {
    super(`column "${column}" must be ${wanted}: current value is ${found}`);
  }
}

/** What a benchmark's author writes for one task; see {@linkcode Task} for the fields. */
export interface TaskDefinition<Row, Target extends Json, Aid = unknown> {
  readonly id: string;
  readonly title?: string;
  readonly source: Source;
  /** Read whole before the first sample is made; `sample` finds it in its context. */
  readonly support?: {
    readonly source: Source;
    readonly record: z.ZodType<Aid>;
    readonly demo: readonly Aid[];
  };
  readonly byDefault?: boolean;
  readonly reasoning?: ReasoningMode;
  readonly repeats?: number;
  /** Schema of the columns in use; other columns pass. */
  readonly record: z.ZodType<Row>;
  sample(row: Row, context: SampleContext<Aid>): Sample<Target>;
  readonly conversation?: Conversation;
  readonly scorer: Scorer<Target>;
  readonly metrics: readonly Metric[];
  readonly primary: string;
  /** Leave it out together with a `noReference` that says why. */
  readonly reference?: (row: Row) => string | null;
  readonly noReference?: string;
  readonly demo: readonly Row[];
}

const NO_MEDIA: Media = { missing: "the record brings no picture or series" };

/** Schema of a cell of a {@linkcode MediaColumn}; a record to be scored may come without it. */
export const mediaCell: z.ZodType<Media> = z.unknown().transform((cell): Media =>
  isMedia(cell) ? cell : NO_MEDIA
);

/** As {@linkcode mediaCell}, for a column of several. */
export const mediaList: z.ZodType<readonly Media[]> = z.unknown().transform((
  cell,
): readonly Media[] => Array.isArray(cell) ? cell.filter(isMedia) : isMedia(cell) ? [cell] : []);

function isMedia(cell: unknown): cell is Media {
  return typeof cell === "object" && cell !== null && ("origin" in cell || "missing" in cell);
}

function show(value: unknown): string {
  if (value === undefined) return "missing";
  const text = typeof value === "string" ? JSON.stringify(value) : String(JSON.stringify(value));
  return text.length > 80 ? `${text.slice(0, 77)}...` : text;
}

/** A record by its schema. Throws {@linkcode RecordError}. */
function checked<Row>(schema: z.ZodType<Row>, record: unknown): Row {
  const parsed = schema.safeParse(record);
  if (parsed.success) return parsed.data;
  const issue = parsed.error.issues[0]!;
  const at = issue.path.reduce<unknown>(
    (value, key) => (value as Record<PropertyKey, unknown> | undefined)?.[key],
    record,
  );
  throw new RecordError(issue.path.join(".") || "(record)", wantedBy(issue), show(at));
}

/** What a schema wants; its own words where it has any. */
function wantedBy(issue: z.core.$ZodIssue): string {
  return issue.code === "invalid_type" && issue.message.startsWith("Invalid input: expected ")
    ? `of type ${issue.expected}`
    : issue.message;
}

/** Builds a {@linkcode Task} from its typed definition. */
export function task<Row, Target extends Json, Aid = unknown>(
  definition: TaskDefinition<Row, Target, Aid>,
): Task {
  const { scorer, support } = definition;
  if ((definition.reference === undefined) === (definition.noReference === undefined)) {
    throw new TypeError(
      `Cannot define task "${definition.id}" as it needs either "reference" or "noReference"`,
    );
  }
  const parse = (record: unknown): Row => checked(definition.record, record);
  return {
    id: definition.id,
    title: definition.title ?? definition.id,
    source: definition.source,
    ...(support === undefined ? {} : {
      support: {
        source: support.source,
        demo: support.demo as readonly Json[],
        check: (record: unknown) => checked(support.record, record),
      },
    }),
    byDefault: definition.byDefault ?? true,
    reasoning: definition.reasoning ?? "opencompass",
    repeats: definition.repeats ?? 1,
    needs: scorer.needs,
    scorer: { id: scorer.id, version: scorer.version },
    metrics: definition.metrics,
    primary: definition.primary,
    sample: (record, context) =>
      // Its support records are what `check` made of them.
      definition.sample(parse(record), context as SampleContext<Aid>),
    conversation: definition.conversation ?? singleTurn,
    score: (input, tools, signal) =>
      scorer.score({ ...input, target: input.target as Target }, tools, signal),
    reference: (record) => definition.reference?.(parse(record)) ?? null,
    ...(definition.noReference === undefined ? {} : { noReference: definition.noReference }),
    demo: definition.demo as readonly Json[],
  };
}

/** A benchmark as the runner sees it. Options are its named variants, parsed by `options`. */
export interface Benchmark {
  readonly id: string;
  readonly title: string;
  /** Raised by any change that can move a number. */
  readonly version: number;
  /** References of the official evaluation: `repo@commit path:function`. */
  readonly upstream: readonly string[];
  /** Modes the report gives; `run --mode` overrides. */
  readonly modes: readonly Mode[];
  /** Schema of the options with every default filled; recorded in the manifest. */
  readonly options: z.ZodType<JsonOptions>;
  /** The tasks under given options. */
  tasks(options: JsonOptions): readonly Task[];
  /** The one number of the benchmark that enters the table. */
  readonly headline: Headline;
  readonly aggregates?: Aggregates;
  readonly groups?: Groups;
  /** What must be said wherever its number is shown, in one sentence. */
  readonly remark?: string;
}

/** Parsed options of a benchmark. */
export type JsonOptions = Readonly<Record<string, Json>>;

/** Numbers over several tasks that stand in a note of the cell and never enter the table. */
export type Aggregates = (number: TaskNumbers) => Readonly<Record<string, number | null>>;

/** A number over several tasks that has a row of its own in the benchmark's table. */
export interface GroupNumber {
  readonly id: string;
  readonly unit: Unit;
  readonly value: number | null;
}

/** Numbers over groups of tasks, in the order of their rows. */
export type Groups = (number: TaskNumbers) => readonly GroupNumber[];

/** What a benchmark's author writes. */
export interface BenchmarkDefinition<Shape extends z.ZodRawShape> {
  readonly id: string;
  readonly title: string;
  readonly version: number;
  readonly upstream: readonly string[];
  readonly modes?: readonly Mode[];
  readonly options: Shape;
  tasks(options: z.output<z.ZodObject<Shape>>): readonly Task[];
  readonly headline: Headline;
  readonly aggregates?: Aggregates;
  readonly groups?: Groups;
  readonly remark?: string;
}

/** Builds a {@linkcode Benchmark}; option schemas are strict and fill their own defaults. */
export function defineBenchmark<Shape extends z.ZodRawShape>(
  definition: BenchmarkDefinition<Shape>,
): Benchmark {
  return {
    id: definition.id,
    title: definition.title,
    version: definition.version,
    upstream: definition.upstream,
    modes: definition.modes ?? ["thinking", "non-thinking"],
    options: z.strictObject(definition.options) as unknown as z.ZodType<JsonOptions>,
    tasks: (options) => definition.tasks(options as unknown as z.output<z.ZodObject<Shape>>),
    headline: definition.headline,
    ...(definition.aggregates === undefined ? {} : { aggregates: definition.aggregates }),
    ...(definition.groups === undefined ? {} : { groups: definition.groups }),
    ...(definition.remark === undefined ? {} : { remark: definition.remark }),
  };
}
