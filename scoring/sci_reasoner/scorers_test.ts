import assert from "node:assert/strict";
import { bootstrapMedians } from "../metrics/bootstrap_median.ts";
import { reduceMetrics } from "../metrics/reduce.ts";
import type { Item, JudgeReply, Metric, Scored, Scorer, Tools } from "../types.ts";
import { anyMolecule, moleculeUniqueness, moleculeValidity } from "./any_molecule.ts";
import { proteinOthers, proteinValidRate } from "./any_protein.ts";
import { anyRna, averageEnergy, readEnergies } from "./any_rna.ts";
import { bioNumber, bioYesNo } from "./bio_instruction.ts";
import { bioMatthews, bioPearson, bioRSquared } from "./bio_metrics.ts";
import { deviationRatio, propertyNumber } from "./llm4mat.ts";
import { composition, elementsAskedFor } from "./material.ts";
import { molecule } from "./mol_molecule.ts";
import { exactMatch } from "./mol_molecule_metrics.ts";
import { bestDesign, proteinMetrics } from "./mol_protein.ts";
import { labelF1, labelSet } from "./opi.ts";
import { peerScorer } from "./peer.ts";
import { smolScorer } from "./smol.ts";
import { smolMetric } from "./smol_metrics.ts";

async function judge<Target>(
  scorer: Scorer<Target>,
  text: string,
  target: Target,
  judged: readonly JudgeReply[] = [],
  tools: Tools = {},
): Promise<Scored> {
  const step = await scorer.score({ text, raw: text, truncated: false, target, judged }, tools);
  assert.ok(step.kind === "scored", JSON.stringify(step));
  return step;
}

async function numbers<Target>(
  scorer: Scorer<Target>,
  metrics: readonly Metric[],
  rows: readonly (readonly [string, Target])[],
  tools: Tools = {},
): Promise<Record<string, number | null>> {
  const items: Item[] = [];
  for (const [at, [text, target]] of rows.entries()) {
    const { outcome, values } = await judge(scorer, text, target, [], tools);
    items.push({ sampleId: `${at}`, repeat: 0, groups: {}, outcome, values });
  }
  return reduceMetrics(metrics, items);
}

Deno.test("peerScorer() asks a judge about what the rule refuses, and reads it in two ways", async () => {
  const gold = "The answer is Yes.";
  const says = (text: string) => [{ text, reasoning: "" }];
  const upstream = peerScorer("upstream");
  const asked = await upstream.score(
    { text: "Hm.", raw: "Hm.", truncated: false, target: gold, judged: [] },
    {},
  );
  assert.ok(asked.kind === "judge");
  assert.match(String(asked.messages.at(-1)?.content), /Reference answer: The answer is Yes\./);
  for (
    const [setting, verdict, correct] of [
      ["upstream", "True", false],
      ["upstream", "correct", true],
      ["upstream", "A", true],
      ["intended", "true.", true],
      ["intended", "A", false],
    ] as const
  ) {
    const { values } = await judge(peerScorer(setting), "Hm.", gold, says(verdict));
    assert.equal(values.correct, correct, `${setting} ${verdict}`);
  }
  assert.equal((await judge(peerScorer("off"), "Hm.", gold)).values.correct, false);
  assert.deepEqual((await judge(upstream, "It is soluble", gold)).perSample, {
    clean_pred: "yes",
    clean_ref: "yes",
    rule_correct: true,
    cascade_correct: true,
  });
});

Deno.test("rows without a label do not count", async () => {
  assert.deepEqual(
    await numbers(bioYesNo, [bioMatthews], [["Yes", null], ["Yes", "positive"], [
      "No",
      "negative",
    ]]),
    { MCC: 100 },
  );
  assert.deepEqual(await numbers(bioYesNo, [bioMatthews], [["Yes", null]]), { MCC: null });
});

