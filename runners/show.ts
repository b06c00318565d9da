import type { Benchmark, Turn } from "../benchmarks/define.ts";
import { assembleReply, splitReasoning } from "../scoring/answers/reasoning.ts";
import type {
  ImagePart,
  Media,
  MediaOrigin,
  Message,
  Part,
  SeriesPart,
} from "../scoring/messages.ts";
import { pngOf } from "../scoring/picture/png.ts";
import type { Shape, StoryLine } from "../scoring/sketch.ts";
import type { Rasteriser } from "../scoring/picture/types.ts";
import type { Tools } from "../scoring/types.ts";
import { PRIVATE } from "../results/private.ts";
import { runFolder } from "../results/run_folder.ts";
import type {
  SampleView,
  ViewDrawing,
  ViewMedia,
  ViewMessage,
  ViewPicture,
  ViewTurn,
} from "../results/sample_view.ts";
import { openSqliteStore } from "../results/store/sqlite.ts";
import type { Store } from "../results/store/types.ts";
import type { AskId, KeptAttempt, KeptReply, KeptSample, KeptVerdict } from "../results/types.ts";
import { turnOf } from "./ask.ts";
import { judgeTurns } from "./judge_turns.ts";
import { configOf } from "./manifest.ts";
import { mediaSpeller } from "./media/spell_part.ts";
import { MediaError, type MediaReader } from "./media/types.ts";
import { openTaskFiles } from "./prepare.ts";
import type { RunConfig } from "./run_types.ts";
import { scoreStep } from "./scoring/score_step.ts";
import { type ResolvedTask, resolveTasks, SelectionError } from "./tasks.ts";

/** Which ask of a run is looked at. */
export interface ShowOptions {
  readonly runsDir: string;
  readonly runId: string;
  /** `benchmark/task/id`, or an id alone where only one task has it. */
  readonly sample: string;
  /** `null` for the run's only column. */
  readonly column: string | null;
  /** From 0. Default: 0 */
  readonly repeat?: number;
  /** Reads pictures and series; without it they are told and not shown. */
  readonly media?: MediaReader | null;
  /** Draws SVG; without it none is shown. */
  readonly raster?: Rasteriser | null;
  readonly env?: (name: string) => string | undefined;
  readonly signal?: AbortSignal;
  readonly catalog?: readonly Benchmark[];
}

/**
 * One sample of a run as it was asked, answered and judged, from the store alone.
 *
 * @throws {SelectionError} if the run has no such column or sample, or an id is of several tasks
 */
export async function showSample(options: ShowOptions): Promise<SampleView> {
  const { runId, repeat = 0 } = options;
  await using store = await openSqliteStore(runFolder(options.runsDir, runId).store, {
    readOnly: true,
  });
  const { config, columns } = configOf(await store.manifest() ?? {}, runId);
  const ids = columns.map(({ id }) => id);
  const column = columns.find(({ id }) =>
    id === (options.column ?? (ids.length === 1 ? ids[0] : null))
  );
  if (column === undefined) {
    throw new SelectionError(
      options.column === null
        ? `Cannot show a sample of "${runId}" as it has several columns: name one with --column, ` +
          `known are ${ids.join(", ")}`
        : `"${runId}" has no column "${options.column}": it has ${ids.join(", ")}`,
    );
  }
  const tasks = resolveTasks(config.benchmarks, options.catalog);
  const { resolved, sample } = await findSample(store, tasks, options);
  const { benchmark, task } = resolved;
  const ask: AskId = {
    column: column.id,
    benchmark: benchmark.id,
    task: task.id,
    sampleId: sample.sampleId,
    repeat,
  };
  const verdict = await verdictOf(store, ask);
  const replies = await store.replies(ask);
  const scored = verdict?.verdict.kind === "scored" ? verdict.verdict : null;
  const sketch = scored === null ? undefined : task.sketch?.(sample.target, scored);
  const last = replies.findLast(({ party }) => party === "model");
  const raw = last === undefined ? null : assembleReply(last.reasoning, last.text);
  return {
    runId,
    column,
    benchmark: benchmark.id,
    task: task.id,
    sampleId: sample.sampleId,
    ...(task.private ? PRIVATE : {}),
    repeat,
    position: sample.position,
    groups: sample.groups,
    promptSha256: sample.promptSha256,
    recordSha256: sample.recordSha256,
    messages: await viewMessages(sample.messages, options, sketch?.shapes ?? []),
    turns: [
      ...replies.filter(({ party }) => party !== "judge").map((reply) => viewTurn(reply)),
      ...await viewJudgeTurns(store, { config, ask, resolved, sample, last, options }),
    ],
    failures: failuresOf(await store.attempts(ask)),
    scoredText: raw === null ? null : splitReasoning(raw, task.reasoning),
    scoring: verdict?.scoring ?? null,
    verdict: verdict?.verdict ?? null,
    flags: verdict?.flags ?? null,
    values: scored?.values ?? {},
    target: typeof sample.target === "string"
      ? sample.target
      : JSON.stringify(sample.target, null, 2),
    drawings: await drawingsOf(sketch?.svgs ?? [], options.raster ?? null),
    story: await storyOf(resolved, sample, replies, {
      config,
      env: options.env ?? ((name) => Deno.env.get(name)),
      signal: options.signal ?? new AbortController().signal,
      onNote: () => {},
    }),
  };
}

