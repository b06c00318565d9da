import { z } from "zod";
import { cascadeMetrics } from "../../scoring/judges/cascade_metrics.ts";
import { cascadeScorer } from "../../scoring/judges/cascade_scorer.ts";
import { gradeMetrics } from "../../scoring/judges/grade_metrics.ts";
import { judgedScorer } from "../../scoring/judges/judged_scorer.ts";
import { letterGrader, type VerdictParser } from "../../scoring/judges/judging.ts";
import { cascade, genericParser } from "../../scoring/judges/parsers.ts";
import { reduceMetrics } from "../../scoring/metrics/reduce.ts";
import { perSampleOf, scoreReplies } from "./score_replies.ts";
import type { VectorInput, VectorResult } from "./vector.ts";

const Row = z.object({
  question: z.string().default(""),
  answer: z.coerce.string().default(""),
  true_tag: z.string().default("A"),
  false_tag: z.string().default("B"),
  rule_correct: z.boolean().default(false),
});

const setting = {
  version: 1,
  prompt: letterGrader(),
  reads: "content" as const,
  exhibit: ({ question, answer }: z.infer<typeof Row>) => ({ question, gold: answer }),
};

function judged(parser: VerdictParser) {
  return judgedScorer<z.infer<typeof Row>>({ ...setting, id: "generic", parser });
}

const behindRule = cascadeScorer<z.infer<typeof Row>>({
  ...setting,
  id: "cascade",
  parser: cascade,
  rule: (_, { rule_correct }) => ({ correct: rule_correct, answer: null }),
});

/**
 * Scores a vector of the judge component. The part of the task's name before the first `-` says what
 * is called: `generic` is the judge alone, with the record's own tags where it has some, `cascade` is
 * the judge behind the rule verdict that the record gives. The raw judge text is parsed.
 *
 * @throws {RangeError} if the task names neither
 */
export async function llmJudgeVector({ task, samples }: VectorInput): Promise<VectorResult> {
  const called = task.split("-", 1)[0];
  if (called !== "generic" && called !== "cascade") {
    throw new RangeError(
      `Cannot score "_llm-judge" vectors of task "${task}": known are generic and cascade`,
    );
  }
  const { items, verdicts } = await scoreReplies(samples, ({ record }) => {
    const target = Row.parse(record);
    const scorer = called === "cascade"
      ? behindRule
      : judged(genericParser(target.true_tag, target.false_tag));
    return { scorer, target };
  });
  const metrics = called === "cascade" ? cascadeMetrics : gradeMetrics;
  return { metrics: reduceMetrics(metrics, items), perSample: perSampleOf(verdicts) };
}
