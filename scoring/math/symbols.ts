import type { ConstantNode, SymbolNode } from "./expression.ts";

const CONSTANTS: Readonly<Record<string, ConstantNode["name"]>> = {
  "\\pi": "pi",
  "π": "pi",
  pi: "pi",
  "\\gamma": "euler-gamma",
  "γ": "euler-gamma",
  "\\Gamma": "euler-gamma",
  "Γ": "euler-gamma",
  gamma: "euler-gamma",
  Gamma: "euler-gamma",
};

/** Accents that are written into the name; those of text are not, so that `\text{70}` is named 70. */
const SAME_ACCENT: Readonly<Record<string, string>> = {
  overline: "bar",
  overrightarrow: "vec",
  widetilde: "tilde",
};

/**
 * The name of an accented symbol: `\text{ cm}` is `cm`, `\bar{x}` is `bar{x}`. Blanks are left out, in
 * text also round brackets.
 */
export function accentName(latex: string): string {
  const brace = latex.indexOf("{");
  const command = latex.slice(1, brace).trim();
  const content = latex.slice(brace + 1, -1).replaceAll(" ", "");
  const accent = SAME_ACCENT[command] ?? command;
  if (accent.includes("text") || accent.includes("mbox")) return content.replace(/[()]/g, "");
  return `${accent.includes("math") ? "math" : accent}{${content}}`;
}

/** A symbol or named constant with what stands below it. Letter case does not matter. */
export function latexSymbol(name: string, below: string): SymbolNode | ConstantNode {
  const bare = name.trim();
  const constant = below === "" ? CONSTANTS[bare] : undefined;
  if (constant !== undefined) return { type: "constant", name: constant };
  const subscript = below === "" ? "" : below.length > 1 ? `_{${below}}` : `_${below}`;
  return { type: "symbol", name: (bare + subscript).replace(/^\\/, "").toLowerCase() };
}
