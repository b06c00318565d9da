/**
 * The vocabulary in which a benchmark is declared: data and pure functions, no I/O, no clock, no
 * unseeded randomness.
 *
 * @module
 */
import { z } from "zod";
import type {
  Media,
  Message,
  MissingMedia,
  ToolCall,
  ToolChoice,
  ToolSpec,
} from "../scoring/messages.ts";
import { user } from "../scoring/messages.ts";
import type {
  Headline,
  Metric,
  Need,
  Scored,
  Scorer,
  TaskFiles,
  TaskNumbers,
  Unit,
} from "../scoring/types.ts";
import type { Json, JsonObject } from "../scoring/json.ts";
import type { Sketch, StoryLine } from "../scoring/sketch.ts";
import type { WebTools } from "./web_tools.ts";
import type { ReasoningMode } from "../scoring/answers/reasoning.ts";

export { user };
export type { Headline, TaskFiles, TaskNumbers };

/** How a model is asked: report, section 5.1. */
export type Mode = "thinking" | "non-thinking";

/** File formats the data readers know. */
export type Format = "jsonl" | "json" | "csv" | "tsv" | "parquet";

/**
 * A column of pictures or series. The reader puts their {@linkcode Media} in its place, so that no
 * record holds their bytes; a cell that is empty, cut short or no such thing becomes one that says so.
 */
export interface MediaColumn {
  /**
   * Its name; names joined by dots lead into structs, as `input_ts.path` does. Where a struct on the way
   * is a text itself, that text is the cell.
   */
  readonly column: string;
  /**
   * `values` are the numbers of a series that scoring needs: in the cell's place stand its rows, one a
   * point in time, with `null` for what is missing, or a {@linkcode MissingMedia}.
   */
  readonly kind: "image" | "series" | "values";
  /** Column that is written instead of the cell, which stays as it is. */
  readonly as?: string;
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
  /** Name of the file as a Git blob, where nothing else is known of it; for a task's `files` alone. */
  readonly gitBlob?: string;
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
   * Which records are asked, by another file that lists them: their places, given its records. Both
   * stand in memory as a whole.
   *
   * @throws {RangeError} from `choose`, if the list is not what was published
   */
  readonly listed?: {
    readonly source: Source;
    readonly choose: (
      records: readonly unknown[],
      list: readonly unknown[],
    ) => readonly number[];
  };
  /**
   * Which records are asked, where the file is too large to stand in memory: `choose` for streams.
   * The published number of records is not checked.
   */
  readonly subset?: Subset;
  /**
   * Files read behind this one, in this order, as if their records were its own; all are of one
   * repository or site. A user's own file stands for all of them together.
   */
  readonly further?: readonly Source[];
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

/** The files of a source, in the order in which they are read. */
export function sourceFiles(source: Source): readonly Source[] {
  const { further = [], ...first } = source;
  return [first, ...further];
}

/** Number of records that the files of a source have together; `undefined` where one is not known. */
export function sourceRecords(source: Source): number | undefined {
  let sum = 0;
  for (const { records } of sourceFiles(source)) {
    if (records === undefined) return undefined;
    sum += records;
  }
  return sum;
}

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
  /** The model under test, a simulated user, or a tool that answers one call. */
  readonly party: "model" | "user" | "tool";
  /** What was said; of a tool its result, or its error as the model is to read it. */
  readonly text: string;
  /** What the server kept apart as reasoning; `""` where it gave none. */
  readonly reasoning: string;
  /** Calls that were made; of a tool the one call that it answers. */
  readonly toolCalls: readonly ToolCall[];
  readonly truncated: boolean;
  /** Why it ended, in the runner's words; of a tool `stop`, or `error` where it failed. */
  readonly finish: string;
  /** Tokens of the request and its reply; 0 of a tool. */
  readonly tokens: number;
  /** Money at the configured prices; 0 without prices. */
  readonly cost: number;
  /** Time that the request took, waits in the queue left out, in milliseconds. */
  readonly ms: number;
}

