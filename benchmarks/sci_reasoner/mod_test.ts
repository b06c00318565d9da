import assert from "node:assert/strict";
import { scoreSamples } from "../../runners/score_samples.ts";
import { pySample } from "../../scoring/python/random.ts";
import type { Task } from "../define.ts";
import {
  coverage,
  groupNumbers,
  groups,
  groupScore,
  macroScore,
  metricOf,
  microScore,
  subsets,
} from "./groups.ts";
import { sciReasoner } from "./mod.ts";
import { groupNames } from "./rows.ts";

function tasksWith(options: Readonly<Record<string, string | boolean>> = {}): readonly Task[] {
  return sciReasoner.tasks(sciReasoner.options.parse(options));
}

const tasks = tasksWith();

function taskOf(id: string, from: readonly Task[] = tasks): Task {
  const found = from.find((task) => task.id === id);
  assert.ok(found, id);
  return found;
}

/** The first sub-task of every kind. */
const oneOfEach = [...Map.groupBy(subsets, ({ kind }) => kind).values()].map(([row]) =>
  taskOf(row?.id ?? "")
);

function messagesOf(id: string, options: Readonly<Record<string, boolean>> = {}) {
  const task = taskOf(id, tasksWith(options));
  const support = task.support?.demo ?? [];
  return task.sample(task.demo[0], { index: 0, draw: () => 0, support }).messages;
}

Deno.test("SciReasoner has its 149 sub-tasks in nine groups", () => {
  assert.equal(tasks.length, 149);
  assert.equal(new Set(tasks.map(({ id }) => id)).size, 149);
  assert.deepEqual(
    groupNames.map((name) => groups[name].length),
    [15, 11, 16, 4, 15, 17, 65, 2, 4],
  );
});

Deno.test("SciReasoner's questions are the inputs, with what some sub-tasks add", () => {
  const [role, asked] = messagesOf("Gue_tf-h-0");
  assert.equal(role?.role, "system");
  assert.match(String(asked?.content), /promoter/);
  const bare = { systemPrompt: false };
  assert.match(String(messagesOf("PEER_solubility", bare)[0]?.content), /dissolve\?\.$/);
  assert.match(
    String(messagesOf("mol_instruction_true_or_false_question", bare)[0]?.content),
    /base\?Your answer should start with 'Yes' or 'Maybe' or 'No'$/,
  );
  const entities = messagesOf("mol_instruction_chemical_entity_recognition", bare);
  assert.deepEqual(entities.map((message) => message.role), [
    "system",
    "user",
    "assistant",
    "user",
  ]);
  assert.match(String(entities[1]?.content), /^Query: /);
  assert.equal(
    messagesOf("unconditional_molecule_generation", bare)[0]?.content,
    "Generate a molecule with <SMILES> ",
  );
});

Deno.test("SciReasoner's mini sets are drawn as upstream draws them", () => {
  const drawOf = (id: string) => {
    const { source } = taskOf(id);
    assert.ok(source.subset?.draw, id);
    return source.subset.draw;
  };
  const drawn = pySample(2000, 150, 1024);
  for (const id of ["Gue_tf-h-0", "Opi_Fold_type_fold_type", "bio_instruction-emp"]) {
    assert.deepEqual(drawOf(id)(2000), drawn);
  }
  assert.throws(() => drawOf("Gue_tf-h-0")(20), RangeError);
  assert.deepEqual(drawOf("Opi_Fold_type_fold_type")(20), pySample(20, 20, 1024));
  assert.deepEqual(drawOf("bio_instruction-emp")(3), [0, 1, 2]);
  assert.equal(taskOf("Gue_tf-h-0", tasksWith({ set: "full" })).source.subset, undefined);
});

Deno.test("SciReasoner takes LLM4Mat's rows by the property their answer names", () => {
  const { subset } = taskOf("LLM4Mat_MP_Bandgap").source;
  assert.equal(subset?.first, 150);
  assert.equal(subset?.where?.({ output: "{band_gap : 1.5}" }), true);
  for (const record of [{ output: "{band_gap: 1.5}" }, { output: "{my_band_gap : 1}" }, {}, null]) {
    assert.equal(subset?.where?.(record), false);
  }
  const { subset: full } = taskOf("LLM4Mat_MP_Bandgap", tasksWith({ set: "full" })).source;
  assert.equal(full?.first, undefined);
  assert.ok(full?.where);
});

