/**
 * The numbers of the authors' own scorer, from the same replies: beside the headline, never in it.
 * Text between the first left and the first right tag, the thinking part not split off; the gold
 * answers of a sample are those of all samples with the same input.
 *
 * Similarities are those to a sample's own gold answer, where upstream takes the best of all with the
 * same input. BLEU and METEOR of captions are there where SciBERT's vocabulary is.
 *
 * Upstream: `LLM4Chem@43ab5fcc extract_prediction.py, utils/metrics.py`.
 *
 * @module
 */
import { betweenFirstTags } from "../answers/tags.ts";
import { parseFormula } from "../chem/formula.ts";
import { inchiSet } from "../chem/inchi_set.ts";
import { loadRdkit } from "../chem/rdkit.ts";
import { mixtureSimilarities } from "../chem/similarity.ts";
import type { Json, JsonObject } from "../json.ts";
import {
  type Confusion,
  confusion,
  f1,
  hardAuc,
  matthews,
  precision,
  recall,
} from "../metrics/binary.ts";
import { finiteOrNull } from "../metrics/json_number.ts";
import { rootMeanSquaredError } from "../metrics/regression.ts";
import { pyFloat } from "../python/float.ts";
import { pyStrip } from "../python/text.ts";
import { pieceNumbers, pieceValues } from "../text/caption_pieces.ts";
import { rouge } from "../text/rouge.ts";
import type { BreakdownMetric, Item } from "../types.ts";

/** What a reply must be, which decides how it is judged. */
export type Llm4chemTask =
  | "smiles"
  | "smiles-set"
  | "formula"
  | "iupac"
  | "number"
  | "yes-no"
  | "caption";

/** What a record says besides its `output`. */
export type Llm4chemGold = {
  /** Samples of the same key share their gold answers. */
  readonly key: string;
  readonly gold: string;
};

const TAGS: Readonly<Record<Exclude<Llm4chemTask, "caption">, string>> = {
  "smiles": "SMILES",
  "smiles-set": "SMILES",
  "formula": "MOLFORMULA",
  "iupac": "IUPAC",
  "number": "NUMBER",
  "yes-no": "BOOLEAN",
};

/** The answer as LLM4Chem cuts it out; `""` where there is none. */
export function llm4chemAnswer(task: Llm4chemTask, reply: string): string {
  if (task === "caption") return pyStrip(reply.replaceAll("<unk>", "").replaceAll("</s>", ""));
  const tag = TAGS[task];
  return pyStrip(betweenFirstTags(reply, `<${tag}>`, `</${tag}>`) ?? "");
}

/** What the numbers of the whole set need of one sample. */
export async function llm4chemValues(
  task: Llm4chemTask,
  reply: string,
  { key, gold }: Llm4chemGold,
  scibertVocabulary?: ReadonlySet<string>,
): Promise<JsonObject> {
  const answer = llm4chemAnswer(task, reply);
  const wanted = pyStrip(gold);
  if (task !== "smiles" && task !== "smiles-set") {
    const pieces = task === "caption" && answer !== ""
      ? pieceValues(answer, wanted, scibertVocabulary)
      : {};
    return { key, ...answerValues(task, answer, wanted), ...pieces };
  }
  const rdkit = await loadRdkit();
  const [smiles, target] = [answer.replaceAll(";", "."), wanted.replaceAll(";", ".")];
  const parts = (side: string) => inchiSet(rdkit, side, { isotopes: "drop" });
  const answered = answer !== "";
  const [pred, right] = [answered ? parts(smiles) : null, parts(target)];
  const near = pred === null || right === null ? null : mixtureSimilarities(rdkit, smiles, target);
  return { answered, key, pred, gold: right, similarities: near };
}

/** The same of an answer that is no SMILES, however it was found; `""` for none. */
export function answerValues(
  task: Exclude<Llm4chemTask, "smiles" | "smiles-set">,
  answer: string,
  wanted: string,
): JsonObject {
  const values = { answered: answer !== "" };
  switch (task) {
    case "formula":
      return { ...values, pred: formulaJson(answer), gold: formulaJson(wanted) };
    case "iupac":
      return { ...values, pred: sortedParts(answer), gold: sortedParts(wanted) };
    case "number": {
      const [pred, number] = [pyFloat(answer), pyFloat(wanted)];
      return { ...values, valid: pred !== null, pred: finite(pred), gold: finite(number) };
    }
    case "yes-no": {
      const word = answer.toLowerCase();
      const valid = word === "yes" || word === "no";
      return { ...values, valid, pred: word === "yes", gold: wanted.toLowerCase() === "yes" };
    }
    case "caption":
      return answer === "" ? values : { ...values, ...rouge(wanted, answer) };
  }
}

/** A formula in a form in which equal ones are equal texts. */
function formulaJson(text: string): Json {
  const formula = parseFormula(text);
  if (formula === null) return null;
  return [...formula].map(([symbol, count]) => `${symbol}${count}`).sort();
}

function sortedParts(text: string): Json {
  return text.split(";").sort();
}

function finite(value: number | null): Json {
  return value === null ? null : finiteOrNull(value);
}

function valuesOf(items: readonly Item[]): JsonObject[] {
  return items.flatMap(({ values }) => {
    const beside = values.llm4chem as JsonObject | undefined;
    return beside === undefined ? [] : [beside];
  });
}

function count(all: readonly JsonObject[], has: (values: JsonObject) => boolean): number {
  return all.filter(has).length;
}

const unanswered = ({ answered }: JsonObject): boolean => answered === false;

