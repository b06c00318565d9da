import type { Json } from "../json.ts";
import { type LabelCounts, macroF1All, macroF1Hit, meanRecall } from "./label_counts.ts";
import type { BreakdownMetric, Item, Outcome, Scorer, SetMetric } from "../types.ts";

/** The gold labels of one record by question: a text for one label, a list for several. */
export type GoldLabels = Readonly<Record<string, string | readonly string[]>>;

/** What a reply is compared with. */
export interface LabelTarget {
  readonly gold: GoldLabels;
  /** By question every label of the table, in lower case: what is looked for in a reply. */
  readonly labels: Readonly<Record<string, readonly string[]>>;
  // For `Json`.
  readonly [key: string]: Json;
}

/** A record's truth, as far as labels go. */
export interface LabelledResult {
  readonly answer?: unknown;
  readonly gt_class?: unknown;
}

/** The question that a letter answers. */
const LETTER = "answer";

/** What records are asked for, and every label they have by question, in lower case. */
export interface LabelTable {
  /** Letters (`answer`) or classes (`gt_class`). */
  readonly letters: boolean;
  readonly labels: Readonly<Record<string, readonly string[]>>;
}

/** The labels of a table. Its first record decides whether letters or classes are asked for. */
export function labelTable(results: readonly LabelledResult[]): LabelTable {
  const letters = results[0] !== undefined && "answer" in results[0];
  const known: Record<string, Set<string>> = {};
  for (const result of results) {
    for (const [key, labels] of Object.entries(goldOf(result, letters) ?? {})) {
      for (const label of lowered(labels)) (known[key] ??= new Set()).add(label);
    }
  }
  const labels = Object.fromEntries(
    Object.entries(known).map(([key, names]) => [key, [...names].sort()]),
  );
  return { letters, labels };
}

/** The target of one record of a table; `null` for one that lacks the field and is left out. */
export function labelTarget(
  result: LabelledResult,
  { letters, labels }: LabelTable,
): LabelTarget | null {
  const gold = goldOf(result, letters);
  return gold === null ? null : { gold, labels };
}

/** The targets of a table; see {@linkcode labelTarget}. */
export function labelTargets(results: readonly LabelledResult[]): (LabelTarget | null)[] {
  const table = labelTable(results);
  return results.map((result) => labelTarget(result, table));
}

function goldOf(result: LabelledResult, letters: boolean): GoldLabels | null {
  return letters ? letterOf(result) : classesOf(result);
}

function letterOf(result: LabelledResult): GoldLabels | null {
  return typeof result.answer === "string" ? { [LETTER]: result.answer } : null;
}

function classesOf({ gt_class: classes }: LabelledResult): GoldLabels | null {
  return typeof classes === "object" && classes !== null ? classes as GoldLabels : null;
}

function lowered(labels: string | readonly string[]): readonly string[] {
  return (typeof labels === "string" ? [labels] : labels).map((label) => label.toLowerCase());
}

/** What a verdict keeps of one question. */
interface Hits {
  readonly gold: readonly string[];
  readonly hits: readonly string[];
  readonly score: number;
}

/**
 * Labels of the table that stand anywhere in the reply, as parts of words too, in any case. A single
 * gold label scores 1 if it is among them, whatever else is; of a list it is the share that is.
 *
 * So `normal` names `norm`, `slow` the stage `w`, and any word with an a the option A.
 *
 * Values: `labels`, by question `{gold, hits, score}`.
 *
 * Upstream: `TimeOmni@4d4a9f4c eval_benchmark.py:classification_eval`.
 */
