/**
 * MMMU-Pro's own scorer: a letter behind the last "Answer:", or whatever looks like one.
 *
 * Upstream: `MMMU-Benchmark/MMMU@bb0b95a9 mmmu-pro/evaluate.py:parse_multi_choice_response`. Where it
 * finds nothing it draws an option by lot; here nothing is wrong.
 *
 * @module
 */
import { meanByGroup, meanPercent } from "../metrics/mean.ts";
import { asciiSet, stripChars } from "../python/strip_chars.ts";
import { pySplit, pyStrip } from "../python/text.ts";
import type { Metric, Scorer } from "../types.ts";
import { letterAt } from "./options.ts";
import { fieldAccuracies } from "./subjects.ts";

const ANSWER = "Answer:";

/** Taken off both ends of a reply, one after the other. */
const STRIPPED = Array.from(",.!?;:'", asciiSet);

/** A text search needs more words than this. */
const SHORT = 5;

/**
 * The letter a reply names among as many options, or `null` where upstream draws one.
 *
 * Behind the last `Answer:` exactly one letter must occur, inside of words too. Otherwise the first of
 * these that finds any in the whole reply: `(X)`; `X` and a blank, which is also the end of a word in
 * capitals; `X.`; the option's text, ignoring case, in replies of more than five words. Of several the
 * one that stands last is taken.
 */
export function parseMmmuPro(reply: string, options: readonly string[]): string | null {
  const letters = options.map((_, at) => letterAt(at));
  const answerAt = reply.lastIndexOf(ANSWER);
  if (answerAt !== -1) {
    const stated = pyStrip(reply.slice(answerAt + ANSWER.length));
    const [only, ...more] = letters.filter((letter) => stated.includes(letter));
    if (only !== undefined && more.length === 0) return only;
  }
  const text = ` ${STRIPPED.reduce((rest, set) => stripChars(rest, set), reply)} `;
  const holds = (write: (letter: string) => string) =>
    letters.filter((letter) => text.includes(write(letter)));

  const bracketed = holds((letter) => `(${letter})`);
  if (bracketed.length > 0) return last(bracketed, (letter) => text.lastIndexOf(`(${letter})`));
  const blank = holds((letter) => `${letter} `);
  const lettered = blank.length > 0 ? blank : holds((letter) => `${letter}.`);
  if (lettered.length > 0) return last(lettered, (letter) => text.lastIndexOf(` ${letter} `));

  if (pySplit(text).length <= SHORT) return null;
  const lower = text.toLowerCase();
  const texts = new Map(letters.map((letter, at) => [letter, (options[at] ?? "").toLowerCase()]));
  const named = letters.filter((letter) => lower.includes(texts.get(letter) ?? ""));
  return last(named, (letter) => lower.lastIndexOf(texts.get(letter) ?? ""));
}

/** The letter that stands furthest right; the first of those that stand at the same place. */
function last(letters: readonly string[], position: (letter: string) => number): string | null {
  let best: string | null = null;
  let rightmost = -Infinity;
  for (const letter of letters) {
    const at = position(letter);
    if (at <= rightmost) continue;
    best = letter;
    rightmost = at;
  }
  return best;
}

/** What an official reply is held against. */
export type MmmuProTarget = {
  readonly options: readonly string[];
  /** Letter of the right option. */
  readonly answer: string;
};

/** Scores a reply as the authors do. Values: `pred` (`null` where nothing was found), `correct`, `unparsed`. */
export const mmmuProOfficial: Scorer<MmmuProTarget> = {
  id: "mmmu-pro-official",
  version: 1,
  needs: [],
  score({ text, target }) {
    const pred = parseMmmuPro(text, target.options);
    const correct = pred === target.answer;
    return {
      kind: "scored",
      outcome: correct ? "correct" : pred === null ? "no-answer" : "wrong",
      answer: pred,
      values: { pred, correct, unparsed: pred === null },
      perSample: { pred, correct },
    };
  },
};

const accuracy = meanPercent("accuracy", "correct");

/**
 * `accuracy`, `unparsed`, `accuracy/<subject>` for the samples' group `subject`, and `field/<name>`,
 * in percent.
 */
export const mmmuProMetrics: readonly Metric[] = [
  accuracy,
  { ...meanPercent("unparsed"), better: "lower" },
  meanByGroup(accuracy, "subject"),
  fieldAccuracies,
];
