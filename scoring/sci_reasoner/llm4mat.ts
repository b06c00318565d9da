/**
 * LLM4Mat's properties of materials: `{property : value}` in a reply, a number or one of two labels.
 *
 * Upstream: `opencompass@a5acc4bb opencompass/datasets/SciReasoner/LLM4Mat.py`.
 *
 * @module
 */
import { withoutCodeFences } from "../answers/code_fences.ts";
import { withoutOpenThinking } from "../answers/reasoning.ts";
import type { Json } from "../json.ts";
import { confusion, hardAuc } from "../metrics/binary.ts";
import { finiteOrNull } from "../metrics/json_number.ts";
import {
  deviationOverError,
  meanAbsoluteDeviation,
  meanAbsoluteError,
  type NumberPair,
  rootMeanSquaredError,
} from "../metrics/regression.ts";
import { isDict, readData } from "../python/data.ts";
import { pyFloat } from "../python/float.ts";
import { pyStr } from "../python/repr.ts";
import { PY_WHITESPACE, pyStrip, pyStripEnd } from "../python/text.ts";
import { asciiSet, stripChars } from "../python/strip_chars.ts";
import { sourceIgnoringCase } from "../python/whole_word.ts";
import type { BreakdownMetric, Item, Scorer, SetMetric } from "../types.ts";
import { textScorer } from "./scorer.ts";

/** A label and the words that stand for it, in lower case. */
type Label = readonly [string, readonly string[]];

const DIRECTNESS: readonly Label[] = [["Indirect", ["indirect"]], ["Direct", ["direct"]]];
const TRUTH: readonly Label[] = [["True", ["true", "yes"]], ["False", ["false", "no"]]];

/** Properties with labels. */
const LABELS = new Map([
  ["Direct_or_indirect", DIRECTNESS],
  ["Direct_or_indirect_HSE", DIRECTNESS],
  ["SOC", TRUTH],
  ["is_gap_direct", TRUTH],
  ["is_stable", TRUTH],
]);

/** Whether a property has labels instead of numbers. */
export function hasLabels(property: string): boolean {
  return LABELS.has(property);
}

/** What was read of a reply: a number, `NaN` and infinities included, or a text; `""` for nothing. */
export type PropertyValue = number | string;

/**
 * The value a reply gives for a property: as JSON, where a number or truth value is a number and
 * anything else Python's text of it; else in the first braces that name the property, up to the next
 * closing brace. Names are not anchored: `{my_band_gap : 2}` has a `band_gap`.
 *
 * Linear in the length of the text.
 */
export function propertyValue(text: string, property: string): PropertyValue {
  const rest = withoutOpenThinking(pyStrip(text));
  if (rest === "") return "";
  const plain = withoutCodeFences(pyStrip(rest));
  return fromJson(plain, property) ?? fromBraces(plain, property);
}

function fromJson(text: string, property: string): PropertyValue | null {
  const data = readData(text);
  const value = isDict(data) ? data.get(property) : undefined;
  if (value === undefined) return null;
  if (typeof value === "boolean") return value ? 1 : 0;
  if (typeof value === "number") return value;
  if (typeof value === "bigint") return finiteInteger(value);
  return hasLabels(property) ? labelOf(pyStr(value), property) : pyStr(value);
}

/** Python's `float()` raises for integers it cannot hold, and then the braces are looked at. */
function finiteInteger(value: bigint): number | null {
  return Number.isFinite(Number(value)) ? Number(value) : null;
}

function fromBraces(text: string, property: string): PropertyValue {
  const raw = inBraces(text, property);
  if (raw === null) return "";
  const value = stripChars(pyStrip(raw), QUOTES);
  return hasLabels(property) ? labelOf(value, property) : pyFloat(value) ?? "";
}

const QUOTES = asciiSet('"');

function labelOf(text: string, property: string): string {
  const word = text.toLowerCase();
  return LABELS.get(property)?.find(([, words]) => words.includes(word))?.[0] ?? "";
}

/**
 * What `\{[^{}]*["']?NAME["']?\s*:\s*["']?(.*?)["']?\s*\}` captures: braces may open behind the
 * colon, and the first that closes ends the value.
 */
