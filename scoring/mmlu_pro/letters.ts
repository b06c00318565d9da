/**
 * From a reply to an option letter: the official rules and one of our own. Every one is linear in the
 * length of the reply.
 *
 * @module
 */
import { isPyWhitespace } from "../python/text.ts";
import { isWordBoundary } from "../python/word_boundary.ts";

const ANSWER_IS = /answer is \(?([A-J])/;

/**
 * The letter behind the first `answer is`, in a bracket or not. In this case only, with one blank,
 * and nothing is asked of what follows: "the answer is Because" is B.
 *
 * Upstream: `TIGER-AI-Lab/MMLU-Pro@f418b116 compute_accuracy.py` (`extract_answer`, level `l1`), and
 * the filter of `lm-evaluation-harness@4e7e0d47 lm_eval/tasks/mmlu_pro/_default_template_yaml`.
 *
 * @returns `null` where there is none
 */
export function answerIsLetter(text: string): string | null {
  return ANSWER_IS.exec(text)?.[1] ?? null;
}

/**
 * TIGER's chain: {@linkcode answerIsLetter}; else the last `Answer:` with a letter in the first line
 * that has one (the letter may stand on a later line); else the last capital A to J that stands
 * alone, the article and the pronoun among them.
 *
 * Upstream: `TIGER-AI-Lab/MMLU-Pro@f418b116 compute_accuracy.py` (`extract_answer`, level `l2`). Its
 * draw of a random letter where nothing is found is left out.
 */
export function tigerLetter(text: string): string | null {
  return answerIsLetter(text) ?? answerColonLetter(text) ?? loneLetter(text);
}

const ANSWER_COLON = /[aA]nswer:/g;

function answerColonLetter(text: string): string | null {
  let letter: string | null = null;
  let lineEnd = text.length;
  for (const match of text.matchAll(ANSWER_COLON)) {
    if (match.index > lineEnd) break;
    const found = text.charAt(pastSpace(text, match.index + match[0].length));
    if (found < "A" || found > "J") continue;
    if (letter === null) {
      const at = text.indexOf("\n", match.index);
      if (at !== -1) lineEnd = at;
    }
    letter = found;
  }
  return letter;
}

function loneLetter(text: string): string | null {
  for (let at = text.length - 1; at >= 0; at--) {
    const letter = text.charAt(at);
    if (letter < "A" || letter > "J") continue;
    if (isWordBoundary(text, at) && isWordBoundary(text, at + 1)) return letter;
  }
  return null;
}

/**
 * Our own chain: the letter behind the last `answer` that has one (any case; `is`, a colon, brackets,
 * markup, `\boxed{` and `\text{` may stand between); else the last `\boxed{}` that holds one capital
 * letter; else the last stand-alone capital A to J.
 *
 * @param letters Those the question has; another one is no answer
 */
export function statedOptionLetter(text: string, letters: string): string | null {
  const letter = behindAnswer(text) ?? boxedLetter(text) ?? loneLetter(text);
  return letter !== null && letters.includes(letter) ? letter : null;
}

const ANSWER = /answer/gi;
const OPENERS = "*_$({[";
const BOXES = ["\\boxed{", "\\text{"];

function behindAnswer(text: string): string | null {
  let letter: string | null = null;
  for (const match of text.matchAll(ANSWER)) {
    if (!isWordBoundary(text, match.index)) continue;
    letter = letterFrom(text, match.index + match[0].length) ?? letter;
  }
  return letter;
}

/** The capital A to P that stands next, behind what may stand between. */
function letterFrom(text: string, start: number): string | null {
  let at = pastSpace(text, start);
  if (text.slice(at, at + 2).toLowerCase() === "is") at = pastSpace(text, at + 2);
  if (text.charAt(at) === ":") at++;
  at = pastSpace(text, at, OPENERS);
  for (let box = opened(text, at); box !== undefined; box = opened(text, at)) at += box.length;
  at = pastSpace(text, at);
  const letter = text.charAt(at);
  return letter >= "A" && letter <= "P" && !/[A-Za-z]/.test(text.charAt(at + 1)) ? letter : null;
}

function opened(text: string, at: number): string | undefined {
  return BOXES.find((box) => text.startsWith(box, at));
}

function pastSpace(text: string, start: number, others = ""): number {
  let at = start;
  while (
    at < text.length && (isPyWhitespace(text.charCodeAt(at)) || others.includes(text.charAt(at)))
  ) at++;
  return at;
}

function boxedLetter(text: string): string | null {
  let letter: string | null = null;
  for (const match of text.matchAll(/\\boxed\{([A-Z])\}/g)) letter = match[1] ?? letter;
  return letter;
}