Deno.test("SciReasoner's questions without data are made", async () => {
  const { source } = taskOf("unconditional_molecule_generation");
  const records = await source.assemble?.(() => Promise.reject(new Error("nothing to read")));
  assert.equal(records?.length, 800);
  assert.equal(source.subset?.first, 150);
});

for (const task of oneOfEach) {
  Deno.test(`reference replies of ${task.id} get full marks`, async () => {
    for (const options of [{}, { modelSplit: false, proteinRouge: "bootstrap" }]) {
      const { source: _, ...kind } = taskOf(task.id, tasksWith(options));
      const samples = kind.demo.map((record) => ({
        record,
        response: kind.reference(record) ?? "",
      }));
      if (kind.noReference !== undefined) return;
      const { verdicts } = await scoreSamples(
        { benchmark: "scireasoner", task: task.id, samples },
        { options },
      );
      for (const verdict of verdicts) {
        assert.equal(
          verdict.kind === "scored" && verdict.outcome,
          "correct",
          JSON.stringify(verdict),
        );
      }
    }
  });
}

const none = () => null;

Deno.test("a run without numbers earns upstream's free marks in strict mode only", () => {
  const close = (got: number | null, wanted: number) =>
    assert.ok(Math.abs((got ?? NaN) - wanted) < 1e-9);
  close(groupScore("SmolInstruct", none, "strict"), 200 / 15);
  close(groupScore("Mol_Instructions", none, "strict"), 100 / 17);
  assert.equal(groupScore("GUE", none, "strict"), 0);
  for (const name of groupNames) assert.equal(groupScore(name, none, "safe"), null);
  assert.equal(macroScore(none, "safe"), null);
  assert.equal(microScore(none, "safe"), null);
  assert.equal(coverage(none), 0);
});

Deno.test("groups weigh their sub-tasks as upstream does", () => {
  const only = (id: string, value: number) => (task: string) => task === id ? value : null;
  const score = (id: string, value: number) => {
    const name = groupNames.find((name) => groups[name].some((row) => row.id === id));
    return groupScore(name ?? "GUE", only(id, value), "safe");
  };
  assert.equal(score("smol_property_prediction-esol", 1), 75);
  assert.equal(score("smol_property_prediction-lipo", 5), 0);
  assert.equal(score("smol_molecule_captioning", 0.25), 25);
  assert.equal(score("mol_instruction_property_prediction_str", 2.5), 75);
  assert.equal(score("mol_instruction_chemical_protein_interaction_extraction", 1), 0);
  assert.equal(score("mol_instruction_catalytic_activity", 40), 40);
  assert.equal(score("LLM4Mat_MP_IsStable", 0.5), 50);
  assert.equal(score("LLM4Mat_MP_Bandgap", 2.5), 2.5);
  assert.equal(score("unconditional_RNA_generation", -120), 12);
  assert.equal(score("unconditional_RNA_generation", 5), -0.5);
  assert.equal(score("Opi_Fold_type_fold_type", 0.5), 50);
});

Deno.test("macro and micro means weigh groups and sub-tasks alike", () => {
  const metrics = new Map(subsets.map((row) => [row.id, metricOf(row)]));
  const number = (task: string, metric: string) => metrics.get(task) === metric ? 0.5 : null;
  const scores = groupNames.map((name) => groupScore(name, number, "safe") ?? NaN);
  const macro = scores.reduce((sum, score) => sum + score, 0) / 9;
  const micro = groupNames.reduce(
    (sum, name, at) => sum + (scores[at] ?? NaN) * groups[name].length,
    0,
  ) / 149;
  assert.ok(Math.abs((macroScore(number, "safe") ?? NaN) - macro) < 1e-9);
  assert.ok(Math.abs((microScore(number, "safe") ?? NaN) - micro) < 1e-9);
  assert.equal(groupNumbers(number).length, 2 * 11 + 1);
  assert.equal(groupNumbers(number).at(-1)?.value, 149);
});