Deno.test("an answer without a keyword is wrong, and told", async () => {
  const { values, outcome } = await judge(bioYesNo, "Indeed", "positive");
  assert.deepEqual(values, { gold: true, pred: false, unread: true });
  assert.equal(outcome, "no-answer");
});

Deno.test("numbers that cannot be read cost their share", async () => {
  const rows = [["1", 1], ["2", 2], ["3", 3], ["none", 4]] as const;
  assert.deepEqual(await numbers(bioNumber(), [bioRSquared], rows), { R2: 75 });
  assert.deepEqual(await numbers(bioNumber(2), [bioRSquared], [["3", 1], ["1", 2]]), { R2: null });
  assert.deepEqual(await numbers(bioNumber(), [bioPearson], [["none", 1]]), { PCC: null });
});

Deno.test("a property's refusals cost nothing, and perfect answers have no ratio", async () => {
  const scorer = propertyNumber("gap");
  const rows = [["{gap : 1}", "{gap : 1.5}"], ["?", "{gap : 9}"], [
    "{gap : 3}",
    "{gap : 2.5}",
  ]] as const;
  assert.deepEqual(await numbers(scorer, [deviationRatio], rows), { "MAD/MAE": 1 });
  assert.deepEqual(
    await numbers(scorer, [deviationRatio], [["{gap : 1}", "{gap : 1}"]]),
    { "MAD/MAE": null },
  );
});

Deno.test("SMILES match as sets of parts, however they are written", async () => {
  const gold = "<SMILES> CC(=O)O.CCO </SMILES>";
  const values = async (text: string) =>
    (await judge(smolScorer("smiles"), `<SMILES>${text}</SMILES>`, gold)).outcome;
  assert.equal(await values("OCC.CC(O)=O.OCC"), "correct");
  assert.equal(await values("OCC;CC(O)=O"), "correct");
  assert.equal(await values("CCO"), "wrong");
  assert.equal(await values("CCO.C1CC"), "wrong");
  assert.deepEqual(
    await numbers(smolScorer("smiles"), [smolMetric.smiles], [
      ["<SMILES>CCO</SMILES>", "<SMILES>OCC</SMILES>"],
      ["<SMILES>[13CH3]CO</SMILES>", "<SMILES>OCC</SMILES>"],
      ["<SMILES>CC.</SMILES>", "<SMILES>OCC</SMILES>"],
    ]),
    { top1_exact_match: 66.67 },
  );
});

Deno.test("accuracy needs gold labels of both classes", async () => {
  const yes = "<BOOLEAN> Yes </BOOLEAN>";
  const no = "<BOOLEAN> No </BOOLEAN>";
  const of = (rows: readonly (readonly [string, string])[]) =>
    numbers(smolScorer("yes-no"), [smolMetric["yes-no"]], rows);
  assert.deepEqual(await of([[yes, yes], [no, yes]]), { accuracy: null });
  assert.deepEqual(await of([[yes, yes], [yes, no], ["maybe", no]]), { accuracy: 33.33 });
});

Deno.test("refusals leave the score of molecules", async () => {
  const gold = "<SMILES> N[C@@H](C)C(=O)O </SMILES>";
  assert.deepEqual(
    await numbers(molecule, [exactMatch], [
      ["<SMILES>CC(N)C(O)=O</SMILES>", gold],
      ["I cannot", gold],
      ["<SMILES>C1CC</SMILES>", gold],
    ]),
    { exact_match_score: 1 },
  );
  assert.deepEqual(await numbers(molecule, [exactMatch], [["", gold]]), { exact_match_score: 0 });
});

Deno.test("one good protein is full marks for the set", () => {
  const item = (score: number): Item => ({
    sampleId: `${score}`,
    repeat: 0,
    groups: {},
    outcome: "partial",
    values: { score },
  });
  assert.equal(bestDesign.compute([item(20), item(100), item(0)]), 100);
  assert.deepEqual(bestDesign.extremes?.([item(20)], 1), [20, 100]);
});

