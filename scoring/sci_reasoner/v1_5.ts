/**
 * The scorers of SciReasoner 1.5, a later suite of 25 sub-tasks: how replies are read and what is
 * printed. They are checked against upstream; its data has no published address, so nothing runs it.
 *
 * Upstream: `opencompass@a5acc4bb opencompass/datasets/SciReasoner1_5.py`.
 *
 * @module
 */
import { withoutCodeFences } from "../answers/code_fences.ts";
import { numberInText } from "../answers/numbers.ts";
import { rocAuc } from "../metrics/auc.ts";
import { type Confusion, confusion, f1, precision, recall } from "../metrics/binary.ts";
import { pearson, spearman } from "../metrics/correlation.ts";
import { finiteOrNull } from "../metrics/json_number.ts";
import {
  deviationOverError,
  meanAbsoluteDeviation,
  meanAbsoluteError,
  type NumberPair,
  rootMeanSquaredError,
} from "../metrics/regression.ts";
import { setF1 } from "../metrics/set_f1.ts";
import { pyFloatOf, pyGet } from "../python/value.ts";
import { pyJson } from "../python/json.ts";
import { PY_WHITESPACE, pyStrip } from "../python/text.ts";
import { sourceIgnoringCase } from "../python/whole_word.ts";

type Numbers = Record<string, number | null>;

/** Without thinking parts, in tags of any case, and code fences. */
function cleaned(text: string): string {
  return pyStrip(withoutCodeFences(pyStrip(withoutPairs(text))));
}

function withoutPairs(text: string): string {
  let kept = "";
  let from = 0;
  const open = /<th[i\u0131\u0130]nk>/giu;
  const close = /<\/th[i\u0131\u0130]nk>/giu;
  for (let match = open.exec(text); match !== null; match = open.exec(text)) {
    close.lastIndex = open.lastIndex;
    if (close.exec(text) === null) break;
    kept += text.slice(from, match.index);
    from = open.lastIndex = close.lastIndex;
  }
  return kept + text.slice(from);
}

/** The first number of a reply; `null` without a finite one. */
export function firstFloat(text: string): number | null {
  const number = numberInText(cleaned(text), "float", "first");
  return number === null ? null : finiteOrNull(number);
}

const FLOAT = "[-+]?(?:\\p{Nd}+(?:\\.\\p{Nd}*)?|\\.\\p{Nd}+)(?:[eE][-+]?\\p{Nd}+)?";

/** A property's number: as JSON, else in braces that name it, else the first number anywhere. */
export function propertyFloat(text: string, property: string): number | null {
  const plain = cleaned(text);
  if (plain === "") return null;
  const json = pyJson(plain);
  const held = json === null ? undefined : pyGet(json, property);
  const fromJson = held === undefined ? null : pyFloatOf(held);
  if (fromJson !== null) return finiteOrNull(fromJson);
  const named = new RegExp(
    `${sourceIgnoringCase(property)}["']?[${PY_WHITESPACE}]*:[${PY_WHITESPACE}]*["']?(${FLOAT})`,
    "gu",
  );
  for (let open = plain.indexOf("{"); open !== -1; open = plain.indexOf("{", open + 1)) {
    const next = plain.slice(open + 1).search(/[{}]/);
    const inside = plain.slice(open, next === -1 ? plain.length : open + 1 + next);
    const found = [...inside.matchAll(named)].at(-1)?.[1];
    if (found !== undefined) return finiteOrNull(Number(found));
  }
  return firstFloat(text);
}

/** Errors and correlations of the rows that could be read. */
export function regressionNumbers(pairs: readonly NumberPair[], total: number): Numbers {
  const [golds, preds] = [pairs.map(({ gold }) => gold), pairs.map(({ pred }) => pred)];
  return {
    total,
    valid: pairs.length,
    valid_rate: total === 0 ? 0 : 100 * (pairs.length / total),
    MAE: finiteOrNull(meanAbsoluteError(pairs)),
    RMSE: finiteOrNull(rootMeanSquaredError(pairs)),
    MAD: finiteOrNull(meanAbsoluteDeviation(pairs)),
    "MAD/MAE": deviationOverError(pairs),
    Pearson: finiteOrNull(pearson(golds, preds)),
    Spearman: finiteOrNull(spearman(golds, preds)),
    invalid_count: total - pairs.length,
  };
}

