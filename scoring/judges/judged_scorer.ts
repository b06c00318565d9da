import type { Json, JsonObject } from "../json.ts";
import { pyStrip } from "../python/text.ts";
import type { JudgeRequest, Outcome, ScoreInput, Scorer } from "../types.ts";
import { JUDGE_SAMPLING, type JudgeTextMode, shownPrediction } from "./judge_text.ts";
import { type GraderPrompt, type Reading, settledReading, type VerdictParser } from "./judging.ts";

/** What a judge is asked with, and how its reply is read. */
export interface JudgeSetting<Target> {
  readonly prompt: GraderPrompt;
  readonly parser: VerdictParser;
  /** Which part of the judge's reply the parser reads. */
  readonly reads: JudgeTextMode;
  /** What the judge is shown beside the prediction. */
  exhibit(target: Target): { readonly question: string; readonly gold: string };
}

/** Definition of a scorer whose judge decides alone. */
export interface JudgedScorerDefinition<Target> extends JudgeSetting<Target> {
  readonly id: string;
  readonly version: number;
  /** What is shown as the model's answer. Default: none is looked for */
  answer?(text: string): string | null;
  /** The per-sample object as the golden vectors show it. Default: `{ grade }` with the label */
  perSample?(reading: Reading): Json;
}

/**
 * A scorer that leaves the decision to a judge, as OpenCompass's `GenericLLMEvaluator` does. The judge
 * sees the whole reply after the reasoning split, empty replies included; of a very long one the end.
 * A judge reply without a grade is asked again as often as the parser wants, then the answer is wrong.
 *
 * Values: `correct`; `grade` (`A`, `B`, `unknown`), which {@linkcode gradeMetrics} read;
 * `judge_unparsable`; `judge_long` (the judge wrote more than a short verdict); `prediction_cut`.
 */
export function judgedScorer<Target extends Json>(
  definition: JudgedScorerDefinition<Target>,
): Scorer<Target> {
  return {
    id: definition.id,
    version: definition.version,
    needs: ["judge"],
    score(input) {
      const asked = askJudge(definition, input);
      if (asked.kind === "judge") return asked;
      const { reading, values } = asked;
      return {
        kind: "scored",
        outcome: judgedOutcome(reading, input.text),
        answer: definition.answer?.(input.text) ?? null,
        values: { correct: reading.grade === "A", ...values },
        perSample: definition.perSample?.(reading) ?? { grade: reading.label },
      };
    },
  };
}

/** A judge's reading with the values that are kept about it. */
export interface Judged {
  readonly kind: "judged";
  readonly reading: Reading;
  readonly values: JsonObject;
}

/** A judge that was asked for one letter and wrote more than this many characters is worth a look. */
const SHORT_REPLY = 20;

/** What the judge has decided, or the request that asks for it. */
export function askJudge<Target>(
  setting: JudgeSetting<Target>,
  { text, target, judged }: Pick<ScoreInput<Target>, "text" | "target" | "judged">,
): JudgeRequest | Judged {
  const prediction = shownPrediction(text);
  const settled = settledReading(judged, setting.parser, setting.reads);
  if (settled === null) {
    const messages = setting.prompt({ ...setting.exhibit(target), prediction: prediction.text });
    return { kind: "judge", messages, sampling: JUDGE_SAMPLING };
  }
  return {
    kind: "judged",
    reading: settled,
    values: {
      grade: settled.grade,
      judge_unparsable: settled.grade === "unknown",
      judge_long: settled.text.length > SHORT_REPLY,
      prediction_cut: prediction.cut,
    },
  };
}

/** The outcome of a reply that a judge has looked at. An empty reply that is not right is no answer. */
export function judgedOutcome({ grade }: Reading, text: string): Outcome {
  if (grade === "A") return "correct";
  return pyStrip(text) === "" ? "no-answer" : "wrong";
}