/** What a conversation wants next: requests of the queue, a new beginning, or its end. */
export type Step =
  | {
    readonly kind: "ask";
    readonly party: "model" | "user";
    readonly messages: readonly Message[];
    readonly tools?: readonly ToolSpec[];
    /** Default: not said, which servers take for `auto` */
    readonly toolChoice?: ToolChoice;
  }
  | {
    /**
     * Calls of tools that are not pure, which the runner has for the benchmark. Each comes back as a
     * turn of its own, in this order.
     */
    readonly kind: "tools";
    readonly calls: readonly ToolCall[];
  }
  | {
    /** What was said cannot be gone on with: the conversation begins again, without its turns. */
    readonly kind: "again";
    /** Why, in a few words. */
    readonly detail: string;
    /** Beginnings in all; a conversation that fails so often is not scored. */
    readonly plays: number;
  }
  | {
    readonly kind: "done";
    /** What is scored: reasoning and content as the last turn gave them, or the transcript's text. */
    readonly text: string;
    readonly reasoning: string;
    /**
     * What the end is called where it is not the usual one, such as `out-of-tokens`. It reaches the
     * scorer, and stands in the verdict's values as `end`.
     */
    readonly end?: string;
    /** What is known of how it went, such as calls by tool; it stands in the verdict's values. */
    readonly facts?: JsonObject;
  };

/**
 * The turns of one sample as a state machine: history in, next request or done out. Pure.
 *
 * A run hands in one list of turns for as long as the conversation goes on, which grows at its end:
 * what was made of it may be remembered by the list.
 *
 * @param files texts of the task's files, by name; the same object for all conversations of a task
 */
export type Conversation = (
  sample: { readonly messages: readonly Message[]; readonly target: Json },
  turns: readonly Turn[],
  files: TaskFiles,
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
  /**
   * Files that conversation and scorer need beside the records, by name. Where one is not to be had,
   * the task's asks are not made and stay unscored with the reason.
   */
  readonly files: Readonly<Record<string, TaskFile>>;
  /** The seed sent with each repeat to model and user, where the protocol gives one. */
  readonly seed?: (repeat: number) => number;
  /** False for a variant that runs only when it is named (`-b benchmark/task`). */
  readonly byDefault: boolean;
  /**
   * Group of its samples that is told, label by label, when a run prepares the task: where labels say
   * which data it turned out to be made of.
   */
  readonly told?: string;
  /**
   * True where the data may not be shown to others. The store keeps it for its owner; reports and
   * exports hold no text of a question, a reply or an answer.
   */
  readonly private: boolean;
  /** How the thinking part is split off before scoring. */
  readonly reasoning: ReasoningMode;
  /** Independent asks of each sample. */
  readonly repeats: number;
  readonly needs: readonly Need[];
  readonly scorer: Pick<Scorer<Json>, "id" | "version" | "limits">;
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
  reference(record: unknown, files?: TaskFiles, support?: readonly unknown[]): string | null;
  readonly noReference?: string;
  /** What `assay show` draws of a scored sample. Pure. */
  sketch?(target: Json, verdict: Scored): Sketch;
  /** A conversation line by line for `assay show`: calls, changes of a world, why it was scored so. Pure. */
  retell?(
    sample: { readonly messages: readonly Message[]; readonly target: Json },
    turns: readonly Turn[],
    files: TaskFiles,
  ): readonly StoryLine[];
  /** Self-written records that show the task without network (never rows of the benchmark). */
  readonly demo: readonly Json[];
}

