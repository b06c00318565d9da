import { pyJson } from "../python/json.ts";
import { pyLiteral } from "../python/literal.ts";
import type { PyValue } from "../python/value.ts";

/**
 * The last `{...}` without braces inside, braces included; `null` where there is none or it holds
 * `...`, as a copied template does. Linear in the length of the text.
 *
 * Upstream: `opencompass@a5acc4bb opencompass/datasets/biodata.py` (`extract_dict_text`). Before April
 * 2026 only the exact text `{...}` was refused.
 */
export function lastBraces(text: string): string | null {
  let close = text.length;
  for (let at = text.length - 1; at >= 0; at--) {
    const character = text[at];
    if (character === "}") close = at;
    else if (character === "{") {
      if (close < text.length) {
        const found = text.slice(at, close + 1);
        return found.includes("...") ? null : found;
      }
      // What closes further on closes an inner brace.
      close = text.length;
    }
  }
  return null;
}

/**
 * {@linkcode lastBraces} as a dict: JSON as Python reads it, else a Python literal.
 *
 * @returns `null` where there is no dict, and for an empty one
 */
export function lastBraceDict(text: string): PyValue | null {
  const braces = lastBraces(text);
  if (braces === null) return null;
  const value = pyJson(braces) ?? pyLiteral(braces);
  return value?.kind === "dict" && value.entries.length > 0 ? value : null;
}