export const scitsLabels: Scorer<LabelTarget> = {
  id: "scits-labels",
  version: 1,
  needs: [],
  score({ text, target }) {
    const reply = text.toLowerCase();
    const labels: Record<string, { gold: string[]; hits: string[]; score: number }> = {};
    for (const [key, gold] of Object.entries(target.gold)) {
      const hits = (target.labels[key] ?? []).filter((label) => reply.includes(label));
      const wanted = lowered(gold);
      const distinct = new Set(wanted);
      const found = hits.filter((label) => distinct.has(label)).length;
      // Duplicates of a list stay in its length; an empty list scores nothing.
      const score = wanted.length === 0 ? 0 : found / wanted.length;
      labels[key] = { gold: [...distinct], hits, score };
    }
    const shown = Object.entries(labels).map(([key, { hits, score }]) => [key, { hits, score }]);
    // A record without the field counts nowhere.
    const perSample = shown.length === 0 ? null : Object.fromEntries(shown);
    const all = Object.values(labels).flatMap(({ hits }) => hits);
    return {
      kind: "scored",
      outcome: outcomeOf(Object.values(labels)),
      answer: all.length === 0 ? null : all.join(", "),
      values: { labels },
      perSample,
    };
  },
};

function outcomeOf(labels: readonly Hits[]): Outcome {
  if (labels.every(({ hits }) => hits.length === 0)) return "no-answer";
  const sum = labels.reduce((total, { score }) => total + score, 0);
  return sum === labels.length ? "correct" : sum === 0 ? "wrong" : "partial";
}

/** The questions of the items, and what they kept of each. */
function byQuestion(items: readonly Item[]): ReadonlyMap<string, readonly Hits[]> {
  const questions = new Map<string, Hits[]>();
  for (const { values } of items) {
    for (const [key, hits] of Object.entries(values.labels as unknown as Record<string, Hits>)) {
      const held = questions.get(key);
      if (held === undefined) questions.set(key, [hits]);
      else held.push(hits);
    }
  }
  return questions;
}

/** Counts of the labels that are the gold of some item: which items there are moves the number. */
function countLabels(rows: readonly Hits[]): ReadonlyMap<string, LabelCounts> {
  const counts = new Map<string, { found: number; missed: number; false: number }>();
  for (const label of rows.flatMap(({ gold }) => gold)) {
    counts.set(label, { found: 0, missed: 0, false: 0 });
  }
  for (const { gold, hits } of rows) {
    for (const label of gold) {
      const count = counts.get(label);
      if (count !== undefined) hits.includes(label) ? count.found++ : count.missed++;
    }
    for (const label of hits) {
      const count = counts.get(label);
      if (count !== undefined && !gold.includes(label)) count.false++;
    }
  }
  return counts;
}

/** `default` and `answer` have no suffix. */
function suffixOf(question: string): string {
  return question === "default" || question === LETTER ? "" : `_${question}`;
}

/**
 * Numbers of each question as fractions: `accuracy` (mean score), `uar` (mean recall of labels),
 * `f1_score` (over labels that were found at least once only) and `f1_macro_all` (over all), with
 * `_<question>` behind them unless it is `default` or `answer`.
 */
export const labelNumbers: BreakdownMetric = {
  kind: "breakdown",
  id: "labels",
  unit: "fraction",
  compute(items) {
    const numbers: Record<string, number> = {};
    for (const [question, rows] of byQuestion(items)) {
      const suffix = suffixOf(question);
      const counts = [...countLabels(rows).values()];
      const score = rows.reduce((total, row) => total + row.score, 0);
      numbers[`accuracy${suffix}`] = score / rows.length;
      numbers[`uar${suffix}`] = meanRecall(counts);
      numbers[`f1_score${suffix}`] = macroF1Hit(counts);
      numbers[`f1_macro_all${suffix}`] = macroF1All(counts);
    }
    return numbers;
  },
};

/**
 * The cell of a classification task: `f1_macro_all` of one question in percent. Labels that were
 * never found count as 0 in it.
 *
 * @param question Default: the only one there is; with several there is no number
 */
export function labelCell(question?: string): SetMetric {
  return {
    kind: "set",
    id: question === undefined ? "F1" : `F1/${question}`,
    unit: "percent",
    better: "higher",
    range: [0, 100],
    compute(items) {
      const questions = byQuestion(items);
      const name = question ?? (questions.size === 1 ? [...questions.keys()][0] : undefined);
      const rows = name === undefined ? undefined : questions.get(name);
      return rows === undefined ? null : 100 * macroF1All([...countLabels(rows).values()]);
    },
    gap(items) {
      return items.length === 0 ? "nothing was scored" : `no answer to one question "${question}"`;
    },
  };
}