/** The gold answers of each key, as texts. */
function goldsByKey(all: readonly JsonObject[]): Map<Json | undefined, Set<string>> {
  const golds = new Map<Json | undefined, Set<string>>();
  for (const { key, gold } of all) {
    const known = golds.get(key) ?? new Set();
    if (gold !== null) known.add(JSON.stringify(gold));
    golds.set(key, known);
  }
  return golds;
}

/** How many answers equal one of their gold answers. */
function matches(all: readonly JsonObject[]): number {
  const golds = goldsByKey(all);
  return count(
    all,
    ({ key, pred, answered }) =>
      answered === true && pred !== null && golds.get(key)?.has(JSON.stringify(pred)) === true,
  );
}

/** How many answers share a molecule with one of their gold answers. */
function overlaps(all: readonly JsonObject[]): number {
  const golds = goldsByKey(all);
  return count(all, ({ key, pred }) => {
    if (!Array.isArray(pred)) return false;
    const molecules = [...golds.get(key) ?? []].flatMap((gold) => JSON.parse(gold) as string[]);
    return molecules.some((molecule) => pred.includes(molecule));
  });
}

type Numbers = Record<string, number | null>;

/** Means over the rows with both molecules; none where there are no such rows. */
function meanSimilarities(all: readonly JsonObject[]): Numbers {
  const rows: JsonObject[] = all.flatMap(({ similarities }) =>
    similarities == null ? [] : [similarities as JsonObject]
  );
  const mean = (name: string): number | null => {
    const sum = rows.map((row) => Number(row[name])).toSorted((a, b) => a - b)
      .reduce((total, value) => total + value, 0);
    return finiteOrNull(sum / rows.length);
  };
  return { t1_maccs_fps: mean("maccs"), t1_rdk_fps: mean("rdk"), t1_morgan_fps: mean("morgan") };
}

const NUMBERS: Readonly<Record<Llm4chemTask, (all: readonly JsonObject[]) => Numbers>> = {
  "smiles": (all) => ({
    num_t1_no_answer: count(all, unanswered),
    num_t1_invalid: count(all, ({ answered, pred }) => answered === true && pred === null),
    num_t1_exact_match: matches(all),
    ...meanSimilarities(all),
  }),
  "smiles-set": (all) => {
    const shared = overlaps(all);
    // Upstream fills both with the same count.
    return { ...NUMBERS.smiles(all), num_t1_subset: shared, num_t1_intersection: shared };
  },
  "formula": (all) => ({
    num_t1_no_answer: count(all, unanswered),
    num_t1_ele_match: matches(all),
    num_t1_formula_invalid: count(all, ({ answered, pred }) => answered === true && pred === null),
  }),
  "iupac": (all) => ({
    num_t1_no_answer: count(all, unanswered),
    num_t1_split_match: matches(all),
  }),
  "number": (all) => {
    const read = all.filter(({ valid }) => valid === true);
    const pairs = read.map(({ pred, gold }) => ({ pred: numeric(pred), gold: numeric(gold) }));
    return {
      num_no_answer: count(all, unanswered),
      num_invalid: count(all, ({ answered, valid }) => answered === true && valid === false),
      RMSE: finiteOrNull(rootMeanSquaredError(pairs)),
    };
  },
  "yes-no": (all) => {
    const read = all.filter(({ valid }) => valid === true);
    const counts = confusion(read.map(({ pred, gold }) => ({
      pred: pred === true,
      gold: gold === true,
    })));
    const of = (statistic: (counts: Confusion) => number | null) =>
      read.length === 0 ? null : statistic(counts);
    return {
      num_no_answer: count(all, unanswered),
      num_invalid: count(all, ({ answered, valid }) => answered === true && valid === false),
      num_correct: counts.truePositive + counts.trueNegative,
      roc_auc_score: of(hardAuc),
      precision: of(precision),
      recall: of(recall),
      f1_score: of(f1),
      mcc: of(matthews),
    };
  },
  "caption": (all) => {
    const mean = (name: string) => {
      const numbers = all.flatMap((values) => (values[name] ?? []) as number | []);
      const sum = numbers.toSorted((a, b) => a - b).reduce((total, value) => total + value, 0);
      return numbers.length === 0 ? null : sum / numbers.length;
    };
    return {
      num_no_answer: count(all, unanswered),
      ...pieceNumbers(all.filter(({ answered }) => answered === true)),
      rouge_1: mean("rouge1"),
      rouge_2: mean("rouge2"),
      rouge_l: mean("rougeL"),
    };
  },
};

function numeric(value: Json | undefined): number {
  return typeof value === "number" ? value : NaN;
}

/** The numbers of a task by the names LLM4Chem prints, from what {@linkcode llm4chemValues} gave. */
export function llm4chemNumbers(task: Llm4chemTask, all: readonly JsonObject[]): Numbers {
  return { num_all: all.length, ...NUMBERS[task](all) };
}

/** {@linkcode llm4chemNumbers} as a breakdown `llm4chem/...`; empty where records lack the gold. */
export function llm4chemBreakdown(task: Llm4chemTask): BreakdownMetric {
  return {
    kind: "breakdown",
    id: "llm4chem",
    unit: "value",
    compute(items) {
      const all = valuesOf(items);
      if (all.length === 0) return {};
      return Object.fromEntries(
        Object.entries(llm4chemNumbers(task, all)).map(([name, value]) => [
          `llm4chem/${name}`,
          value,
        ]),
      );
    },
  };
}
