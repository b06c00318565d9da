import { z } from "zod";
import { assembleReply, splitReasoning } from "../../scoring/answers/reasoning.ts";
import { pyLength } from "../../scoring/python/text.ts";
import type { VectorInput, VectorResult } from "./vector.ts";

const Parts = z.object({ reasoning_content: z.string(), content: z.string() });
const Mode = z.enum(["opencompass", "vlmeval-split", "interns1-adapter", "none"]);

/**
 * Scores a vector of the reasoning split: `assemble` puts the record's two fields together, every
 * other task is the name of a mode. `length` is the mean number of code points.
 *
 * @throws {z.ZodError} if the task names no mode
 */
export function reasoningVector({ task, samples }: VectorInput): VectorResult {
  const texts = samples.map(({ record, response }) => {
    if (task !== "assemble") return splitReasoning(response, Mode.parse(task));
    const { reasoning_content, content } = Parts.parse(record);
    return assembleReply(reasoning_content, content);
  });
  const length = texts.reduce((sum, text) => sum + pyLength(text), 0);
  return {
    metrics: { length: texts.length === 0 ? null : length / texts.length },
    perSample: texts.map((text) => ({ text })),
  };
}
