/**
 * Checkers of the `words:` constraints that want a word at a place. Upstream:
 * allenai/IFBench@db69a6f `ifbench/instructions.py`; opencompass@a5acc4bb where a name says so.
 *
 * @module
 */
import { wordTokens } from "../nlp/word_tokens.ts";
import { hasAlnum } from "../python/characters.ts";
import { PUNCTUATION } from "../python/punctuation.ts";
import { pyStrip } from "../python/text.ts";
import type { Reply } from "./reply.ts";

interface PlaceArguments {
  readonly keyword: string;
  readonly n: number;
  readonly m: number;
}

/** Word `m` of sentence `n` is the keyword, in any case; punctuation does not count as a word. */
export function keywordAtPosition(reply: Reply, { keyword, n, m }: PlaceArguments): boolean {
  const word = wordTokens(reply.sentences()[n - 1] ?? "").filter(hasAlnum)[m - 1];
  return word?.toLowerCase() === pyStrip(keyword).toLowerCase();
}

/** OpenCompass: token `m` of sentence `n`, punctuation counted, is the keyword exactly. */
export function keywordAtToken(reply: Reply, { keyword, n, m }: PlaceArguments): boolean {
  return wordTokens(reply.sentences()[n - 1] ?? "")[m - 1] === pyStrip(keyword);
}

/** The second word and the second to last are the keyword, a final punctuation mark left aside. */
export function secondWords(reply: Reply, { keyword }: { readonly keyword: string }): boolean {
  const tokens = reply.tokens();
  const wanted = pyStrip(keyword).toLowerCase();
  const [second, last] = [tokens[1], tokens.at(-1)];
  if (second === undefined || last === undefined) return false;
  // As upstream asks: a run such as `!"` counts as punctuation only if it stands so in its list.
  const fromEnd = PUNCTUATION.includes(last) ? -3 : -2;
  return second.toLowerCase() === wanted && tokens.at(fromEnd)?.toLowerCase() === wanted;
}

/** OpenCompass: the second token and the second to last are the keyword exactly. */
export function secondTokens(reply: Reply, { keyword }: { readonly keyword: string }): boolean {
  const tokens = reply.tokens();
  const wanted = pyStrip(keyword);
  return tokens[1] === wanted && tokens.at(-2) === wanted;
}
