import { judgeText, type JudgeTextMode, shownPrediction } from "../judges/judge_text.ts";
import type { JudgeReply, JudgeRequest, Outcome, Scored, Scorer } from "../types.ts";
import { type Choices, hasDroppedWord } from "./choices.ts";
import { ChoiceMatcher, isFailure, isRefusal, type McqVersion, NO_CHOICE } from "./infer.ts";
import { matchingMessages } from "./matching_prompt.ts";

/** What a multiple-choice reply is held against. */
export type McqTarget = {
  readonly question: string;
  readonly choices: Choices;
  /** Letter of the right option. */
  readonly answer: string;
};

/** What a benchmark reads out of a reply before the chain sees it. */
export interface Reading {
  readonly id: string;
  /** A letter that is final, or the text for the chain. */
  read(reply: string, letters: readonly string[]): { letter: string } | { text: string };
}

/** Options of {@linkcode mcqScorer}. */
export interface McqScorerOptions {
  readonly version: McqVersion;
  /**
   * `ask`: a judge matches what the rules cannot read. `none`: it is wrong, which upstream calls
   * `exact_matching`. Default: `"ask"`
   */
  readonly judge?: "ask" | "none";
  /**
   * What of the judge's reply is read; `content` is what upstream does. Default: `"strip"`
   */
  readonly judgeReads?: JudgeTextMode;
  /** Default: the reply goes to the chain as it is */
  readonly reading?: Reading;
}

/** Who found the letter: `stated` is a {@linkcode Reading}, `none` and `gave-up` are nobody. */
export type FoundBy = "stated" | "rule" | "judge" | "none" | "gave-up";

/** The judge's contract: greedy, and asked again up to twice. */
const SAMPLING: JudgeRequest["sampling"] = { temperature: 0, maxTokens: 2048 };
const MAX_ASKS = 3;

/**
 * VLMEvalKit's multiple-choice chain: the rules on the reply, then, where they name no option, up to
 * three judge calls whose texts go through the same rules. Right if the letter is the gold letter.
 *
 * After three judge replies without an option upstream draws one by lot; here it is `Z`, counted as
 * `gave_up`. A judge that cannot be reached leaves the sample unscored, where upstream goes on
 * without a judge.
 *
 * Values: `pred`, `correct`, `by` ({@linkcode FoundBy}) and, as flags, `by_stated`, `by_rule`,
 * `by_judge`, `gave_up`, `unparsed` (neither rule nor judge), `z`, and `dropped_word` (upstream would
 * have lost an option).
 *
 * Upstream: `VLMEvalKit@e8e78f05 vlmeval/dataset/utils/multiple_choice.py:extract_answer_from_item`.
 */
export function mcqScorer(options: McqScorerOptions): Scorer<McqTarget> {
  const { version, judge = "ask", judgeReads = "strip", reading } = options;
  const parts = ["vlmevalkit-mcq", version, reading?.id, judge === "ask" ? judgeReads : "no-judge"];
  return {
    id: parts.filter((part) => part !== undefined).join(":"),
    version: 1,
    needs: judge === "ask" ? ["judge"] : [],
    score({ text: reply, target, judged }) {
      const { choices } = target;
      const read = reading?.read(reply, Object.keys(choices)) ?? { text: reply };
      if ("letter" in read) return verdict(target, reply, read.letter, "stated");
      const matcher = new ChoiceMatcher(choices, version);
      const letter = matcher.infer(read.text);
      if (letter !== null) return verdict(target, read.text, letter, "rule");
      if (judge === "none") return verdict(target, read.text, NO_CHOICE, "none");
      const matched = matchedByJudge(matcher, judged, judgeReads);
      if (matched !== null) return verdict(target, read.text, matched, "judge");
      if (judged.length >= MAX_ASKS) return verdict(target, read.text, NO_CHOICE, "gave-up");
      const prediction = shownPrediction(read.text).text;
      const messages = matchingMessages({ question: target.question, choices, prediction });
      return { kind: "judge", messages, sampling: SAMPLING };
    },
  };
}

/** The option of the first judge reply that names one; `null` where none does so far. */
function matchedByJudge(
  matcher: ChoiceMatcher,
  judged: readonly JudgeReply[],
  mode: JudgeTextMode,
): string | null {
  for (const reply of judged.slice(0, MAX_ASKS)) {
    const text = judgeText(reply, mode);
    const letter = isFailure(text) ? null : matcher.infer(text);
    if (letter !== null) return letter;
  }
  return null;
}

function verdict(target: McqTarget, text: string, pred: string, by: FoundBy): Scored {
  const correct = pred === target.answer;
  return {
    kind: "scored",
    outcome: correct ? "correct" : outcomeOf(text, pred, by, target.choices),
    answer: by === "none" || by === "gave-up" ? null : pred,
    values: {
      pred,
      correct,
      by,
      by_stated: by === "stated",
      by_rule: by === "rule",
      by_judge: by === "judge",
      gave_up: by === "gave-up",
      unparsed: by === "none" || by === "gave-up",
      z: pred === NO_CHOICE,
      dropped_word: hasDroppedWord(target.choices),
    },
    perSample: { pred, correct, by },
  };
}

function outcomeOf(text: string, pred: string, by: FoundBy, choices: Choices): Outcome {
  if (by === "rule" && pred === NO_CHOICE && isRefusal(text)) return "refused";
  return Object.hasOwn(choices, pred) ? "wrong" : "no-answer";
}
