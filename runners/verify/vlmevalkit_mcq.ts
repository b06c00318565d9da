import { z } from "zod";
import { pyCount } from "../../scoring/python/count.ts";
import { pyLength } from "../../scoring/python/text.ts";
import { flattenPrompt, IMAGE_MARK } from "../../scoring/vlmevalkit/flatten.ts";
import { type PromptPart, splitAtMarks } from "../../scoring/vlmevalkit/image_marks.ts";
import { vlmevalkitEncoding } from "../../scoring/vlmevalkit/image_size.ts";
import { targetOfRow } from "./mcq_row.ts";
import { scoreMcq } from "./mcq_samples.ts";
import type { VectorInput, VectorResult } from "./vector.ts";

const Picture = z.object({ width: z.number(), height: z.number(), mode: z.string() });
const Marked = z.object({ text: z.string(), images: z.int().nonnegative() });
const Prompt = z.object({
  parts: z.array(z.union([
    z.object({ type: z.literal("text"), value: z.string() }),
    z.object({ type: z.literal("image") }).transform(({ type }) => ({ type, value: null })),
  ])),
});

type Route = (records: readonly unknown[]) => VectorResult;

/** Functions of a record, by the part of the task's name behind `vlmevalkit-`. */
const PARTS: Readonly<Record<string, Route>> = {
  "image-size": (records) => {
    const encoded = records.map((record) => vlmevalkitEncoding(Picture.parse(record)));
    return {
      metrics: sums(encoded.map(({ width, height }) => ({ width, height }))),
      perSample: encoded,
    };
  },
  "split-images": (records) => {
    const split = records.map((record) => {
      const { text, images } = Marked.parse(record);
      return splitAtMarks(text, Array.from({ length: images }, (_, at) => at));
    });
    return {
      metrics: sums(split.map(partCounts)),
      perSample: split.map((parts) => ({ parts: parts.map(shown) })),
    };
  },
  "flatten": (records) => {
    const texts = records.map((record) => flattenPrompt(Prompt.parse(record).parts));
    const counts = texts.map((text) => ({
      length: pyLength(text),
      markers: pyCount(text, IMAGE_MARK),
    }));
    return { metrics: sums(counts), perSample: texts.map((text) => ({ text })) };
  },
};

const PREFIX = "vlmevalkit-";

/**
 * Vectors of VLMEvalKit's multiple-choice component. `vlmevalkit-mcq` is the chain, with `-2026-02`
 * behind it in that version; `vlmevalkit-image-size`, `-split-images` and `-flatten` are its picture
 * and prompt rules.
 *
 * @throws {RangeError} if the task names none of these
 */
export async function vlmevalkitMcqVector(
  { task, samples }: VectorInput,
): Promise<VectorResult> {
  const called = task.startsWith(PREFIX) ? task.slice(PREFIX.length) : "";
  if (/^mcq(?:-|$)/.test(called)) {
    const version = /-2026-02(?:-|$)/.test(called) ? "2026-02" : "current";
    return await scoreMcq(samples, { version, target: targetOfRow });
  }
  const part = Object.entries(PARTS).find(([name]) =>
    called === name || called.startsWith(`${name}-`)
  );
  if (part === undefined) {
    throw new RangeError(
      `Cannot score component "${task}": known are ${
        ["mcq", ...Object.keys(PARTS)].map((name) => PREFIX + name).join(", ")
      }`,
    );
  }
  return part[1](samples.map(({ record }) => record));
}

function partCounts(parts: readonly PromptPart<number>[]) {
  const texts = parts.flatMap((part) => part.type === "text" ? [part.value] : []);
  return {
    parts: parts.length,
    images: parts.length - texts.length,
    text_length: texts.reduce((sum, text) => sum + pyLength(text), 0),
  };
}

function shown(part: PromptPart<number>) {
  return part.type === "text" ? part : { type: part.type, index: part.value };
}

/** Sums by name: these vectors have one sample a line. */
function sums(rows: readonly Readonly<Record<string, number>>[]): Record<string, number> {
  const totals: Record<string, number> = {};
  for (const row of rows) {
    for (const [name, value] of Object.entries(row)) totals[name] = (totals[name] ?? 0) + value;
  }
  return totals;
}
