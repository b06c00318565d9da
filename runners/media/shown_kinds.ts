import type { Task } from "../../benchmarks/define.ts";
import { type ImagePart, mediaParts, type SeriesPart } from "../../scoring/messages.ts";
import { demoSupport } from "../support.ts";
import type { MediaKind } from "./probe.ts";

/** What a part goes out as; `null` for a series that is written as text. */
export function wireKind(part: ImagePart | SeriesPart): MediaKind | null {
  if (part.type === "image") return "image";
  const { kind } = part.carrier;
  return kind === "native" ? "series" : kind === "ts-plot/1" ? "image" : null;
}

/** What tasks show a model beside text, as their self-written records tell. */
export function shownKinds(tasks: Iterable<Task>): ReadonlySet<MediaKind> {
  const kinds = new Set<MediaKind>();
  for (const task of tasks) {
    const support = demoSupport(task);
    for (const [index, record] of task.demo.entries()) {
      const { messages } = task.sample(record, {
        index,
        draw: () => 0,
        ...(support === undefined ? {} : { support }),
      });
      for (const part of mediaParts(messages)) {
        const kind = wireKind(part);
        if (kind !== null) kinds.add(kind);
      }
    }
  }
  return kinds;
}
