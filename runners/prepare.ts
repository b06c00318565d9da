import { createHash } from "node:crypto";
import type { Json } from "../scoring/json.ts";
import { mediaParts } from "../scoring/messages.ts";
import { seededDraw } from "../scoring/random.ts";
import type { Sample, TaskFiles } from "../benchmarks/define.ts";
import type { KeptSample } from "../results/types.ts";
import { PRIVATE } from "../results/private.ts";
import type { KeptPlan, Store } from "../results/store/types.ts";
import { canonicalJson, sha256Hex } from "../results/store/request_key.ts";
import { DatasetError, recordFailure } from "./data/errors.ts";
import { type DataOptions, type OpenedData, openRecords, type Row } from "./data/load.ts";
import type { RunConfig } from "./run_types.ts";
import { demoSupport, readSupport, sourceAddress } from "./support.ts";
import { demoFiles, readTaskFiles } from "./task_files.ts";
import type { ResolvedTask } from "./tasks.ts";

/** A task whose samples are all in the store. */
export interface PreparedTask extends ResolvedTask {
  readonly samples: number;
  /** Where the records came from, for the manifest. */
  readonly data: Json;
}

/** What preparing needs of the run. */
export interface PrepareContext {
  readonly config: Pick<RunConfig, "dataDir" | "demo" | "seed">;
  readonly store: Store;
  readonly env: (name: string) => string | undefined;
  readonly signal: AbortSignal;
  readonly onNote: (kind: string, text: string) => void;
}

/**
 * Reads a task's records once, checks every one and keeps the samples they make: a changed column
 * is found before a token is paid for, and a run that goes on needs neither the data nor the same
 * version of it.
 *
 * @throws {DatasetError} with file and row if a record is not what the task expects
 */
export async function prepareTask(
  resolved: ResolvedTask,
  plans: readonly KeptPlan[],
  context: PrepareContext,
): Promise<PreparedTask> {
  const { benchmark, task } = resolved;
  const identity = planIdentity(resolved, context.config);
  const known = plans.find((plan) => plan.benchmark === benchmark.id && plan.task === task.id);
  if (known !== undefined) {
    if (known.planSha256 !== identity) {
      throw new DatasetError({
        kind: "changed",
        message: `Cannot go on with "${benchmark.id}/${task.id}" as this run was planned with ` +
          `another version or other options of it: start a new run, or use "score" to score the ` +
          `kept replies again`,
      });
    }
    return { ...resolved, samples: known.samples, data: known.data };
  }
  const opened = await open(resolved, context);
  const prompts = createHash("sha256");
  const seen = new Map<string, number>();
  const told = new Map<string, number>();
  let writes: Promise<void>[] = [];
  let before: Promise<unknown> = Promise.resolve();
  let count = 0;
  for await (const { sample, record, row, path } of built(resolved, opened, context)) {
    const earlier = seen.get(sample.id);
    if (earlier !== undefined) {
      throw new DatasetError({
        kind: "changed",
        path,
        row,
        message: `Cannot read "${path}" row ${row}: the id "${sample.id}" is also that of ` +
          `row ${earlier}, and ids must be unique`,
      });
    }
    seen.set(sample.id, row);
    const label = task.told === undefined ? undefined : sample.groups?.[task.told];
    if (label !== undefined) told.set(label, (told.get(label) ?? 0) + 1);
    const kept = keptSample(resolved, sample, record, count);
    prompts.update(kept.promptSha256);
    writes.push(context.store.keepSample(kept));
    count++;
    if (writes.length >= WRITES_AHEAD) {
      // The disk takes these while the next ones are built.
      await before;
      before = Promise.all(writes);
      before.catch(() => {});
      writes = [];
      context.signal.throwIfAborted();
    }
  }
  await Promise.all([before, ...writes, context.store.flush()]);
  if (told.size > 0) {
    const labels = [...told].map(([label, count]) => `"${label}" (${count})`).join(", ");
    context.onNote("data", `${benchmark.id}/${task.id}: ${task.told} ${labels}`);
  }
  const data: Json = {
    ...opened.pedigree,
    ...(task.private ? PRIVATE : {}),
    records: count,
    promptsSha256: prompts.digest("hex"),
  };
  return { ...resolved, samples: count, data };
}

/** Samples handed to the store before waiting for as many before them to be on disk. */
const WRITES_AHEAD = 500;

