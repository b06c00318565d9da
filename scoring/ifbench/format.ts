/**
 * Checkers of the `format:` constraints about marks and characters. Upstream:
 * allenai/IFBench@db69a6f `ifbench/instructions.py`; opencompass@a5acc4bb where a name says so.
 *
 * @module
 */
import { isEmoji } from "../nlp/emoji.ts";
import {
  firstCharacter,
  isLower,
  isUpper,
  lastCharacters,
  PY_WORD,
  startsAlpha,
} from "../python/characters.ts";
import { pyCount } from "../python/count.ts";
import { PUNCTUATION, removePunctuation } from "../python/punctuation.ts";
import { asciiSet, PUNCTUATION_AND_BLANK, stripChars } from "../python/strip_chars.ts";
import { PY_WHITESPACE, pySplit, pyStrip } from "../python/text.ts";
import { CheckCrash } from "./constraint.ts";
import type { Reply } from "./reply.ts";

const CLOSERS: ReadonlyMap<string, string> = new Map([["(", ")"], ["[", "]"], ["{", "}"]]);

/** Brackets five deep, one of them closed after that; a wrong closing one starts over. */
export function parentheses({ text }: Reply): boolean {
  let expected: string[] = [];
  let deepest = 0;
  for (const character of text) {
    const closer = CLOSERS.get(character);
    if (closer !== undefined) {
      expected.push(closer);
      deepest = Math.max(deepest, expected.length);
    } else if (character === ")" || character === "]" || character === "}") {
      if (expected.at(-1) === character) {
        expected.pop();
        if (deepest >= 5) return true;
      } else {
        expected = [];
        deepest = 0;
      }
    }
  }
  return false;
}

/** Quotes nested so that three levels have been closed; apostrophes count as quotes. */
export function quotes({ text }: Reply): boolean {
  const open: string[] = [];
  let deepest = 0;
  for (const character of text) {
    if (character !== '"' && character !== "'") continue;
    if (character === open.at(-1)) {
      open.pop();
      if (deepest - open.length >= 3) return true;
    } else {
      open.push(character);
      deepest = Math.max(deepest, open.length);
    }
  }
  return false;
}

const LETTERED_OPTIONS = new RegExp(
  `^[^${PY_WORD}]*[aA][^${PY_WORD}]*[bB][^${PY_WORD}]*[cC]`,
  "u",
);

/** The options of `format:options` as upstream splits them. */
export function splitOptions(options: string): string[] {
  const separator = options.includes("/") ? "/" : options.includes("or") ? "or" : ",";
  return options.split(separator).map(pyStrip);
}

/** The reply is one of the options: exactly for lettered ones, else ignoring case and marks. */
export function options({ text }: Reply, args: { readonly options: string }): boolean {
  const choices = splitOptions(args.options);
  if (LETTERED_OPTIONS.test(args.options)) return choices.includes(text);
  const bare = (choice: string) => stripChars(choice, PUNCTUATION_AND_BLANK).toLowerCase();
  const answer = bare(text);
  return choices.some((choice) => bare(choice) === answer);
}

/** Each sentence ends in an emoji, or the next one begins with one; a modifier may follow it. */
export function emoji(reply: Reply): boolean {
  const sentences = reply.sentences().map((sentence) => pyStrip(removePunctuation(sentence)));
  return sentences.every((sentence, index) => {
    if (sentence === "") return false;
    if ([...lastCharacters(sentence, 2)].some(isEmoji)) return true;
    const next = sentences[index + 1];
    return next !== undefined && isEmoji(firstCharacter(next));
  });
}

const QUOTELESS = asciiSet(`0123456789${PUNCTUATION.replace('"', "")}`);

/** A quoted phrase is followed by words: no two quotes in a row, none at the end. */
export function quoteUnquote({ text }: Reply): boolean {
  return !endsQuoted(text).endsInQuote;
}

/** OpenCompass: curly quotes count too, and a reply of nothing but marks crashes. */
export function quoteUnquoteCurly({ text }: Reply): boolean {
  const { rest, endsInQuote } = endsQuoted(text.replace(/[“”]/g, '"'));
  if (rest === "") throw new CheckCrash("nothing is left of the reply");
  return !endsInQuote;
}

/** What is left of a text of blanks and outer marks (`null`: two quotes meet), and how it ends. */
function endsQuoted(text: string): { readonly rest: string | null; readonly endsInQuote: boolean } {
  const dense = pySplit(text.replaceAll("'\"'", "")).join("");
  if (dense.includes('""')) return { rest: null, endsInQuote: true };
  const rest = stripChars(dense, QUOTELESS);
  return { rest, endsInQuote: rest.endsWith('"') };
}

/** The separator stands at least twice. */
export function list({ text }: Reply, { sep }: { readonly sep: string }): boolean {
  return pyCount(text, sep) >= 2;
}

/**
 * A text in italics with more after it. Tags are taken for three and four characters, so that a
 * `>` of `<em>` counts as text on either side.
 */
export function thesis({ text }: Reply): boolean {
  const start = firstIndex(text, "<i>", "<em>");
  if (start === -1) return false;
  const rest = text.slice(start);
  const end = firstIndex(rest, "</i>", "</em>");
  return end !== -1 && pyStrip(rest.slice(3, end)) !== "" && pyStrip(rest.slice(end + 4)) !== "";
}

/** Where the first text stands; where it stands nowhere, the second. */
function firstIndex(text: string, first: string, second: string): number {
  const at = text.indexOf(first);
  return at === -1 ? text.indexOf(second) : at;
}

/** Every word is in title case, as far as upstream looks: `iPhone` and `MacOS` are fine. */
export function titleCase(reply: Reply): boolean {
  return reply.tokens().every((token) => {
    if (!startsAlpha(token)) return true;
    const first = firstCharacter(token);
    return first === token ? !isLower(first) : isTitleCased(token, first);
  });
}

/** OpenCompass: tokens that begin with another character are looked at, single letters are fine. */
export function titleCaseOfAny(reply: Reply): boolean {
  return reply.tokens().every((token) => isTitleCased(token, firstCharacter(token)));
}

/** False for a lower-case character followed by letters that are all upper or all lower case. */
function isTitleCased(token: string, first: string): boolean {
  const rest = token.slice(first.length);
  return !isLower(first) || !(isUpper(rest) || isLower(rest));
}

/** The three headings stand somewhere. */
export function outputTemplate({ text }: Reply): boolean {
  return ["My Answer:", "My Conclusion:", "Future Outlook:"].every((part) => text.includes(part));
}

const WHITESPACE = new RegExp(`[${PY_WHITESPACE}]`);

/** No white space anywhere. */
export function noWhitespace({ text }: Reply): boolean {
  return !WHITESPACE.test(text);
}
