import assert from "node:assert/strict";
import { zippedAll } from "./data/data_bench.ts";
import { startHubServer } from "./data/hub_server.ts";
import { built, open } from "./prepare.ts";
import { scoreStep } from "./scoring/score_step.ts";
import { resolveTasks } from "./tasks.ts";

/**
 * MMLU-Pro's two sources read end to end: invented questions in Parquet (42 in row groups of 10, 70
 * worked examples), on a hub and in an archive laid out as the frozen one.
 */

const testdata = new URL("testdata/", import.meta.url);
const questions = await Deno.readFile(new URL("mmlu_pro_test.parquet", testdata));
const examples = await Deno.readFile(new URL("mmlu_pro_validation.parquet", testdata));
const MODES = ["judge", "assay", "tiger_l1", "tiger_l2", "lm_eval"];

/** Every sample of every mode, its reference reply scored where no judge decides. */
async function readAll(
  options: Record<string, string>,
  data: string | null,
  context: { readonly dataDir: string; readonly env: (name: string) => string | undefined },
) {
  const selection = { id: "mmlu-pro", tasks: MODES, options, data, limit: null, repeats: null };
  const config = { demo: false, seed: 0, dataDir: context.dataDir };
  const found: Record<string, readonly [samples: number, shots: number, right: number]> = {};
  for (const resolved of resolveTasks([selection])) {
    const opened = await open(resolved, {
      config,
      env: context.env,
      signal: new AbortController().signal,
      onNote: () => {},
    });
    let [samples, shots, right] = [0, 0, 0];
    for await (const { sample, record } of built(resolved, opened, { config })) {
      samples++;
      const prompt = String(sample.messages[0]?.content);
      shots = Math.max(shots, prompt.split("Let's think step by step. Invented.").length - 1);
      if (resolved.task.id === "judge") continue;
      const step = await scoreStep(resolved.task, {
        text: resolved.task.reference(record) ?? "",
        reasoning: "",
        truncated: false,
        target: sample.target,
        judged: [],
      }, {});
      if (step.kind === "scored" && step.outcome === "correct") right++;
    }
    found[resolved.task.id] = [samples, shots, right];
  }
  return found;
}

const WANTED = {
  judge: [42, 0, 0],
  assay: [42, 0, 42],
  tiger_l1: [42, 5, 42],
  tiger_l2: [42, 5, 42],
  lm_eval: [42, 5, 42],
};

Deno.test("a revision of the hub is read by row groups, examples too", async () => {
  const dataDir = await Deno.makeTempDir();
  await using server = startHubServer({
    "TIGER-Lab/MMLU-Pro": {
      refs: { main: "4".repeat(40) },
      files: {
        "data/test-00000-of-00001.parquet": questions,
        "data/validation-00000-of-00001.parquet": examples,
      },
    },
  });
  const variables: Readonly<Record<string, string>> = {
    HF_ENDPOINT: server.url,
    HF_HUB_CACHE: `${dataDir}/cache`,
  };
  const env = (name: string) => variables[name];
  assert.deepEqual(await readAll({ revision: "main" }, null, { dataDir, env }), WANTED);
  await Deno.remove(dataDir, { recursive: true });
});

Deno.test("the frozen archive holds questions and examples", async () => {
  const dataDir = await Deno.makeTempDir();
  const archive = `${dataDir}/mmlu_pro.zip`;
  await Deno.writeFile(
    archive,
    await zippedAll({
      "mmlu_pro/test-00000-of-00001.parquet": questions,
      "mmlu_pro/validation-00000-of-00001.parquet": examples,
    }),
  );
  const context = { dataDir, env: () => undefined };
  assert.deepEqual(await readAll({ source: "opencompass" }, archive, context), WANTED);
  await Deno.remove(dataDir, { recursive: true });
});