/** What must be the same for a run to go on with a task. */
export function planIdentity(
  { benchmark, options, task, selection }: ResolvedTask,
  config: Pick<RunConfig, "demo" | "seed">,
): string {
  return sha256Hex(canonicalJson({
    benchmark: benchmark.id,
    version: benchmark.version,
    options,
    task: task.id,
    limit: selection.limit,
    demo: config.demo,
    seed: config.seed,
  }));
}

/** Records of a task and what is known about where they came from. */
export interface OpenedTask {
  readonly path: string;
  readonly pedigree: { readonly [key: string]: Json };
  /** The task's support records, checked; `undefined` for a task without. */
  readonly support: readonly unknown[] | undefined;
  records(): AsyncIterable<Row>;
}

/** Opens a task's data: the user's file, the cache, a download, or the self-written records. */
export async function open(
  { task, selection, benchmark }: ResolvedTask,
  context: Omit<PrepareContext, "store">,
): Promise<OpenedTask> {
  if (context.config.demo) {
    return {
      path: `${benchmark.id}/${task.id} (self-written)`,
      pedigree: { source: "self-written", file: null, sha256: null, revision: null },
      support: demoSupport(task),
      async *records() {
        for (const [index, record] of task.demo.entries()) {
          yield await Promise.resolve({ record, row: index + 1 });
        }
      },
    };
  }
  const options: DataOptions = {
    dataDir: context.config.dataDir,
    file: selection.data,
    env: context.env,
    signal: context.signal,
    benchmark: benchmark.id,
    onNote: (text) => context.onNote("data", text),
  };
  const opened: OpenedData = await openRecords(task.source, options);
  const support = await readSupport(task, options);
  return {
    path: opened.path,
    pedigree: {
      source: sourceAddress(task.source),
      file: selection.data,
      sha256: opened.sha256,
      revision: opened.revision,
      ...(opened.files === undefined ? {} : { files: opened.files }),
      ...(opened.archives === undefined
        ? {}
        : { archives: opened.archives.map((one) => ({ ...one })) }),
      licence: task.source.licence,
      notes: opened.notes,
      ...(support === null ? {} : { support: support.pedigree }),
    },
    support: support?.records,
    records: () => opened.records(),
  };
}

/** The files that a task's conversations and scorer need, or why they are not to be had. */
export async function openTaskFiles(
  { task, selection, benchmark }: Pick<ResolvedTask, "task" | "selection" | "benchmark">,
  context: Omit<PrepareContext, "store">,
): Promise<TaskFiles | string> {
  if (context.config.demo) return demoFiles(task);
  return await readTaskFiles(task, {
    dataDir: context.config.dataDir,
    file: selection.data,
    env: context.env,
    signal: context.signal,
    benchmark: benchmark.id,
    onNote: (text) => context.onNote("data", text),
  });
}

/** Builds the samples of a task in the order of its records. Pure but for the reading. */
export async function* built(
  { benchmark, task, selection }: ResolvedTask,
  opened: OpenedTask,
  { config }: Pick<PrepareContext, "config">,
): AsyncGenerator<
  { sample: Sample<Json>; record: unknown; path: string; row: number; index: number }
> {
  let index = 0;
  for await (const { record, row, path = opened.path } of opened.records()) {
    if (selection.limit !== null && index >= selection.limit) return;
    const draw = seededDraw(`${config.seed}/${benchmark.id}/${task.id}/${index}`);
    let sample: Sample<Json>;
    try {
      sample = task.sample(record, {
        index,
        draw,
        ...(opened.support === undefined ? {} : { support: opened.support }),
      });
    } catch (cause) {
      throw recordFailure(cause, path, row);
    }
    yield { sample, record, path, row, index };
    index++;
  }
}

/** A sample in the form the store keeps. */
export function keptSample(
  { benchmark, task }: Pick<ResolvedTask, "benchmark" | "task">,
  sample: Sample<Json>,
  record: unknown,
  position: number,
): KeptSample {
  return {
    benchmark: benchmark.id,
    task: task.id,
    sampleId: sample.id,
    position,
    recordSha256: sha256Hex(canonicalJson(placeless(record, sample))),
    promptSha256: sha256Hex(canonicalJson(placeless(sample.messages, sample))),
    messages: sample.messages,
    target: sample.target,
    groups: sample.groups ?? {},
  };
}

/** What is hashed of a sample with pictures or series: which they are, and not where they lie. */
function placeless(value: unknown, { messages }: Pick<Sample<Json>, "messages">): Json {
  if (mediaParts(messages).length === 0) return value as Json;
  const text = JSON.stringify(value, (key, inner) => key === "origin" ? undefined : inner);
  return JSON.parse(text) as Json;
}
