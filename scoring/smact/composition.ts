import type { Composition } from "./validity.ts";

const PART = /([A-Z][a-z]*)([0-9]*)|([([{])|[)\]}]([0-9]*)/y;

/**
 * Counts the atoms of a formula such as `Ca3P2O8` or `Ca(OH)2`, whole numbers and brackets.
 *
 * @returns `null` for what is none
 */
export function parseComposition(formula: string): Composition | null {
  const levels: Map<string, number>[] = [new Map()];
  const add = (symbol: string, count: number) => {
    const level = levels.at(-1);
    level?.set(symbol, (level.get(symbol) ?? 0) + count);
  };
  const text = formula.replace(/\s/g, "");
  for (let at = 0; at < text.length; at = PART.lastIndex) {
    PART.lastIndex = at;
    const match = PART.exec(text);
    if (match === null) return null;
    const [, symbol, count = "", open, factor = ""] = match;
    if (symbol !== undefined) add(symbol, count === "" ? 1 : Number(count));
    else if (open !== undefined) levels.push(new Map());
    else {
      const inner = levels.pop() ?? new Map<string, number>();
      if (levels.length === 0) return null;
      for (const [name, number] of inner) add(name, number * (factor === "" ? 1 : Number(factor)));
    }
  }
  const [counts] = levels;
  if (levels.length !== 1 || counts === undefined) return null;
  return new Map([...counts].filter(([, count]) => count > 0));
}