async function findSample(
  store: Store,
  tasks: readonly ResolvedTask[],
  { sample: wanted, runId }: ShowOptions,
): Promise<{ resolved: ResolvedTask; sample: KeptSample }> {
  const named = tasks.filter(({ benchmark, task }) =>
    wanted.startsWith(`${benchmark.id}/${task.id}/`)
  );
  const found: { resolved: ResolvedTask; sample: KeptSample }[] = [];
  for (const resolved of named.length > 0 ? named : tasks) {
    const { benchmark, task } = resolved;
    const prefix = named.length > 0 ? `${benchmark.id}/${task.id}/` : "";
    const sample = await store.sample(benchmark.id, task.id, wanted.slice(prefix.length));
    if (sample !== null) found.push({ resolved, sample });
  }
  const [first, second] = found;
  if (first === undefined) {
    const [some] = tasks;
    let example = "";
    if (some !== undefined) {
      const { benchmark, task } = some;
      for await (const { sampleId } of store.samples({ benchmark: benchmark.id, task: task.id })) {
        example = `, such as "${benchmark.id}/${task.id}/${sampleId}"`;
        break;
      }
    }
    throw new SelectionError(`"${runId}" has no sample "${wanted}": name one${example}`);
  }
  if (second !== undefined) {
    const names = found.map(({ resolved: { benchmark, task }, sample }) =>
      `${benchmark.id}/${task.id}/${sample.sampleId}`
    );
    throw new SelectionError(
      `Several tasks of "${runId}" have a sample "${wanted}": name one as ${names.join(" or ")}`,
    );
  }
  return first;
}

async function verdictOf(store: Store, ask: AskId): Promise<KeptVerdict | null> {
  const filter = { benchmark: ask.benchmark, task: ask.task };
  for await (const kept of store.verdicts(ask.column, filter)) {
    if (kept.ask.sampleId === ask.sampleId && kept.ask.repeat === ask.repeat) return kept;
  }
  return null;
}

async function viewMessages(
  messages: readonly Message[],
  options: Pick<ShowOptions, "media">,
  shapes: readonly Shape[],
): Promise<ViewMessage[]> {
  let left = shapes;
  const shown: ViewMessage[] = [];
  for (const { role, content, toolCalls = [] } of messages) {
    const parts: readonly Part[] = typeof content === "string"
      ? [{ type: "text", text: content }]
      : content;
    const views = [];
    for (const part of parts) {
      if (part.type === "text") views.push(part);
      else {
        views.push(await viewMedia(part, options.media ?? null, left));
        // What is pointed at lies in the first picture.
        left = [];
      }
    }
    shown.push({ role, parts: views, toolCalls });
  }
  return shown;
}

async function viewMedia(
  part: ImagePart | SeriesPart,
  reader: MediaReader | null,
  shapes: readonly Shape[],
): Promise<ViewMedia> {
  const media = part.type === "image" ? part.image : part.series;
  let failure = "";
  let picture: ViewPicture | null = null;
  try {
    if (reader !== null) picture = await pictureOf(part, reader);
  } catch (cause) {
    if (!(cause instanceof MediaError)) throw cause;
    failure = `; cannot be shown: ${cause.message}`;
  }
  const { width, height } = "origin" in media ? media : {};
  return {
    type: part.type,
    label: labelOf(part, media) + failure,
    size: width === undefined || height === undefined ? null : { width, height },
    picture,
    shapes,
  };
}

const SHOWN_TYPES: readonly ViewPicture["mediaType"][] = [
  "image/png",
  "image/jpeg",
  "image/gif",
  "image/webp",
];

/** The picture as it lies in the data set, or the curves of a series. */
async function pictureOf(
  part: ImagePart | SeriesPart,
  reader: MediaReader,
): Promise<ViewPicture | null> {
  const speller = mediaSpeller(reader);
  if (part.type === "image") {
    if ("missing" in part.image) return null;
    const mediaType = SHOWN_TYPES.find((type) =>
      "mediaType" in part.image &&
      part.image.mediaType === type
    );
    if (mediaType === undefined) return null;
    const bytes = await reader.base64(part.image);
    return { mediaType, base64: new TextDecoder().decode(bytes) };
  }
  if ("missing" in part.series) return null;
  const plot = { ...part, carrier: { kind: "ts-plot/1", axis: "index" } as const };
  const url = new TextDecoder().decode(await speller.spell(plot));
  const base64 = /^data:image\/png;base64,(.*)$/.exec(url)?.[1];
  return base64 === undefined ? null : { mediaType: "image/png", base64 };
}

