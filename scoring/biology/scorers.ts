/**
 * How Biology-Instruction judges one reply, by kind of answer. What the numbers of a whole set are
 * made of stands in each verdict's `values`.
 *
 * Upstream: `opencompass@a5acc4bb opencompass/datasets/biodata.py`.
 *
 * @module
 */
import type { Json } from "../json.ts";
import { lastBoxedText } from "../answers/boxed_text.ts";
import { lastBraceDict } from "../answers/brace_dict.ts";
import { splitReasoning } from "../answers/reasoning.ts";
import { taggedNumber } from "../answers/tagged_number.ts";
import { fmaxOfLabels } from "../metrics/fmax.ts";
import { toJsonNumber } from "../metrics/json_number.ts";
import { mixedScore } from "../metrics/mixed_score.ts";
import { pyFloatOf, pyGet } from "../python/value.ts";
import { pyStrip } from "../python/text.ts";
import type { Outcome, Scored, Scorer } from "../types.ts";
import { EC_LABELS } from "./ec_labels.ts";

/** Behind the last `</think>` that the split of the reply left, as all but {@linkcode boxedLabel} do. */
function afterThinking(text: string): string {
  return splitReasoning(text, "vlmeval-split");
}

function scorer<Target>(
  id: string,
  score: (text: string, target: Target) => Omit<Scored, "kind">,
): Scorer<Target> {
  return {
    id: `biology-${id}`,
    version: 1,
    needs: [],
    score: ({ text, target }) => ({ kind: "scored", ...score(text, target) }),
  };
}

const YES_NO: Readonly<Record<string, boolean>> = {
  yes: true,
  positive: true,
  no: false,
  negative: false,
};

/** The truth of `yes`, `positive`, `no` or `negative` in any case; `null` for anything else. */
export function yesNo(text: string): boolean | null {
  const key = text.toLowerCase();
  return Object.hasOwn(YES_NO, key) ? YES_NO[key] ?? null : null;
}

/**
 * Yes or no in a box. Anything but one of the four words is counted as the opposite of the gold
 * label: wrong on purpose, so that a run of refusals has an MCC of -1.
 */
export const boxedYesNo: Scorer<string> = scorer("yes-no", (text, target) => {
  const answer = lastBoxedText(afterThinking(text));
  const read = answer === null ? null : yesNo(answer);
  const gold = yesNo(target) === true;
  const pred = read ?? !gold;
  return {
    outcome: read === null ? "no-answer" : pred === gold ? "correct" : "wrong",
    answer,
    values: { gold, pred },
    perSample: pred === gold ? 1 : 0,
  };
});

const ALIASES: Readonly<Record<string, string>> = { positive: "yes", negative: "no" };

function canonical(label: string): string {
  return Object.hasOwn(ALIASES, label) ? ALIASES[label] ?? label : label;
}

/**
 * True if a boxed answer is the gold label, but for case. `positive` is `yes` and `negative` is `no`,
 * on the gold side in lower case only; nothing else is forgiven, no full stop and no quotes.
 */
export function isLabel(answer: string | null, gold: string): boolean {
  return answer !== null && answer !== "" &&
    canonical(answer.toLowerCase()) === canonical(gold).toLowerCase();
}

/** A label in a box, compared by {@linkcode isLabel}. */
export const boxedLabel: Scorer<string> = scorer("label", (text, target) => {
  const answer = lastBoxedText(text);
  const correct = isLabel(answer, target);
  return {
    outcome: !answer ? "no-answer" : correct ? "correct" : "wrong",
    answer,
    values: { correct },
    perSample: correct ? 100 : 0,
  };
});

/** A gold number, or gold numbers by name. */
export type SeriesTarget = number | { readonly [name: string]: number };

function numberOutcome(gold: readonly number[], pred: readonly number[]): Outcome {
  if (!pred.some(Number.isFinite)) return "no-answer";
  return pred.every((value, at) => value === gold[at]) ? "correct" : "partial";
}

/**
 * Numbers for a correlation: one in a box, or a dict with exactly the gold's names. What cannot be
 * read is infinite; so is every value of a dict with other names. `NaN` in a dict stays `NaN`.
 */