/** A file that is read whole, as text, checked by the digests of its source. */
export interface TaskFile {
  /** Its format says what the text is; it is parsed by the task itself. */
  readonly source: Source;
  /** A self-written one, for the demo. */
  readonly demo: string;
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
  readonly files?: Readonly<Record<string, TaskFile>>;
  readonly seed?: (repeat: number) => number;
  /** What the conversation needs beside what the scorer does. */
  readonly needs?: readonly Need[];
  readonly byDefault?: boolean;
  readonly told?: string;
  readonly private?: boolean;
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
  readonly reference?: (row: Row, files: TaskFiles, support: readonly Aid[]) => string | null;
  readonly noReference?: string;
  readonly sketch?: (target: Target, verdict: Scored) => Sketch;
  readonly retell?: Task["retell"];
  readonly demo: readonly Row[];
}

/** The numbers of a series as records hold them, or why there are none; see {@linkcode MediaColumn}. */
export type SeriesValues = readonly (readonly (number | null)[])[] | MissingMedia;

const NO_MEDIA: Media = { missing: "the record brings no picture or series" };

/** Schema of a cell of a {@linkcode MediaColumn}; a record to be scored may come without it. */
export const mediaCell: z.ZodType<Media> = z.unknown().optional().transform((cell): Media =>
  isMedia(cell) ? cell : NO_MEDIA
);

/** As {@linkcode mediaCell}, for a column of several. */
export const mediaList: z.ZodType<readonly Media[]> = z.unknown().optional().transform((
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
  const { scorer, support, sketch } = definition;
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
    ...(definition.told === undefined ? {} : { told: definition.told }),
    private: definition.private ?? false,
    reasoning: definition.reasoning ?? "opencompass",
    repeats: definition.repeats ?? 1,
    needs: [...scorer.needs, ...definition.needs ?? []],
    files: definition.files ?? {},
    ...(definition.seed === undefined ? {} : { seed: definition.seed }),
    scorer: {
      id: scorer.id,
      version: scorer.version,
      ...(scorer.limits === undefined ? {} : { limits: scorer.limits }),
    },
    metrics: definition.metrics,
    primary: definition.primary,
    sample: (record, context) =>
      // Its support records are what `check` made of them.
      definition.sample(parse(record), context as SampleContext<Aid>),
    conversation: definition.conversation ?? singleTurn,
    score: (input, tools, signal) =>
      scorer.score({ ...input, target: input.target as Target }, tools, signal),
    reference: (record, files = {}, support = []) =>
      // Its support records are what `check` made of them.
      definition.reference?.(parse(record), files, support as readonly Aid[]) ?? null,
    ...(definition.noReference === undefined ? {} : { noReference: definition.noReference }),
    ...(sketch === undefined ? {} : {
      sketch: (target: Json, verdict: Scored) => sketch(target as Target, verdict),
    }),
    ...(definition.retell === undefined ? {} : { retell: definition.retell }),
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
  readonly notes?: Notes;
  /** Tools of its conversations that search and read pages; the runner has them. */
  readonly webTools?: WebTools;
  /** What must be said wherever its number is shown, in one sentence; it may depend on the options. */
  readonly remark?: string | ((options: JsonOptions) => string);
}

/** Parsed options of a benchmark. */
export type JsonOptions = Readonly<Record<string, Json>>;

/** Numbers over several tasks that stand in a note of the cell and never enter the table. */
export type Aggregates = (number: TaskNumbers) => Readonly<Record<string, number | null>>;

/**
 * Sentences about one column's cell, made of what its tasks broke their numbers down to: by task,
 * breakdown and name.
 */
export type Notes = (
  breakdown: (task: string, id: string) => Readonly<Record<string, number | null>>,
) => readonly string[];

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
  readonly notes?: Notes;
  readonly webTools?: WebTools;
  readonly remark?: string | ((options: z.output<z.ZodObject<Shape>>) => string);
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
    ...(definition.notes === undefined ? {} : { notes: definition.notes }),
    ...(definition.webTools === undefined ? {} : { webTools: definition.webTools }),
    ...(definition.remark === undefined
      ? {}
      : { remark: definition.remark as NonNullable<Benchmark["remark"]> }),
  };
}