/** Labels as a set in lower case: divided by semicolons where there is one, else by lines and commas. */
export function labelsOf(text: string): ReadonlySet<string> {
  const plain = cleaned(text);
  const divider = /[;\uff1b]/.test(plain) ? /[;\uff1b]/ : /[\n,\uff0c]/;
  return new Set(plain.split(divider).map((label) => pyStrip(label).toLowerCase()).filter(Boolean));
}

/** Means over rows of predicted and gold labels. */
export function labelNumbers(
  rows: readonly { readonly pred: ReadonlySet<string>; readonly gold: ReadonlySet<string> }[],
): Numbers {
  const matches = rows.map(({ pred, gold }) => setF1(pred, gold));
  const mean = (values: readonly number[]) =>
    values.length === 0 ? 0 : values.reduce((sum, value) => sum + value, 0) / values.length;
  const common = rows.map(({ pred, gold }) => [...pred].filter((label) => gold.has(label)).length);
  const exact = rows.filter(({ pred, gold }, at) =>
    pred.size === gold.size && common[at] === gold.size
  );
  const f1s = mean(matches.map(({ f1 }) => f1));
  return {
    total: rows.length,
    Precision: mean(matches.map(({ precision }) => precision)),
    Recall: mean(matches.map(({ recall }) => recall)),
    "F1 Score": f1s,
    score: 100 * f1s,
    exact_match: 100 * mean(rows.map((row) => exact.includes(row) ? 1 : 0)),
    avg_correct_attributes: mean(common),
    avg_pred_labels: mean(rows.map(({ pred }) => pred.size)),
    avg_gold_labels: mean(rows.map(({ gold }) => gold.size)),
    empty_prediction_rate: 100 * mean(rows.map(({ pred }) => pred.size === 0 ? 1 : 0)),
  };
}

const STATED = new RegExp(
  `(?:label|answer|prediction|class)[${PY_WHITESPACE}]*[:=][${PY_WHITESPACE}]*([01])` +
    `(?=$|[${PY_WHITESPACE},;}\\]])`,
  "u",
);
const NEGATIVE = ["dissimilar", "inactive", "negative", "no", "false"];
const POSITIVE = ["similar", "active", "positive", "yes", "true"];

/** How likely a reply says yes, 0..1; `null` where it says nothing. */
export function yesScore(text: string): number | null {
  const plain = cleaned(text).toLowerCase();
  const stated = STATED.exec(plain)?.[1];
  if (stated !== undefined) return Number(stated);
  const number = firstFloat(plain);
  if (number !== null && number >= 0 && number <= 1) return number;
  if (NEGATIVE.some((word) => plain.includes(word))) return 0;
  if (POSITIVE.some((word) => plain.includes(word))) return 1;
  return null;
}

/** A row of a yes/no task with many targets. */
export interface TargetRow {
  readonly gold: boolean;
  readonly score: number | null;
  readonly target: string;
}

/** Numbers of a yes/no task; what says nothing is no, and has no part in the AUC. */
export function yesNoNumbers(rows: readonly TargetRow[]): Numbers {
  const counts = (some: readonly TargetRow[]): Confusion =>
    confusion(some.map(({ gold, score }) => ({ gold, pred: (score ?? 0) >= 0.5 })));
  const all = counts(rows);
  const share = (count: number) => rows.length === 0 ? 0 : 100 * (count / rows.length);
  const targets = [...Map.groupBy(rows, ({ target }) => target).values()].map(counts);
  const macro = (statistic: (counts: Confusion) => number) =>
    targets.length === 0
      ? 0
      : targets.reduce((sum, some) => sum + statistic(some), 0) / targets.length;
  return {
    total: rows.length,
    Accuracy: share(all.truePositive + all.trueNegative),
    Precision: precision(all),
    Recall: recall(all),
    "F1 Score": f1(all),
    positive_rate: share(all.truePositive + all.falsePositive),
    gold_positive_rate: share(all.truePositive + all.falseNegative),
    AUC: rocAuc(rows.flatMap(({ gold, score }) => score === null ? [] : [{ gold, score }])),
    macro_target_f1: macro(f1),
    macro_target_recall: macro(recall),
    invalid_count: rows.filter(({ score }) => score === null).length,
  };
}
