import assert from "node:assert/strict";
import { reduceMetrics } from "../metrics/reduce.ts";
import type { Item, Metric, Scorer, Tools } from "../types.ts";
import { anyRna, averageEnergy, rnaCounts } from "./any_rna.ts";
import { bioModifications, bioYesNo } from "./bio_instruction.ts";
import { bioSentiment } from "./bio_sentiment.ts";
import { bertScore, openQuestion } from "./biotext.ts";
import { smolScorer } from "./smol.ts";
import { smolMetric } from "./smol_metrics.ts";

async function items<Target>(
  scorer: Scorer<Target>,
  rows: readonly (readonly [text: string, target: Target])[],
  tools: Tools,
): Promise<Item[]> {
  const all: Item[] = [];
  for (const [at, [text, target]] of rows.entries()) {
    const step = await scorer.score(
      { text, raw: text, truncated: false, target, judged: [] },
      tools,
    );
    assert.ok(step.kind === "scored", JSON.stringify(step));
    const { outcome, values } = step;
    all.push({ sampleId: `${at}`, repeat: 0, groups: {}, outcome, values });
  }
  return all;
}

async function number<Target>(
  scorer: Scorer<Target>,
  metric: Metric,
  rows: readonly (readonly [text: string, target: Target])[],
  tools: Tools,
): Promise<number | null | undefined> {
  return reduceMetrics([metric], await items(scorer, rows, tools))[metric.id];
}

const folds = (energies: Readonly<Record<string, number>>): Tools => ({
  rnaFolder: {
    fold(sequence) {
      const energyKcal = energies[sequence];
      if (energyKcal === undefined) return Promise.reject(new Error(`"${sequence}" was not asked`));
      const structure = ".".repeat(sequence.length);
      // As ViennaRNA prints it: six characters wide.
      const line = `${structure} (${energyKcal.toFixed(2).padStart(6)})`;
      return Promise.resolve({ structure, energyKcal, line });
    },
  },
});

Deno.test("an RNA's energy counts where RNAfold prints it without a blank", async () => {
  const rows = [
    ["<rna>ACGT</rna>", ""],
    ["<rna>GGCC</rna>", ""],
    ["<rna>AU</rna>", ""],
    ["none", ""],
  ] as const;
  const tools = folds({ ACGU: -12.5, GGCC: -20, AU: -9.99 });
  assert.equal(await number(anyRna, averageEnergy, rows, tools), -16.25);
  const counts = reduceMetrics([rnaCounts], await items(anyRna, rows, tools));
  assert.equal(counts.energies_left_out, 1);
  assert.equal(await number(anyRna, averageEnergy, rows.slice(2), tools), null);
  assert.equal(await number(anyRna, averageEnergy, rows.slice(3), tools), 0);
});

Deno.test("a mean energy is not made of the sequences alone that happened to be folded", async () => {
  const folded = await items(anyRna, [["<rna>ACGU</rna>", ""]], folds({ ACGU: -12.5 }));
  const unfolded = await items(anyRna, [["<rna>ACGU</rna>", ""]], {});
  assert.equal(averageEnergy.compute([...folded, ...unfolded]), null);
  assert.equal(averageEnergy.gap?.([...folded, ...unfolded]), "needs RNAfold");
  assert.match(averageEnergy.gap?.([]) ?? "", /no energy/);
});

Deno.test("an open question has BERTScore's F1, and none without the model", async () => {
  const asked: [string, string][] = [];
  const tools: Tools = {
    bertScorer: {
      score(answer, reference) {
        asked.push([answer, reference]);
        return Promise.resolve({ precision: 0.5, recall: 1, f1: answer === "" ? 0 : 0.75 });
      },
    },
  };
  const rows = [["Answer: <think>hm</think> It binds. ", "It binds."], ["", "It binds."]] as const;
  assert.equal(await number(openQuestion, bertScore, rows, tools), 0.375);
  assert.deepEqual(asked, [["It binds.", "It binds."], ["", "It binds."]]);
  const input = { text: "x", raw: "x", truncated: false, target: "x", judged: [] };
  const without = await openQuestion.score(input, {});
  assert.ok(without.kind === "unscored");
  assert.match(without.detail, /needs BERTScore .*--tool bert-score=FOLDER/);
});

const believes = (sentence: string): Tools => ({
  entailmentModel: {
    entailment: (_, hypotheses) =>
      Promise.resolve(hypotheses.map((text) => text.includes(sentence) ? 2 : -1)),
  },
});

Deno.test("an answer without a keyword is read by the model that is given", async () => {
  const [yes] = await items(bioYesNo, [["Indeed", "positive"]], believes("I can positively"));
  assert.deepEqual(yes?.values, { gold: true, pred: true, unread: false, classified: true });
  assert.equal(yes?.outcome, "correct");
  const [no] = await items(bioYesNo, [["Indeed", "positive"]], believes("is not expected"));
  assert.equal(no?.values.pred, false);
  assert.equal(no?.outcome, "wrong");
  const [keyword] = await items(
    bioYesNo,
    [["Yes.", "positive"]],
    believes("My answer is negative"),
  );
  assert.deepEqual(keyword?.values, { gold: true, pred: true, unread: false });
});

Deno.test("modifications that nothing names are none where the model says no", async () => {
  const pred = async (tools: Tools) =>
    (await items(bioModifications, [["Indeed", "none"]], tools))[0]?.values.pred;
  assert.deepEqual(await pred(believes("My answer is negative")), ["none"]);
  assert.deepEqual(await pred(believes("I can positively")), []);
  assert.deepEqual(await pred({}), []);
});

Deno.test("bioSentiment() asks about upstream's four sentences, without marks of other models", async () => {
  const asked: unknown[] = [];
  await bioSentiment(" Indeed</s><pad> ", {
    entailment(premise, hypotheses) {
      asked.push(premise, hypotheses[0], hypotheses.length);
      return Promise.resolve([0, 0, 0, 0]);
    },
  });
  assert.deepEqual(asked, ["Indeed", "This example is Yes,I can positively identify.", 4]);
});

Deno.test("a caption has METEOR on word pieces; empty ones are left out", async () => {
  const scorer = smolScorer("caption");
  const metric = smolMetric.caption;
  const tools: Tools = { scibertVocabulary: new Set(["an", "acid", "mono", "##carb", "[UNK]"]) };
  const rows = [["an acid", "an acid"], ["", "an acid"], ["monocarb", "an acid"]] as const;
  // Two matches in one run, 1 - 0.5 / 8, and none: the mean of both.
  assert.equal(await number(scorer, metric, rows, tools), 0.9375 / 2);
  assert.equal(await number(scorer, metric, rows, {}), null);
  assert.equal(metric.gap?.(await items(scorer, rows, {})), "needs the vocabulary of SciBERT");
});
