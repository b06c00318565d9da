import { seededDraw } from "../../scoring/random.ts";
import { mediaParts, type Message, type Part } from "../../scoring/messages.ts";
import type { Task, TaskFiles } from "../../benchmarks/define.ts";
import { chatBody } from "../backend/body.ts";
import { lmdeploy } from "../backend/dialects/lmdeploy.ts";
import { wireBody } from "../backend/media_marks.ts";
import { openMedia } from "../media/open_media.ts";
import { mediaSpeller } from "../media/spell_part.ts";
import { MediaError } from "../media/types.ts";
import { demoSupport } from "../support.ts";
import { demoFiles } from "../task_files.ts";
import { contentText, mediaText } from "./chat_request.ts";
import type { KnownPrompt } from "./knowledge.ts";

/** A task and the benchmark it belongs to. */
export interface KnownTask {
  readonly benchmark: { readonly id: string };
  readonly task: Task;
}

/** What the prompts of a run depend on beside the tasks. */
export interface KnownSamplesOptions {
  /** Seed of the run that will ask. */
  readonly seed: number;
  /** Records of a task; its self-written ones where this is left out. */
  readonly records?: (known: KnownTask) => Iterable<unknown> | AsyncIterable<unknown>;
  /** Support records of a task, checked; its self-written ones where this is left out. */
  readonly support?: (known: KnownTask) => Promise<readonly unknown[] | undefined>;
  /** Files of a task, `null` to pass it over; its self-written ones where this is left out. */
  readonly files?: (known: KnownTask) => Promise<TaskFiles | null>;
}

/**
 * The prompts of tasks with the replies that get full marks, for `knowledge()`. Tasks that say they
 * have no such reply, and records without one, are passed over.
 *
 * @throws {RecordError} if a record is not what its task expects
 */
export async function* knownSamples(
  tasks: Iterable<KnownTask>,
  {
    seed,
    records = ({ task }) => task.demo,
    support = ({ task }) => Promise.resolve(demoSupport(task)),
    files = ({ task }) => Promise.resolve(demoFiles(task)),
  }: KnownSamplesOptions,
): AsyncGenerator<KnownPrompt> {
  for (const known of tasks) {
    const { benchmark, task } = known;
    if (task.noReference !== undefined) continue;
    const aids = await support(known);
    const texts = await files(known);
    if (texts === null) continue;
    let index = 0;
    for await (const record of records(known)) {
      // The draw of the run's own samples: options must stand in the same order here.
      const draw = seededDraw(`${seed}/${benchmark.id}/${task.id}/${index}`);
      const sample = task.sample(record, {
        index,
        draw,
        ...(aids === undefined ? {} : { support: aids }),
      });
      const reference = task.reference(record, texts, aids);
      if (reference !== null) {
        yield { benchmark: benchmark.id, prompt: await promptOf(sample.messages), reference };
      }
      index++;
    }
  }
}

/**
 * Text of the last user message as the server reads it from the wire. What a series goes out as is only
 * known when it is sent.
 */
async function promptOf(messages: readonly Message[]): Promise<string> {
  if (mediaParts(messages).every((part) => part.type === "image")) return lastUserText(messages);
  const body = chatBody({
    messages,
    sampling: { maxTokens: 1, temperature: null, topP: null, topK: null, seed: null },
    thinking: null,
  }, { model: "", dialect: lmdeploy, extraBody: {} });
  // Series whose bytes are not in the record itself are never sent by a demo.
  using reader = openMedia({ dataDir: "" });
  try {
    const bytes = await wireBody(body, { messages }, mediaSpeller(reader));
    const sent = JSON.parse(typeof bytes === "string" ? bytes : new TextDecoder().decode(bytes));
    return lastUserText(sent.messages);
  } catch (cause) {
    if (!(cause instanceof MediaError)) throw cause;
    return lastUserText(messages);
  }
}

/** Text of the last user message; pictures and series count by the names of their bytes. */
export function lastUserText(messages: readonly Message[]): string {
  const last = messages.findLast(({ role }) => role === "user");
  if (last === undefined) return "";
  if (typeof last.content === "string") return contentText(last.content);
  return contentText(last.content.map(namedPart));
}

function namedPart(part: Part): unknown {
  // What was sent has parts of its own.
  if (part.type !== "image" && part.type !== "series") return part;
  const media = part.type === "image" ? part.image : part.series;
  return { text: mediaText("missing" in media ? "" : media.sha256) };
}