Deno.test("ROUGE of descriptions is a mean or a median of bootstrap means", () => {
  const items = [0.2, 0.4, 0.9].map((rougeL, at): Item => ({
    sampleId: `${at}`,
    repeat: 0,
    groups: {},
    outcome: "partial",
    values: { rouge1: rougeL, rouge2: 0, rougeL, rougeLsum: rougeL },
  }));
  const mean = reduceMetrics(proteinMetrics("mean"), items);
  assert.equal(mean.rougeL, 50);
  const median = reduceMetrics(proteinMetrics("bootstrap"), items.toReversed());
  const lists = [[0.2, 0.4, 0.9], [0, 0, 0], [0.2, 0.4, 0.9]];
  assert.equal(median.rougeL, 100 * (bootstrapMedians(lists, 0)[2] ?? NaN));
});

Deno.test("rows without gold labels are no part of OPI's F1", async () => {
  const rows = [["zinc; atp", "zinc"], ["x", ""], ["kinase", "Kinase"]] as const;
  assert.deepEqual(await numbers(labelSet, [labelF1], rows), { "F1 Score": 0.3333 });
});

Deno.test("a material is valid by SMACT, whatever was asked for", async () => {
  const target = { input: "Design one composed of Fe, O.", output: "<material> Fe O </material>" };
  const { values } = await judge(composition, "<material> Na Cl <sg> <sg1> </material>", target);
  assert.deepEqual([values.format, values.valid, values.precision], [true, true, 0]);
  const unknown = await judge(composition, "<material> Xx O <sg1> </material>", target);
  assert.deepEqual([unknown.values.format, unknown.values.precision], [false, 0.5]);
  assert.deepEqual(elementsAskedFor("One based on Na,  Cl and x. Fe"), ["Na", "Cl"]);
  assert.deepEqual(elementsAskedFor("Give Ti-Al"), ["Ti", "Al"]);
});

Deno.test("a molecule of one's own must stand in tags with blanks, or in none", async () => {
  const valid = async (text: string) => (await judge(anyMolecule, text, "")).values.valid;
  assert.equal(await valid("<SMILES> CCO </SMILES>"), true);
  assert.equal(await valid("<SMILES>CCO</SMILES>"), false);
  assert.equal(await valid("<SMILES> [Na+] </SMILES>"), false);
  assert.equal(await valid("Sure: c1ccccc1."), false);
  assert.equal(await valid("Sure! c1ccccc1 it is"), true);
  assert.equal(await valid(""), false);
  assert.deepEqual(
    await numbers(anyMolecule, [moleculeValidity, moleculeUniqueness], [
      ["CCCO", ""],
      ["CCCO", ""],
      ["", ""],
    ]),
    { validity: 2 / 3, uniquness: 0.5 },
  );
});

Deno.test("an energy is known only where there is no sequence", async () => {
  assert.deepEqual(await numbers(anyRna, [averageEnergy], [["none", ""]]), { average_mfe: 0 });
  assert.deepEqual(
    await numbers(anyRna, [averageEnergy], [["<rna>ACGU</rna>", ""]]),
    { average_mfe: null },
  );
  assert.deepEqual(anyRna.needs, ["rnafold"]);
  assert.deepEqual(readEnergies("((..)) (-12.30)\r\n.... ( -1.20)\n(.) (0.5) \n"), [-12.3, 0.5]);
});

Deno.test("proteins of one's own are counted and told apart", () => {
  const items = ["MKTA", "MKTA", "MKTW", ""].map((sequence, at): Item => ({
    sampleId: `${at}`,
    repeat: 0,
    groups: {},
    outcome: "correct",
    values: { valid: sequence !== "", sequence },
  }));
  assert.deepEqual(reduceMetrics([proteinValidRate, proteinOthers], items), {
    valid_rate: 0.75,
    num_length_less_100: 3,
    average_length: 4,
    diversity: 0.6667,
  });
});
