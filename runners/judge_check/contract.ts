import { type JudgePair, padded } from "../../benchmarks/judge_check/mod.ts";
import { autograder, autograderParser } from "../../scoring/judges/autograder.ts";
import type { GraderOptions } from "../../scoring/judges/grader.ts";
import type { JudgeTextMode } from "../../scoring/judges/judge_text.ts";
import { judgedScorer } from "../../scoring/judges/judged_scorer.ts";
import { letterGrader } from "../../scoring/judges/judging.ts";
import { parserNames, parsers } from "../../scoring/judges/parsers.ts";
import type { Quoting } from "../../scoring/judges/quoting.ts";
import type { Scorer } from "../../scoring/types.ts";

/** Grader prompts that can be measured: letters (with or without boxes looked through), and the paper's. */
export const promptNames = ["letter", "letter-boxed", "autograder"] as const;
export type PromptName = typeof promptNames[number];

/** How a judge is asked and how its reply is read. */
export interface CheckContract {
  readonly prompt: PromptName;
  /** Of the letter prompts; the autograder has a parser of its own. */
  readonly parser: typeof parserNames[number];
  readonly quoting: Quoting;
  readonly reads: JudgeTextMode;
}

/** The same pairs as they are, with padding around the reply, or with the gold answer last. */
export type Variant = "plain" | "padded" | "reordered";

/** What a judge of this contract is asked about a pair. */
export function checkScorer(contract: CheckContract, variant: Variant): Scorer<PairTarget> {
  const { quoting, reads } = contract;
  const letters = contract.prompt !== "autograder";
  // The contracts differ in which block comes last; reordered is the other way round.
  const usual: GraderOptions["last"] = letters ? "prediction" : "gold";
  const other: GraderOptions["last"] = letters ? "gold" : "prediction";
  const last = variant === "reordered" ? other : usual;
  return judgedScorer<PairTarget>({
    id: "judge-check",
    version: 1,
    prompt: letters
      ? letterGrader({ quoting, last, ignoreBoxed: contract.prompt === "letter-boxed" })
      : autograder({ quoting, last }),
    parser: letters ? parsers[contract.parser] : autograderParser,
    reads,
    exhibit: ({ question, gold }) => ({ question, gold }),
  });
}

/** What a pair's reply is held against. */
export type PairTarget = { readonly question: string; readonly gold: string };

/** The reply of a pair as a variant shows it. */
export function replyOf(pair: JudgePair, variant: Variant): string {
  return variant === "padded" ? padded(pair.reply) : pair.reply;
}
