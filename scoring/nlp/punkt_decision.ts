/**
 * Punkt's decision about one candidate: does a sentence end inside this stretch of text?
 *
 * Rules of NLTK 3.9.2 `nltk/tokenize/punkt.py` (`text_contains_sentbreak` and what it calls).
 *
 * @module
 */
import { firstCharacter, isLower, isUpper, PY_WORD } from "../python/characters.ts";
import { PY_WHITESPACE, pyStrip } from "../python/text.ts";
import { type PunktParameters, Seen } from "./punkt_parameters.ts";

/** Punctuation that no word contains. */
export const NOT_IN_WORDS = "[)\";}\\]*:@'({[!?]";

const DASHES_OR_DOTS = "(?:-{2,}|\\.{2,}|(?:\\.[WS]){2,}\\.)".replace("WS", PY_WHITESPACE);
const WORD_END = `$|[${PY_WHITESPACE}]|${NOT_IN_WORDS}|${DASHES_OR_DOTS}`;
/** A run of dashes or dots, a word up to where it ends, or any other visible character. */
const TOKEN = new RegExp(
  `${DASHES_OR_DOTS}` +
    `|(?=[^("\`{[:;&#*@)}\\]\\-,])[^${PY_WHITESPACE}]+?(?=${WORD_END}|,(?:${WORD_END}))` +
    `|[^${PY_WHITESPACE}]`,
  "gu",
);
const NUMERIC = /^-?[.,]?\p{Nd}[\p{Nd},.-]*\.?$/u;
const ELLIPSIS = /^\.\.+$/;
/** A single letter (or anything of `\w` but a decimal) with a period. */
const INITIAL = new RegExp(`^(?!\\p{Nd})[${PY_WORD}]\\.$`, "u");

interface Token {
  readonly text: string;
  /** Lower case, numbers made alike. */
  readonly type: string;
  isBreak: boolean;
  isAbbreviation: boolean;
  readonly isEllipsis: boolean;
}

function tokenOf(text: string, { abbreviations }: PunktParameters): Token {
  const lower = text.toLowerCase();
  const token: Token = {
    text,
    type: NUMERIC.test(lower) ? "##number##" : lower,
    isBreak: false,
    isAbbreviation: false,
    isEllipsis: ELLIPSIS.test(text),
  };
  if (text === "." || text === "?" || text === "!") token.isBreak = true;
  else if (!token.isEllipsis && text.endsWith(".") && !text.endsWith("..")) {
    const word = text.slice(0, -1).toLowerCase();
    const tail = word.slice(word.lastIndexOf("-") + 1);
    if (abbreviations.has(word) || abbreviations.has(tail)) token.isAbbreviation = true;
    else token.isBreak = true;
  }
  return token;
}

function withoutPeriod(type: string): string {
  return type.length > 1 && type.endsWith(".") ? type.slice(0, -1) : type;
}

/** The follower's type as Punkt looks it up: its period goes only if it ends a sentence. */
function followerType(token: Token): string {
  return token.isBreak ? withoutPeriod(token.type) : token.type;
}

/** Whether spelling says that the token begins a sentence; `null` where it does not tell. */
function beginsSentence(token: Token, { seen }: PunktParameters): boolean | null {
  if (token.text.length === 1 && ";:,.!?".includes(token.text)) return false;
  const flags = seen.get(followerType(token)) ?? 0;
  const first = firstCharacter(token.text);
  if (isUpper(first) && (flags & Seen.lower) !== 0 && (flags & Seen.internalUpper) === 0) {
    return true;
  }
  if (isLower(first) && ((flags & Seen.upper) !== 0 || (flags & Seen.initialLower) === 0)) {
    return false;
  }
  return null;
}

/** Second pass: what follows a token that ends in a period may change what was said about it. */
function reconsider(token: Token, next: Token, parameters: PunktParameters): void {
  if (!token.text.endsWith(".")) return;
  const type = withoutPeriod(token.type);
  const nextType = followerType(next);
  const isInitial = INITIAL.test(token.text);
  if (parameters.collocations.has(`${type}\u0000${nextType}`)) {
    token.isBreak = false;
    token.isAbbreviation = true;
    return;
  }
  const begins = beginsSentence(next, parameters);
  const nextUpper = isUpper(firstCharacter(next.text));
  if ((token.isAbbreviation || token.isEllipsis) && !isInitial) {
    if (begins === true || (nextUpper && parameters.starters.has(nextType))) {
      token.isBreak = true;
      return;
    }
  }
  if (isInitial || type === "##number##") {
    const neverLower = ((parameters.seen.get(nextType) ?? 0) & Seen.lower) === 0;
    if (begins === false || (begins === null && isInitial && nextUpper && neverLower)) {
      token.isBreak = false;
      token.isAbbreviation = true;
    }
  }
}

/** The tokens of a stretch of text, line by line. */
function* tokens(text: string, parameters: PunktParameters): Generator<Token> {
  for (const line of text.split("\n")) {
    if (pyStrip(line) === "") continue;
    for (const [match] of line.matchAll(TOKEN)) yield tokenOf(match, parameters);
  }
}

/** True if a token of the text ends a sentence and another token follows it. */
export function containsBreak(text: string, parameters: PunktParameters): boolean {
  let previous: Token | undefined;
  for (const token of tokens(text, parameters)) {
    if (previous !== undefined) {
      reconsider(previous, token, parameters);
      if (previous.isBreak) return true;
    }
    previous = token;
  }
  return false;
}
