import { PY_WORD } from "./characters.ts";

const WORD = new RegExp(`[${PY_WORD}]+`, "gu");

/** `re.findall(r"\w+", text)`: runs of letters, numbers and underscores. */
export function wordRuns(text: string): string[] {
  return text.match(WORD) ?? [];
}
