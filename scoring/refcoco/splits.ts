import { PY_WHITESPACE, pyStrip } from "../python/text.ts";

/** The eight splits of the average, in upstream's order. */
export const refcocoSplits: readonly string[] = [
  "RefCOCO_val",
  "RefCOCO_testA",
  "RefCOCO_testB",
  "RefCOCO+_val",
  "RefCOCO+_testA",
  "RefCOCO+_testB",
  "RefCOCOg_val",
  "RefCOCOg_test",
];

const KNOWN: ReadonlyMap<string, string> = new Map([
  ["val", "val"],
  ["test", "test"],
  ["testa", "testA"],
  ["testb", "testB"],
]);

const BLANK = new RegExp(`[${PY_WHITESPACE}]`);
const BETWEEN = new RegExp(`[${PY_WHITESPACE}_-]+`, "g");

/**
 * The split that a category such as `RefCOCO+ test A` names: its first word, `_`, and the rest.
 *
 * Upstream: `VLMEvalKit@e8e78f05 vlmeval/dataset/refcoco.py:_category_to_split`.
 *
 * @returns `null` for an empty category
 */
export function splitOfCategory(category: string): string | null {
  const text = pyStrip(category);
  if (text === "") return null;
  const end = text.search(BLANK);
  if (end === -1) return text;
  const set = text.slice(0, end);
  const rest = pyStrip(text.slice(end));
  const part = KNOWN.get(rest.toLowerCase().replace(BETWEEN, ""));
  return `${set}_${part ?? rest.replace(/[ -]/g, "_")}`;
}