function labelOf(part: ImagePart | SeriesPart, media: Media): string {
  if ("missing" in media) return `missing: ${media.missing}`;
  const size = media.width === undefined ? "" : `, ${media.width} x ${media.height} pixels`;
  const how = part.type === "image"
    ? part.encoding === undefined ? "" : `, sent as ${JSON.stringify(part.encoding)}`
    : `, ${part.rate === null ? "rate unknown" : `${part.rate} Hz`}, sent as ${part.carrier.kind}`;
  return `${media.mediaType}, ${media.bytes} bytes${size}, sha256 ${media.sha256.slice(0, 12)}` +
    `${how}, from ${originText(media.origin)}`;
}

function originText(origin: MediaOrigin): string {
  switch (origin.kind) {
    case "file":
      return `"${origin.path}"` +
        (origin.range === undefined ? "" : ` bytes ${origin.range[0]} to ${origin.range[1]}`);
    case "zip":
      return `"${origin.entry}" in "${origin.path}"`;
    case "parquet":
      return `"${origin.path}" row ${origin.row + 1} column ${origin.column.join(".")}`;
    case "url":
      return `"${origin.url}"`;
    case "inline":
      return "the record itself";
  }
}

/** The judges' turns with what they were asked, which the scorer says again. */
async function viewJudgeTurns(
  store: Store,
  { config, ask, resolved, sample, last, options }: {
    readonly config: RunConfig;
    readonly ask: AskId;
    readonly resolved: ResolvedTask;
    readonly sample: KeptSample;
    readonly last: KeptReply | undefined;
    readonly options: ShowOptions;
  },
): Promise<ViewTurn[]> {
  if (last === undefined || !resolved.task.needs.includes("judge")) return [];
  const { text, reasoning, truncated } = last;
  const job = { text, reasoning, truncated, target: sample.target };
  const tools: Tools = options.raster == null ? {} : { raster: options.raster };
  const turns = await judgeTurns(
    store,
    config,
    ask,
    (judged) => scoreStep(resolved.task, { ...job, judged }, tools),
  );
  const shown: ViewTurn[] = [];
  for (const { messages, reply } of turns) {
    shown.push(viewTurn(reply, await viewMessages(messages, {}, [])));
  }
  return shown;
}

function viewTurn(reply: KeptReply, asked: readonly ViewMessage[] = []): ViewTurn {
  const { party, turn, text, reasoning, toolCalls, finish, serverModel } = reply;
  const { promptTokens, completionTokens, totalMs, firstTokenMs, sentMaxTokens } = reply;
  return {
    ...{ party, turn, text, reasoning, toolCalls, finish, serverModel, asked },
    ...{ promptTokens, completionTokens, totalMs, firstTokenMs, sentMaxTokens },
  };
}

function failuresOf(attempts: readonly KeptAttempt[]): string[] {
  return attempts.flatMap(({ party, turn, attempt, errorKind, errorDetail, status }) =>
    errorKind === null ? [] : [
      `${party}, turn ${turn + 1}, try ${attempt}: ${errorKind}` +
      (status === null ? "" : ` (HTTP ${status})`) +
      (errorDetail === null ? "" : `: ${errorDetail}`),
    ]
  );
}

async function drawingsOf(
  svgs: readonly { readonly label: string; readonly svg: string }[],
  raster: Rasteriser | null,
): Promise<ViewDrawing[]> {
  const drawings: ViewDrawing[] = [];
  for (const { label, svg } of svgs) {
    const drawn = raster === null ? null : await raster.draw(svg);
    drawings.push({
      label,
      picture: drawn === null ? null : { mediaType: "image/png", base64: pngOf(drawn).toBase64() },
    });
  }
  return drawings;
}

/** Plays a conversation again with the turns that are kept, and has its benchmark retell it. */
async function storyOf(
  resolved: ResolvedTask,
  sample: KeptSample,
  replies: readonly KeptReply[],
  context: Parameters<typeof openTaskFiles>[1],
): Promise<readonly StoryLine[]> {
  const { task } = resolved;
  if (task.retell === undefined) return [];
  const files = await openTaskFiles(resolved, context);
  if (typeof files === "string") return [{ head: files, detail: "", mark: "bad" }];
  const kept = replies.filter(({ party }) => party !== "judge");
  let turns: Turn[] = [];
  for (let at = 0; at < kept.length;) {
    const step = task.conversation(sample, turns, files);
    if (step.kind === "done") break;
    if (step.kind === "again") {
      turns = [];
      continue;
    }
    const count = step.kind === "tools" ? step.calls.length : 1;
    turns.push(...kept.slice(at, at + count).map((reply) => turnOf(reply)));
    at += count;
  }
  return task.retell(sample, turns, files);
}
