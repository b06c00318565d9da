/**
 * The answer grader of IMO-AnswerBench: an analysis, then `\boxed{Correct}` or `\boxed{Incorrect}`.
 *
 * Upstream: arXiv 2511.01846, appendix A.5 (contract; the wording here is our own, and the paper
 * publishes no parser).
 *
 * @module
 */
import type { GraderPrompt, VerdictParser } from "./judging.ts";

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

/** Asks for an analysis and a boxed verdict. */
export const autograderPrompt: GraderPrompt = ({ question, gold, prediction }) => [
  { role: "system", content: ROLE },
  {
    role: "user",
    content: [
      RULES,
      OUTPUT,
      `Problem:\n${question}`,
      `Model Solution:\n${prediction}`,
      `Golden Answer:\n${gold}`,
    ].join("\n\n"),
  },
];

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
