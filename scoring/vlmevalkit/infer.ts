/**
 * The rule part of VLMEvalKit's multiple-choice chain: which option a text names.
 *
 * Upstream: `VLMEvalKit@e8e78f05 vlmeval/utils/matching_util.py:can_infer` and its state of 2026-02,
 * `VLMEvalKit@6410ee64`.
 *
 * @module
 */
import { PY_WHITESPACE, pyLength, pySplit } from "../python/text.ts";
import type { Choices } from "./choices.ts";

/**
 * State of the chain. `2026-02` is the one at the report; `current` also reads "answer is X", for X
 * of A to D.
 */
export type McqVersion = "2026-02" | "current";

/** Both states. */
export const mcqVersions = ["2026-02", "current"] as const satisfies readonly McqVersion[];

/** The option of a reply that matches none, or refuses. */
export const NO_CHOICE = "Z";

const FAILURE = "Failed to obtain answer via API";

const REFUSALS = [
  "Sorry, I can't help with images of people yet.",
  "I can't process this file.",
  "I'm sorry, but without the image provided",
  "Cannot determine the answer",
];

const PUNCTUATION = /[.()[\],:;!*#{}]/g;

/** A letter counts among this many tokens at the end. */
const WINDOW = 4;

const BLANK = `[${PY_WHITESPACE}]`;
/** Python's idea of ignoring case: `i` has four forms and `s` three. */
const ANSWER_IS = new RegExp(
  `[Aa][Nn][Ss\\u017f][Ww][Ee][Rr]${BLANK}+[Ii\\u0131\\u0130][Ss\\u017f]${BLANK}+\\**([ABCDabcd])`,
);

/** True if the chain takes the text for a refusal, whatever letter it holds. */
export function isRefusal(text: string): boolean {
  return !isFailure(text) && REFUSALS.some((sentence) => text.includes(sentence));
}

/** True if the text holds the words that upstream's client writes where a request has failed. */
export function isFailure(text: string): boolean {
  return text.includes(FAILURE);
}

/**
 * The option step. Which rule decides: a refusal is `Z`; a single option letter among the tokens,
 * if its first occurrence is one of the last four; a token `Z` where there is no letter; in the
 * current version the first "answer is X", which has no word boundary behind X.
 *
 * @returns A letter of the options, {@linkcode NO_CHOICE}, or `null` where no rule decides
 */
export function inferOption(text: string, choices: Choices, version: McqVersion): string | null {
  if (isFailure(text)) return null;
  if (isRefusal(text)) return NO_CHOICE;
  const tokens = pySplit(text.replace(PUNCTUATION, " "));
  const first = new Map<string, number>();
  for (const [at, token] of tokens.entries()) {
    if (token.length === 1 && !first.has(token)) first.set(token, at);
  }
  const [letter, ...more] = Object.keys(choices).filter((letter) => first.has(letter));
  if (letter === undefined) {
    if (first.has(NO_CHOICE)) return NO_CHOICE;
  } else if (more.length === 0 && (first.get(letter) ?? -1) >= tokens.length - WINDOW) {
    return letter;
  }
  if (version === "2026-02") return null;
  const stated = ANSWER_IS.exec(text)?.[1]?.toUpperCase();
  return stated !== undefined && Object.hasOwn(choices, stated) ? stated : null;
}

/** What the text step found, and the options as later steps see them. */
export interface TextStep {
  readonly letter: string | null;
  readonly choices: Choices;
}

/**
 * The text step: the only option whose lower-cased text stands in the lower-cased reply, inside of
 * words too. A reply longer than twice all option texts has none.
 *
 * Upstream keeps the lower-cased options for later texts once a text was short enough, and lower
 * case can be longer: {@linkcode TextStep.choices} are what the next text is held against.
 */
export function inferText(text: string, choices: Choices): TextStep {
  const reply = text.toLowerCase();
  const total = Object.values(choices).reduce((sum, option) => sum + pyLength(option), 0);
  if (pyLength(reply) > 2 * total) return { letter: null, choices };
  const lowered = Object.fromEntries(
    Object.entries(choices).map(([letter, option]) => [letter, option.toLowerCase()]),
  );
  const [letter, ...more] = Object.keys(lowered).filter((key) =>
    reply.includes(lowered[key] ?? "")
  );
  return { letter: more.length === 0 ? letter ?? null : null, choices: lowered };
}

/** Both steps, for one text after the other. */
export class ChoiceMatcher {
  #choices: Choices;
  constructor(choices: Choices, private readonly version: McqVersion) {
    this.#choices = choices;
  }

  /** The option a text names, {@linkcode NO_CHOICE}, or `null` where it names none. */
  infer(text: string): string | null {
    const option = inferOption(text, this.#choices, this.version);
    if (option !== null) return option;
    const { letter, choices } = inferText(text, this.#choices);
    this.#choices = choices;
    return letter;
  }
}
