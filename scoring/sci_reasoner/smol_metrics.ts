/**
 * The metrics of SmolInstruct's sub-tasks by the names that LLM4Chem prints.
 *
 * @module
 */
import { countOf, numberOf } from "../metrics/mean.ts";
import { pyRound } from "../python/round.ts";
import { llm4chemNumbers, type Llm4chemTask } from "../smol_instruct/llm4chem.ts";
import type { BreakdownMetric, Item, SetMetric } from "../types.ts";

/** Every number of a sub-task: gold answers are not shared between samples, as they are upstream's. */
function numbers(task: Llm4chemTask, items: readonly Item[]): Record<string, number | null> {
  return llm4chemNumbers(
    task,
    items.map(({ values, sampleId, repeat }) => ({ ...values, key: `${sampleId}/${repeat}` })),
  );
}

/** The share of right rows in percent with two decimals. */
function share(id: string): SetMetric {
  return {
    kind: "set",
    id,
    unit: "percent",
    better: "higher",
    range: [0, 100],
    compute: (items) => percent(countOf(items, "match"), items.length),
    extremes: (items, unscored) => {
      const right = countOf(items, "match");
      const all = items.length + unscored;
      return [percent(right, all) ?? 0, percent(right + unscored, all) ?? 100];
    },
  };
}

function percent(right: number, all: number): number | null {
  return all === 0 ? null : pyRound(100 * (right / all), 2);
}

const exactMatch: SetMetric = share("top1_exact_match");

const rightAnswers: SetMetric = share("accuracy");

/** Upstream also computes an AUC, which raises for gold labels of one class; then there is nothing. */
const accuracy: SetMetric = {
  ...rightAnswers,
  compute: (items) =>
    numbers("yes-no", items).roc_auc_score === null ? null : rightAnswers.compute(items),
  gap: () => "the gold labels of the replies that say yes or no are of one class",
};

const rmse: SetMetric = {
  kind: "set",
  id: "RMSE",
  unit: "value",
  better: "lower",
  range: [0, Infinity],
  compute: (items) => numbers("number", items).RMSE ?? null,
  gap: () => "no reply has a number, or one has no finite one",
};

/** Mean METEOR on word pieces of SciBERT over the captions that say something. */
const meteor: SetMetric = {
  kind: "set",
  id: "meteor_score",
  unit: "fraction",
  better: "higher",
  range: [0, 1],
  compute: (items) => {
    const captions = items.filter(({ values }) => values.captioned === true);
    const scores = captions.flatMap(({ values }) => numberOf(values.meteor) ?? []);
    if (scores.length < captions.length || scores.length === 0) return null;
    return scores.toSorted((a, b) => a - b).reduce((sum, score) => sum + score, 0) / scores.length;
  },
  gap: (items) =>
    countOf(items, "captioned") === 0
      ? "no reply has a caption"
      : "needs the vocabulary of SciBERT",
};

/** The metric that stands for a sub-task. */
export const smolMetric: Readonly<Record<Llm4chemTask, SetMetric>> = {
  "smiles": exactMatch,
  "smiles-set": exactMatch,
  "formula": share("top1_ele_match"),
  "iupac": share("top1_split_match"),
  "number": rmse,
  "yes-no": accuracy,
  "caption": meteor,
};

/** What LLM4Chem prints beside it; for molecules also means of similarities. */
export function smolOthers(task: Llm4chemTask): BreakdownMetric {
  const { id } = smolMetric[task];
  return {
    kind: "breakdown",
    id: "llm4chem",
    unit: "value",
    compute: (items) => {
      const { [id]: _, ...others } = numbers(task, items);
      return others;
    },
  };
}
