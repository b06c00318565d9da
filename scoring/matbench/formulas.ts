import { isWordBoundary } from "../python/word_boundary.ts";
import { PY_WORD } from "../python/characters.ts";

// deno-fmt-ignore
/** Elements 1 to 117 without the noble gases, as upstream lists them. */
const ELEMENTS = [
  "H", "Li", "Be", "B", "C", "N", "O", "F", "Na", "Mg", "Al", "Si", "P", "S", "Cl", "K", "Ca", "Sc",
  "Ti", "V", "Cr", "Mn", "Fe", "Co", "Ni", "Cu", "Zn", "Ga", "Ge", "As", "Se", "Br", "Rb", "Sr", "Y",
  "Zr", "Nb", "Mo", "Tc", "Ru", "Rh", "Pd", "Ag", "Cd", "In", "Sn", "Sb", "Te", "I", "Cs", "Ba", "La",
  "Ce", "Pr", "Nd", "Pm", "Sm", "Eu", "Gd", "Tb", "Dy", "Ho", "Er", "Tm", "Yb", "Lu", "Hf", "Ta", "W",
  "Re", "Os", "Ir", "Pt", "Au", "Hg", "Tl", "Pb", "Bi", "Po", "At", "Fr", "Ra", "Ac", "Th", "Pa", "U",
  "Np", "Pu", "Am", "Cm", "Bk", "Cf", "Es", "Fm", "Md", "No", "Lr", "Rf", "Db", "Sg", "Bh", "Hs", "Mt",
  "Ds", "Rg", "Cn", "Nh", "Fl", "Mc", "Lv", "Ts",
];

const WORD = new RegExp(`[${PY_WORD}]+`, "gu");
const ELEMENT = new RegExp(ELEMENTS.join("|"));
const UNIT = /[A-Z][a-z]?\p{Nd}*/uy;
const DIGITS = /\p{Nd}*/uy;

/**
 * A text without chemistry, as MatBench's `regex` profile makes it before it looks for numbers:
 * formulas go (`Fe2O3`, `Ca(OH)2`), then every word with an element's symbol in it (`1.1eV` becomes
 * `1.`; "The" and "Between" go). Linear in the length of the text.
 *
 * Upstream: `opencompass@a5acc4bb opencompass/datasets/matbench/post_process.py` (`remove_formula`).
 */
export function withoutFormulas(text: string): string {
  const parts: string[] = [];
  let kept = 0;
  for (let at = 0; at < text.length;) {
    const end = isCapital(text, at) && isWordBoundary(text, at) ? formulaEnd(text, at) : null;
    if (end === null) {
      at++;
      continue;
    }
    parts.push(text.slice(kept, at));
    at = kept = end;
  }
  parts.push(text.slice(kept));
  return parts.join("").replace(WORD, (word) => ELEMENT.test(word) ? "" : word);
}

function isCapital(text: string, at: number): boolean {
  const unit = text.charCodeAt(at);
  return unit >= 65 && unit <= 90;
}

/**
 * End of the longest formula that begins here and ends at a word boundary: units of symbol and count,
 * then groups of units in round brackets with a count.
 */
function formulaEnd(text: string, start: number): number | null {
  let at = units(text, start);
  let end = isWordBoundary(text, at) ? at : null;
  while (text[at] === "(") {
    const close = units(text, at + 1);
    if (close === at + 1 || text[close] !== ")") break;
    const bare = close + 1;
    at = skip(DIGITS, text, bare);
    if (isWordBoundary(text, at)) end = at;
    else if (isWordBoundary(text, bare)) end = bare;
  }
  return end;
}

function units(text: string, start: number): number {
  for (let at = start;;) {
    const next = skip(UNIT, text, at);
    if (next === at) return at;
    at = next;
  }
}

function skip(expression: RegExp, text: string, at: number): number {
  expression.lastIndex = at;
  return at + (expression.exec(text)?.[0].length ?? 0);
}
