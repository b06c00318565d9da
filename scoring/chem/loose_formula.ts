/**
 * The last stretch of a text that looks like a chemical formula, with brackets, a charge of up to two
 * signs and hydrates behind `·`; `null` where there is none. A capital letter is enough: "I" is iodine.
 *
 * Linear in the length of the text, where the expression upstream uses looks for a closing bracket from
 * every opening one to the end:
 *
 * ```text
 * [\[\(]?El\d*(?:\([A-Za-z0-9]+\)\d*)?[\]\)]?(?:El\d*|\([^\)]+\)\d*|\[[^\]]+\]\d*)*(?:[+-]{1,2})?(?:·\d*El\d*)*
 * with El = [A-Z][a-z]?
 * ```
 *
 * Upstream: `opencompass@a5acc4bb opencompass/datasets/SciReasoner/LLM4Chem/evaluator.py`.
 */
export function lastLooseFormula(text: string): string | null {
  const reader = new Reader(text);
  let last: string | null = null;
  for (let at = 0; at < text.length;) {
    const end = reader.formula(at);
    if (end === null) at++;
    else {
      last = text.slice(at, end);
      at = end;
    }
  }
  return last;
}

const ELEMENT = /[A-Z][a-z]?\p{Nd}*/uy;
const SIMPLE_GROUP = /\([A-Za-z0-9]+\)\p{Nd}*/uy;
const DIGITS = /\p{Nd}*/uy;
const HYDRATE = /\u00b7\p{Nd}*[A-Z][a-z]?\p{Nd}*/uy;

class Reader {
  readonly #close = { "(": new Finder(")"), "[": new Finder("]") };
  constructor(private readonly text: string) {}

  /** Where a formula that begins here ends. Everything behind its first element is optional. */
  formula(start: number): number | null {
    const bracket = this.text[start] === "(" || this.text[start] === "[" ? 1 : 0;
    const first = this.#past(ELEMENT, start + bracket);
    if (first === null) return null;
    let at = this.#past(SIMPLE_GROUP, first) ?? first;
    if (this.text[at] === "]" || this.text[at] === ")") at++;
    for (let next: number | null = at; next !== null;) {
      at = next;
      next = this.#past(ELEMENT, at) ?? this.#group(at);
    }
    for (let signs = 0; signs < 2 && /[+-]/.test(this.text[at] ?? ""); signs++) at++;
    for (let next: number | null = at; next !== null; next = this.#past(HYDRATE, at)) at = next;
    return at;
  }

  /** Anything in brackets, and a number. */
  #group(at: number): number | null {
    const open = this.text[at];
    if (open !== "(" && open !== "[") return null;
    const close = this.#close[open].after(this.text, at + 1);
    return close === null || close === at + 1 ? null : this.#past(DIGITS, close + 1);
  }

  #past(expression: RegExp, at: number): number | null {
    expression.lastIndex = at;
    return expression.test(this.text) ? expression.lastIndex : null;
  }
}

/** Finds the next place of a character; what was found is kept, and so is that there is none. */
class Finder {
  #from = 0;
  #found: number | null = -1;
  constructor(private readonly character: string) {}

  after(text: string, at: number): number | null {
    if (this.#found === null && at >= this.#from) return null;
    if (this.#found !== null && this.#from <= at && at <= this.#found) return this.#found;
    const found = text.indexOf(this.character, at);
    this.#from = at;
    this.#found = found === -1 ? null : found;
    return this.#found;
  }
}
