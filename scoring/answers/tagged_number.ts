import { pyFloat } from "../python/float.ts";
import { PY_WHITESPACE } from "../python/text.ts";

const BLANK = `[${PY_WHITESPACE}]*`;
const NUMBER = "-?(?:\\p{Nd}+(?:\\.\\p{Nd}+)?|\\.\\p{Nd}+)";
const TAGGED = new RegExp(
  `(?:<NUMBER>|\\\\boxed\\{)${BLANK}(${NUMBER})${BLANK}(?:</NUMBER>|\\})`,
  "gu",
);

/**
 * The number in `<NUMBER>...</NUMBER>` or `\boxed{...}`; the two kinds of bracket may be mixed.
 *
 * Not read: units, `%`, `+2`, `5.`, `1e-3`, `1,200`, a Unicode minus, `\text{4}`. Digits of any
 * script are. More digits than a double holds give an infinite number.
 *
 * @param take Which of several: SmolInstruct takes the first, Biology-Instruction and
 * Mol-Instructions take the last
 * @returns `null` where there is none; what that counts as (infinite, 0) differs between the suites
 *
 * Upstream: `opencompass@a5acc4bb opencompass/datasets/biodata.py` (`extract_number`),
 * `smolinstruct.py`, `mol_instructions_chem.py`.
 */
export function taggedNumber(text: string, take: "first" | "last"): number | null {
  let found: string | undefined;
  for (const match of text.matchAll(TAGGED)) {
    found = match[1];
    if (take === "first") break;
  }
  return found === undefined ? null : pyFloat(found);
}