export const numbers: Scorer<SeriesTarget> = scorer("numbers", (text, target) => {
  const answered = afterThinking(text);
  if (typeof target === "number") {
    const number = taggedNumber(answered, "last");
    const pred = toJsonNumber(number ?? Infinity);
    return {
      outcome: numberOutcome([target], [number ?? Infinity]),
      answer: number === null ? null : String(number),
      values: { series: { value: [target, pred] } },
      perSample: { number: number === null ? null : pred },
    };
  }
  const names = Object.keys(target);
  const dict = lastBraceDict(answered);
  const fits = dict?.kind === "dict" && dict.entries.length === names.length &&
    names.every((name) => pyGet(dict, name) !== undefined);
  const pred = names.map((name) => {
    const value = fits ? pyGet(dict, name) : undefined;
    return value === undefined ? Infinity : pyFloatOf(value) ?? Infinity;
  });
  const pairs = names.map((name, at): [string, Json] => [
    name,
    [target[name] ?? 0, toJsonNumber(pred[at] ?? Infinity)],
  ]);
  return {
    outcome: numberOutcome(Object.values(target), pred),
    answer: fits ? JSON.stringify(pred.map(toJsonNumber)) : null,
    values: { series: Object.fromEntries(pairs) },
  };
});

/** The RNA modifications of RNA-Modification, in lower case. */
export const MODIFICATIONS: readonly string[] = [
  ...["atoi", "m6a", "none", "m1a", "m5c", "m5u", "m6am", "m7g", "cm", "am", "gm", "um", "psi"],
];

/** Comma-separated names, trimmed and in lower case. */
function nameSet(text: string): ReadonlySet<string> {
  return new Set(text.split(",").map((part) => pyStrip(part.toLowerCase())).filter(Boolean));
}

/**
 * Names of modifications in a box. A reply without any counts as naming all of them: upstream codes
 * "present" as 0 and leaves an empty prediction at zeros.
 */
export const modifications: Scorer<string> = scorer("modifications", (text, target) => {
  const answer = lastBoxedText(afterThinking(text));
  const golds = nameSet(target);
  const named = answer ? nameSet(answer) : new Set(MODIFICATIONS);
  const gold = MODIFICATIONS.filter((name) => golds.has(name));
  const pred = MODIFICATIONS.filter((name) => named.has(name));
  const common = pred.filter((name) => golds.has(name)).length;
  const exact = common === pred.length && common === gold.length;
  return {
    outcome: !answer ? "no-answer" : exact ? "correct" : common > 0 ? "partial" : "wrong",
    answer,
    values: { gold, pred },
  };
});

// A look behind instead of upstream's plain start: the same codes, and long digits stay linear.
const EC_CODE = /(?<!\p{Nd})\p{Nd}+\.\p{Nd}+\.\p{Nd}+\.-?\p{Nd}*/gu;
const EC_INDEX = new Map(EC_LABELS.map((code, index) => [code, index]));

/** Places in {@linkcode EC_LABELS} of the enzyme codes of a text, rising; other codes are left out. */
export function ecIndices(text: string): number[] {
  const found = (text.match(EC_CODE) ?? []).flatMap((code) => EC_INDEX.get(code) ?? []);
  return [...new Set(found)].sort((a, b) => a - b);
}

/** Enzyme codes in a box. The per-sample score is Fmax of the row alone, 0..1. */
export const enzymes: Scorer<string> = scorer("enzymes", (text, target) => {
  const answer = lastBoxedText(afterThinking(text));
  const pred = ecIndices(answer ?? "");
  const gold = ecIndices(target);
  const common = pred.filter((index) => gold.includes(index)).length;
  const exact = common > 0 && common === pred.length && common === gold.length;
  return {
    outcome: !answer ? "no-answer" : exact ? "correct" : common > 0 ? "partial" : "wrong",
    answer,
    values: { gold, pred },
    perSample: fmaxOfLabels([{ gold, pred }], EC_LABELS.length),
  };
});

/** A number for the mixed score. A missing one counts as 0, like a confident low prediction. */
export const efficiency: Scorer<number> = scorer("efficiency", (text, target) => {
  const number = taggedNumber(afterThinking(text), "last");
  const pred = number ?? 0;
  return {
    outcome: number === null ? "no-answer" : number === target ? "correct" : "partial",
    answer: number === null ? null : String(number),
    values: { gold: target, pred: toJsonNumber(pred) },
    perSample: 100 * mixedScore([target], [pred]),
  };
});
