import type { Json, JsonObject } from "../json.ts";
import type { Scorer } from "../types.ts";
import { askJudge, judgedOutcome, type JudgeSetting } from "./judged_scorer.ts";

/** What a rule made of a reply. */
export interface RuleVerdict {
  readonly correct: boolean;
  /** What the rule took for the answer; `null` where it found none. */
  readonly answer: string | null;
  /** More to keep beside the cascade's own values. */
  readonly values?: JsonObject;
}

/** What a cascade decided about one reply. */
export interface CascadeVerdict {
  readonly rule: boolean;
  readonly judged: boolean;
  /** `null` where no judge was asked. */
  readonly llmCorrect: boolean | null;
  readonly final: boolean;
}

/** Definition of a scorer with a rule and, behind it, a judge. */
export interface CascadeScorerDefinition<Target> extends JudgeSetting<Target> {
  readonly id: string;
  readonly version: number;
  rule(text: string, target: Target): RuleVerdict;
  /** The per-sample object as the golden vectors show it. Default: `{ judged, llm_correct, final }` */
  perSample?(verdict: CascadeVerdict): Json;
}

/**
 * A scorer that asks the judge only about replies that its rule does not accept, as OpenCompass's
 * `CascadeEvaluator` does in sequential mode. What the rule accepts is final.
 *
 * Values: `correct`, `rule_correct`, `judged`, `llm_correct` (`null` where no judge was asked), those
 * of the rule and, where a judge was asked, those of {@linkcode judgedScorer}.
 */
export function cascadeScorer<Target extends Json>(
  definition: CascadeScorerDefinition<Target>,
): Scorer<Target> {
  const perSample = definition.perSample ?? shownAsCascade;
  return {
    id: definition.id,
    version: definition.version,
    needs: ["judge"],
    score(input) {
      const rule = definition.rule(input.text, input.target);
      if (rule.correct) {
        return {
          kind: "scored",
          outcome: "correct",
          answer: rule.answer,
          values: {
            correct: true,
            rule_correct: true,
            judged: false,
            llm_correct: null,
            ...rule.values,
          },
          perSample: perSample({ rule: true, judged: false, llmCorrect: null, final: true }),
        };
      }
      const asked = askJudge(definition, input);
      if (asked.kind === "judge") return asked;
      const correct = asked.reading.grade === "A";
      return {
        kind: "scored",
        outcome: judgedOutcome(asked.reading, input.text),
        answer: rule.answer,
        values: {
          correct,
          rule_correct: false,
          judged: true,
          llm_correct: correct,
          ...rule.values,
          ...asked.values,
        },
        perSample: perSample({ rule: false, judged: true, llmCorrect: correct, final: correct }),
      };
    },
  };
}

function shownAsCascade({ judged, llmCorrect, final }: CascadeVerdict): Json {
  return { judged, llm_correct: llmCorrect, final };
}