function inBraces(text: string, property: string): string | null {
  const name = new RegExp(
    `${sourceIgnoringCase(property)}["']?[${PY_WHITESPACE}]*:[${PY_WHITESPACE}]*["']?`,
    "gu",
  );
  for (let open = text.indexOf("{"); open !== -1;) {
    const next = text.slice(open + 1).search(/[{}]/);
    const end = next === -1 ? text.length : open + 1 + next;
    // The last one, because what stands before the name is taken greedily.
    const found = [...text.slice(open, end).matchAll(name)].at(-1);
    if (found !== undefined) {
      const start = open + found.index + found[0].length;
      const close = text.indexOf("}", start);
      return close === -1 ? null : withoutClosingQuote(text.slice(start, close));
    }
    open = text.indexOf("{", open + 1);
  }
  return null;
}

function withoutClosingQuote(captured: string): string {
  const trimmed = pyStripEnd(captured);
  return /["']$/.test(trimmed) ? trimmed.slice(0, -1) : trimmed;
}

/** A value in a form that survives JSON; what is not finite is `null`. */
function shown(value: PropertyValue): Json {
  return typeof value === "number" ? finiteOrNull(value) : value;
}

/** The value as a finite number; `null` for anything else. */
function finite(value: PropertyValue): number | null {
  const number = typeof value === "number" ? value : pyFloat(value);
  return number === null ? null : finiteOrNull(number);
}

/** A property that is a number; the target is the gold text. What has no finite number costs nothing. */
export function propertyNumber(property: string): Scorer<string> {
  return textScorer("property-number", (text, target) => {
    const prediction = propertyValue(text, property);
    const reference = propertyValue(target, property);
    const pred = finite(prediction);
    const gold = finite(reference);
    return {
      outcome: pred === null ? "no-answer" : pred === gold ? "correct" : "partial",
      answer: pred === null ? null : String(prediction),
      values: { gold, pred },
      perSample: { prediction: shown(prediction), reference: shown(reference) },
    };
  });
}

/** Gold and predicted numbers of the items that have both. */
export function numberPairs(items: readonly Item[]): NumberPair[] {
  return items.flatMap(({ values: { gold, pred } }) =>
    typeof gold === "number" && typeof pred === "number" ? [{ gold, pred }] : []
  );
}

/**
 * How much better than guessing the mean of the gold values; unbounded. No number where nothing was
 * read, and none for perfect answers.
 */
export const deviationRatio: SetMetric = {
  kind: "set",
  id: "MAD/MAE",
  unit: "value",
  better: "higher",
  range: [0, Infinity],
  compute: (items) => {
    const ratio = deviationOverError(numberPairs(items));
    return ratio === null ? null : finiteOrNull(ratio);
  },
  gap: (items) =>
    numberPairs(items).length === 0 ? "no reply has a number" : "the replies have no error",
};

/** The errors behind the ratio, how many rows there are and how many have a number. */
export const propertyErrors: BreakdownMetric = {
  kind: "breakdown",
  id: "errors",
  unit: "value",
  compute: (items) => {
    const pairs = numberPairs(items);
    return {
      MAE: finiteOrNull(meanAbsoluteError(pairs)),
      RMSE: finiteOrNull(rootMeanSquaredError(pairs)),
      MAD: finiteOrNull(meanAbsoluteDeviation(pairs)),
      total: items.length,
      filtered: pairs.length,
    };
  },
};

/** Labels that count as true. */
function isTrue(value: PropertyValue): boolean | null {
  if (value === "Direct" || value === "True" || value === 1) return true;
  if (value === "Indirect" || value === "False" || value === 0) return false;
  return null;
}

/** A property that is one of two labels; the target is the gold text. What has none costs nothing. */
export function propertyLabel(property: string): Scorer<string> {
  return textScorer("property-label", (text, target) => {
    const prediction = propertyValue(text, property);
    const reference = propertyValue(target, property);
    const pred = isTrue(prediction);
    const gold = isTrue(reference);
    return {
      outcome: pred === null ? "no-answer" : pred === gold ? "correct" : "wrong",
      answer: pred === null ? null : String(prediction),
      values: { gold, pred },
      perSample: { prediction: shown(prediction), reference: shown(reference) },
    };
  });
}

/** Area under the ROC curve of hard labels, over the rows where gold and reply have one. */
export const labelAuc: SetMetric = {
  kind: "set",
  id: "AUC",
  unit: "fraction",
  better: "higher",
  range: [0, 1],
  compute: (items) => {
    const rows = items.flatMap(({ values: { gold, pred } }) =>
      typeof gold === "boolean" && typeof pred === "boolean" ? [{ gold, pred }] : []
    );
    return hardAuc(confusion(rows));
  },
  gap: () => "the gold labels of the replies with a label are of one class",
};
