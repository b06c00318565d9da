/**
 * The answer grader of IMO-AnswerBench: an analysis, then `\boxed{Correct}` or `\boxed{Incorrect}`.
 *
 * Upstream: arXiv 2511.01846, appendix A.5 (contract; the wording here is our own, and the paper
 * publishes no parser).
 *
 * @module
 */
import type { GraderOptions } from "./grader.ts";
import type { GraderPrompt, VerdictParser } from "./judging.ts";
import { quotedLines, SAFE_RULE, withoutHeadings } from "./quoting.ts";

const ROLE =
  "You are a deterministic grader. You decide one thing: whether the final answer of a " +
  "model's solution is mathematically equivalent to a golden answer. The reasoning that led there " +
  "does not count, neither for nor against it.";

const RULES = `Rules:
- Answers that are algebraically or numerically equal are equivalent, whatever their form.
- The order of the elements of a set or list does not matter unless an ordered tuple is asked for.
- There is no partial credit: every part of the golden answer has to be there and nothing else.
- A solution without one clear, unambiguous final answer is incorrect.
- The golden answer is right. Do not solve the problem again.`;

const OUTPUT = `Write two parts and nothing else.
First your analysis inside <thinking></thinking>: the golden answer; the final answer you extracted, or "no clear final answer"; whether and why the two are equivalent; your conclusion.
Then, on a line of its own, only \\boxed{Correct} or \\boxed{Incorrect}.`;

const HEADING = /^[#*\s\d.]{0,8}(?:problem|model solution|golden answer)\b[*\s]{0,4}:/i;

/**
 * The prompt that asks for an analysis and a boxed verdict. The golden answer stands behind the
 * solution: with the quoting `official` a solution may bring a golden answer of its own.
 */
export function autograder(
  { quoting = "labels", last = "gold" }: Pick<GraderOptions, "quoting" | "last"> = {},
): GraderPrompt {
  const shown = (text: string) => quoting === "official" ? text : withoutHeadings(text, HEADING);
  return ({ question, gold, prediction }) => {
    const solution = quoting === "safe" ? quotedLines(prediction) : shown(prediction);
    const parts = [`Model Solution:\n${solution}`, `Golden Answer:\n${shown(gold)}`];
    const content = [
      quoting === "safe" ? `${RULES}\n- ${SAFE_RULE}` : RULES,
      OUTPUT,
      `Problem:\n${shown(question)}`,
      ...last === "gold" ? parts : parts.toReversed(),
    ].join("\n\n");
    return [{ role: "system", content: ROLE }, { role: "user", content }];
  };
}

/** {@linkcode autograder} with the contract's order and broken headings. */
export const autograderPrompt: GraderPrompt = autograder();

const VERDICT = /\\boxed\{\s{0,100}(?:\\text\{)?\s{0,100}(Correct|Incorrect)\s{0,100}\}/gi;

/**
 * Reads the last boxed verdict outside of the analysis; inside of it too where the analysis is never
 * closed. Case does not matter. Without a verdict the judge is asked up to three times more.
 */
export const autograderParser: VerdictParser = {
  id: "autograder",
  retries: 3,
  parse(text) {
    let last: string | null = null;
    for (const [, verdict] of withoutAnalysis(text).matchAll(VERDICT)) last = verdict ?? null;
    switch (last?.toLowerCase()) {
      case "correct":
        return { grade: "A", label: "Correct" };
      case "incorrect":
        return { grade: "B", label: "Incorrect" };
      default:
        return { grade: "unknown", label: null };
    }
  },
};

const OPEN = "<thinking>";
const CLOSE = "</thinking>";

/** The text without its closed analyses, left to right. */
function withoutAnalysis(text: string): string {
  const pieces: string[] = [];
  let from = 0;
  for (;;) {
    const open = text.indexOf(OPEN, from);
    const close = open < 0 ? -1 : text.indexOf(CLOSE, open + OPEN.length);
    if (close < 0) break;
    pieces.push(text.slice(from, open));
    from = close + CLOSE.length;
  }
  return pieces.join("") + text.slice(from);
}
