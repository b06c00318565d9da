import { seededDraw } from "../../scoring/random.ts";
import type { Message, Part } from "../../scoring/messages.ts";
import type { Task, TaskFiles } from "../../benchmarks/define.ts";
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
  /** Files of a task; its self-written ones where this is left out. */
  readonly files?: (known: KnownTask) => Promise<TaskFiles>;
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
        yield { benchmark: benchmark.id, prompt: lastUserText(sample.messages), reference };
      }
      index++;
    }
  }
}

/** Text of the last user message as the server reads it from the wire. */
export function lastUserText(messages: readonly Message[]): string {
  const last = messages.findLast(({ role }) => role === "user");
  if (last === undefined) return "";
  if (typeof last.content === "string") return contentText(last.content);
  return contentText(last.content.map(namedPart));
}

function namedPart(part: Part): unknown {
  if (part.type === "text") return part;
  const media = part.type === "image" ? part.image : part.series;
  return { text: mediaText("missing" in media ? "" : media.sha256) };
}
