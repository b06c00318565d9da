import assert from "node:assert/strict";
import { wordTokens } from "./word_tokens.ts";

/** Own texts, split by NLTK 3.9.2; tokens are written with a blank between them. */
const CASES: readonly (readonly [why: string, text: string, tokens: string])[] = [
  [
    "clitics and quotes",
    `I can't, won't and shan't: it's "John's".`,
    "I ca n't , wo n't and sha n't : it 's `` John 's '' .",
  ],
  [
    "contractions",
    "cannot gonna wanna 'tis more'n lemme",
    "can not gon na wan na 't is more 'n lem me",
  ],
  [
    "brackets, dashes, signs",
    "(a) [b] {c} <d> e--f $5 50% x&y",
    "( a ) [ b ] { c } < d > e -- f $ 5 50 % x & y",
  ],
  ["the final period", `Go... now. Fine."`, "Go ... now . Fine . ''"],
  ["single quotes", "'quoted' 'a b' ''x'' ``y``", "'quoted ' ' a b ' `` x '' `` y ``"],
  ["colons and commas", "12:30, a:b end:", "12:30 , a : b end :"],
  ["an ellipsis at the end", "Ends with dots..", "Ends with dots .."],
  ["other quotes", "«un» “deux” ‘trois’", "« un » “ deux ” ‘ trois ’"],
  ["nothing", " \n", ""],
];

for (const [why, text, tokens] of CASES) {
  Deno.test(`wordTokens() as NLTK: ${why}`, () => {
    assert.equal(wordTokens(text).join(" "), tokens);
  });
}
