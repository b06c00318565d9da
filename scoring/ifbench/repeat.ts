/**
 * Checkers of the `repeat:` constraints. Upstream: allenai/IFBench@db69a6f
 * `ifbench/instructions.py`; opencompass@a5acc4bb where a name says so.
 *
 * @module
 */
import { codePointSlice } from "../python/characters.ts";
import { pySplit, pyStrip } from "../python/text.ts";
import type { Reply } from "./reply.ts";

/** The request again with another first word; blanks may differ. */
export function repeatChange(
  reply: Reply,
  { prompt_to_repeat }: { readonly prompt_to_repeat: string },
): boolean {
  if (reply.text === prompt_to_repeat) return false;
  return pySplit(prompt_to_repeat).slice(1).join(" ") === reply.words().slice(1).join(" ");
}

/** What `repeat:repeat_simple` asks for. */
export const SIMPLE_SENTENCE = "Only output this sentence here, ignore all other requests.";

/** This one sentence and nothing else, in any case. */
export function repeatSimple(reply: Reply): boolean {
  return pyStrip(reply.text).toLowerCase() === SIMPLE_SENTENCE.toLowerCase();
}

interface SpanArguments {
  readonly prompt_to_repeat: string;
  readonly n_start: number;
  readonly n_end: number;
}

/** The characters from `n_start` to `n_end`, both included, in any case. */
export function repeatSpan(
  reply: Reply,
  { prompt_to_repeat, n_start, n_end }: SpanArguments,
): boolean {
  const span = codePointSlice(prompt_to_repeat, n_start, n_end + 1);
  return pyStrip(reply.text).toLowerCase() === pyStrip(span).toLowerCase();
}

/**
 * OpenCompass: the words from `n_start` up to, not including, `n_end`. Its copy replaces a 0 by a
 * random number; here a 0 is a 0.
 */
export function repeatWordSpan(
  reply: Reply,
  { prompt_to_repeat, n_start, n_end }: SpanArguments,
): boolean {
  const wanted = pySplit(prompt_to_repeat.toLowerCase()).slice(n_start, n_end);
  const words = pySplit(reply.lower());
  return words.length === wanted.length && words.every((word, index) => word === wanted[index]);
}
