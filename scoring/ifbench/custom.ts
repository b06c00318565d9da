/**
 * Checkers of the `custom:` constraints, each made for one prompt. Upstream:
 * allenai/IFBench@db69a6f `ifbench/instructions.py`; opencompass@a5acc4bb where a name says so.
 *
 * @module
 */
import { toAscii } from "../python/ascii.ts";
import { decimalValue, firstCharacter, PY_WORD } from "../python/characters.ts";
import { removePunctuation } from "../python/punctuation.ts";
import { PUNCTUATION_AND_BLANK, stripChars } from "../python/strip_chars.ts";
import { PY_WHITESPACE, pyLength, pySplit, pyStrip } from "../python/text.ts";
import { CheckCrash } from "./constraint.ts";
import type { Reply } from "./reply.ts";
import { EUROPEAN_CAPITALS } from "./word_lists.ts";

/** The numbers are the multiples of 7 from 14 to 49. */
export function multiples({ text }: Reply): boolean {
  const numbers = text.replaceAll(",", ", ").match(/\p{Nd}+/gu) ?? [];
  return numbers.join(" ") === "14 21 28 35 42 49";
}

const QUESTION = new RegExp(`Question \\p{Nd}+[.|):;]?[${PY_WHITESPACE}]*`, "u");
const OPTION = new RegExp(`^[A-Ea-e][.|)][${PY_WHITESPACE}]*[${PY_WORD}]`, "u");

/** Four questions of five options each, every question longer than the one before. */
export function multipleChoice({ text }: Reply): boolean {
  if (!text.startsWith("Question")) return false;
  const questions = text.split(QUESTION).map(pyStrip).filter((question) => question !== "");
  if (questions.length !== 4) return false;
  let previous = -1;
  return questions.every((question) => {
    const lines = question.split("\n").map(pyStrip);
    const isOption = lines.map((line) => OPTION.test(line));
    if (isOption.filter(Boolean).length !== 5) return false;
    const length = pyLength(pyStrip(lines.slice(0, isOption.indexOf(true)).join(" ")));
    const grows = length > previous;
    previous = length;
    return grows;
  });
}

/** From the first line with Zimbabwe on, at least 52 lines in descending order, accents aside. */
export function reverseNewline({ text }: Reply): boolean {
  const lines = text.split("\n").map((line) => stripChars(line, PUNCTUATION_AND_BLANK))
    .filter((line) => line !== "");
  const start = lines.findIndex((line) => line.includes("Zimbabwe"));
  if (start === -1) return false;
  const countries = lines.slice(start).map(toAscii);
  return countries.length >= 52 &&
    countries.every((country, index) => index === 0 || country <= (countries[index - 1] ?? ""));
}

/** Read backwards word by word, the reply has `bald eagle`. Without marks it is one sentence. */
export function wordReverse(reply: Reply): boolean {
  return pySplit(removePunctuation(reply.lower())).reverse().join(" ").includes("bald eagle");
}

/** The reply has `bald eagle` backwards. */
export function characterReverse(reply: Reply): boolean {
  return reply.lower().includes("elgae dlab");
}

/** 26 sentences that begin with the letters of the alphabet in order. */
export function sentenceAlphabet(reply: Reply): boolean {
  return sentenceInitials(reply)?.every((initial, index) => initial === letter(index)) ?? false;
}

/** OpenCompass: a sentence without words crashes, unless an earlier one fails already. */
export function sentenceAlphabetOfSome(reply: Reply): boolean {
  return sentenceInitials(reply)?.every((initial, index) => {
    if (initial === "") throw new CheckCrash("there is no word");
    return initial === letter(index);
  }) ?? false;
}

/** First characters in lower case of 26 sentences; `null` if there are more or fewer. */
function sentenceInitials(reply: Reply): string[] | null {
  const sentences = reply.sentences();
  if (sentences.length !== 26) return null;
  return sentences.map((sentence) => firstCharacter((pySplit(sentence)[0] ?? "").toLowerCase()));
}

function letter(index: number): string {
  return String.fromCharCode("a".charCodeAt(0) + index);
}

/** The capitals from north to south, accents aside. */
export function europeanCapitals({ text }: Reply): boolean {
  const capitals = toAscii(text).split(",").map(pyStrip).filter((capital) => capital !== "");
  return capitals.length === EUROPEAN_CAPITALS.length &&
    capitals.every((capital, index) => capital === EUROPEAN_CAPITALS[index]);
}

const DATE = /^(\p{Nd}{4})-(\p{Nd}{2})-(\p{Nd}{2})$/u;

/** Dates of Napoleon's lifetime (`YYYY-MM-DD`) between commas; month and day may be 00. */
export function dateFormatList({ text }: Reply): boolean {
  return text.split(",").every((item) => {
    const [year, month, day] = (DATE.exec(pyStrip(item)) ?? []).slice(1).map(decimalValue);
    if (year === undefined || month === undefined || day === undefined) return false;
    return year >= 1769 && year <= 1821 && month <= 12 && day <= lastDay(month);
  });
}

/** The last day upstream lets a month have; a month 00 takes any. */
function lastDay(month: number): number {
  if (month === 0) return Infinity;
  if (month === 2) return 29;
  return [4, 6, 9, 11].includes(month) ? 30 : 31;
}
