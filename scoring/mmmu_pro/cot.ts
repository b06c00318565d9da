import { pyStrip } from "../python/text.ts";
import type { McqVersion } from "../vlmevalkit/infer.ts";
import type { Reading } from "../vlmevalkit/mcq_scorer.ts";

const ANSWER = "Answer:";

/**
 * What VLMEvalKit's chain is given of a reply to the step-by-step prompt: of a line that starts with
 * `Answer:` its only capital letter, else the text behind `Answer:`; without such a line all of it.
 *
 * `current` takes the last such line and looks behind `Answer:`. `2026-02` wants exactly one such line
 * and looks at all of it, the A of `Answer` included, so that a single letter is only ever an A.
 *
 * Upstream: `VLMEvalKit@e8e78f05 vlmeval/dataset/image_mcq.py:MMMUProDataset.cot_postproc` and its
 * state of 2026-02, `VLMEvalKit@6410ee64`.
 */
export function cotAnswer(reply: string, version: McqVersion): string {
  const lines = pyStrip(reply).split("\n").map(pyStrip).filter((line) => line.startsWith(ANSWER));
  const line = lines.at(-1);
  if (line === undefined || (version === "2026-02" && lines.length > 1)) return reply;
  const tail = line.slice(ANSWER.length);
  const [letter, ...more] = new Set((version === "current" ? tail : line).match(/[A-Z]/g));
  return letter !== undefined && more.length === 0 ? letter : tail;
}

/** The step before the chain for `MMMU_Pro_*_COT`. */
export function cotReading(version: McqVersion): Reading {
  return { id: "cot", read: (reply) => ({ text: cotAnswer(reply, version) }) };
}
