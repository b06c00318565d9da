/**
 * Checkers of the `ratio:` constraints. Upstream: allenai/IFBench@db69a6f
 * `ifbench/instructions.py`; opencompass@a5acc4bb where a name says so.
 *
 * @module
 */
import { isStopWord } from "../nlp/stop_words.ts";
import { pyLength, pyStrip } from "../python/text.ts";
import { CheckCrash } from "./constraint.ts";
import type { Reply } from "./reply.ts";

/** At most this many percent of the words are stop words; no words at all fail. */
export function stopWords(
  reply: Reply,
  { percentage }: { readonly percentage: number },
): boolean {
  const words = reply.wordRuns();
  if (words.length === 0) return false;
  return (words.filter(isStopWord).length / words.length) * 100 <= percentage;
}

/** OpenCompass: a reply without words divides by zero. */
export function stopWordsOfSome(reply: Reply, args: { readonly percentage: number }): boolean {
  if (reply.wordRuns().length === 0) throw new CheckCrash("division by zero");
  return stopWords(reply, args);
}

function ending(reply: Reply, mark: string): number {
  return reply.sentences().filter((sentence) => sentence.endsWith(mark)).length;
}

/** Twice as many sentences end in a period as in a question mark; none of both passes. */
export function sentenceType(reply: Reply): boolean {
  return ending(reply, ".") === 2 * ending(reply, "?");
}

/** As many sentences end in a period as in a question mark and in an exclamation mark. */
export function sentenceBalance(reply: Reply): boolean {
  const periods = ending(reply, ".");
  return periods === ending(reply, "?") && periods === ending(reply, "!");
}

/** Three sentences of the same length in characters; that their words differ is not checked. */
export function sentenceWords(reply: Reply): boolean {
  const lengths = reply.sentences().map((sentence) => pyLength(pyStrip(sentence)));
  return lengths.length === 3 && new Set(lengths).size === 1;
}

/** The different runs of three characters of a text. */
export function trigrams(text: string): ReadonlySet<string> {
  const characters = Array.from(text);
  const found = new Set<string>();
  for (let at = 0; at + 2 < characters.length; at++) {
    found.add(`${characters[at]}${characters[at + 1]}${characters[at + 2]}`);
  }
  return found;
}

/** The share of the reply's trigrams that stand in a reference, within 2 percent; none fail. */
export function overlap(
  reply: Reply,
  { reference_text, percentage }: {
    readonly reference_text: string;
    readonly percentage: number;
  },
): boolean {
  const own = trigrams(reply.text);
  if (own.size === 0) return false;
  const reference = trigrams(reference_text);
  let shared = 0;
  for (const trigram of own) if (reference.has(trigram)) shared++;
  const percent = (shared / own.size) * 100;
  return percentage - 2 <= percent && percent <= percentage + 2;
}

/** OpenCompass: a reply of fewer than three characters divides by zero. */
export function overlapOfSome(
  reply: Reply,
  args: { readonly reference_text: string; readonly percentage: number },
): boolean {
  if (pyLength(reply.text) < 3) throw new CheckCrash("division by zero");
  return overlap(reply, args);
}
