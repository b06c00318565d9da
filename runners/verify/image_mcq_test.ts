import assert from "node:assert/strict";
import { microvqaVector } from "./microvqa.ts";
import { mmmuProVector } from "./mmmu_pro.ts";
import { msearthMcqVector } from "./msearth_mcq.ts";
import { sfeVector } from "./sfe.ts";
import { type Vector, vectorDifference, type VectorInput, type VectorResult } from "./vector.ts";
import { vlmevalkitMcqVector } from "./vlmevalkit_mcq.ts";
import { xlrsBenchVector } from "./xlrs_bench.ts";

type Route = (vector: VectorInput) => Promise<VectorResult>;

const ROUTES: Readonly<Record<string, Route>> = {
  "_vlmevalkit-mcq": vlmevalkitMcqVector,
  sfe: sfeVector,
  microvqa: microvqaVector,
  "xlrs-bench": xlrsBenchVector,
  "msearth-mcq": msearthMcqVector,
  "mmmu-pro": mmmuProVector,
};

for (const [name, route] of Object.entries(ROUTES)) {
  Deno.test(`the route of "${name}" gives what upstream gave, on every golden vector`, async () => {
    const file = new URL(`../../tests/golden/${name}.jsonl`, import.meta.url);
    const lines = (await Deno.readTextFile(file)).split("\n").filter((line) => line !== "");
    const vectors = lines.map((line) => JSON.parse(line) as Vector);
    assert.ok(vectors.length >= 21);
    for (const vector of vectors) {
      assert.equal(vectorDifference(vector, await route(vector)), null, vector.id);
    }
  });

  Deno.test(`the route of "${name}" refuses a task it does not know`, async () => {
    for (const task of ["", "other", "toString", "vlmevalkit", "vlmevalkit-mcqs", "judges"]) {
      const vector = { benchmark: name, task, samples: [] };
      await assert.rejects(() => route(vector), RangeError, task);
    }
  });
}

const row = { question: "Which?", A: "rock", B: "bedrock", answer: "B", category: "x" };
const verbose = "The answer is B, that is what all of the picture shows to us";

async function chain(task: string, response: string, record: object = row, judge?: string) {
  const sample = { record, response, ...(judge === undefined ? {} : { judge }) };
  return await vlmevalkitMcqVector({ benchmark: "_component", task, samples: [sample] });
}

Deno.test("vlmevalkitMcqVector() tells the version from the label, whatever case stands behind", async () => {
  for (const task of ["vlmevalkit-mcq", "vlmevalkit-mcq-window"]) {
    assert.equal((await chain(task, verbose)).metrics.by_rule, 1, task);
  }
  for (const task of ["vlmevalkit-mcq-2026-02", "vlmevalkit-mcq-2026-02-window"]) {
    assert.equal((await chain(task, verbose)).metrics.by_rule, 0, task);
  }
});

Deno.test("vectors of the chain give a judge text a try, the last for all further ones", async () => {
  const tries = { ...row, judge_tries: ["x", "y", "B"] };
  assert.equal((await chain("vlmevalkit-mcq", "hm", tries, "x")).metrics.by_judge, 1);
  const stuck = { ...row, judge_tries: ["x", "y"] };
  assert.equal((await chain("vlmevalkit-mcq", "hm", stuck)).metrics.gave_up, 1);
  assert.equal((await chain("vlmevalkit-mcq", "hm", row, "B")).metrics.by_judge, 1);
  assert.equal((await chain("vlmevalkit-mcq", "hm")).metrics.unparsed, 1);
});

Deno.test("vectors of the chain take a missing reply for the text a table reader makes of it", async () => {
  const options = { ...row, A: "a nan", B: "nano", C: "x", answer: "A" };
  const missing = null as unknown as string;
  assert.equal((await chain("vlmevalkit-mcq", missing, options)).metrics.z, 1);
  assert.equal(
    (await chain("vlmevalkit-mcq", missing, { ...options, B: "nan", A: "b" })).metrics.z,
    0,
  );
});

Deno.test("vectors of the chain break accuracy down by category where there is one", async () => {
  assert.equal((await chain("vlmevalkit-mcq", "B")).metrics["accuracy/x"], 100);
  const bare = await chain("vlmevalkit-mcq", "B", { ...row, category: null });
  assert.deepEqual(Object.keys(bare.metrics).filter((name) => name.includes("/")), []);
});

Deno.test("microvqaVector() reads a hub record and a row of the table alike", async () => {
  const hub = { question: "Which?", choices: ["rock", "bedrock"], correct_index: 1, task: 2 };
  for (const record of [hub, row]) {
    const samples = [{ record, response: "B" }];
    const { perSample } = await microvqaVector({ benchmark: "microvqa", task: "vlmeval", samples });
    assert.deepEqual(perSample, [{ pred: "B", correct: true, by: "rule" }]);
  }
});

Deno.test("mmmuProVector() splits thinking off for the authors' scorer alone", async () => {
  const record = { question: "", options: "['x', 'y']", answer: "B" };
  const samples = [{ record, response: "<think>Answer: A</think>B" }];
  const pred = async (task: string) => {
    const { perSample } = await mmmuProVector({ benchmark: "mmmu-pro", task, samples });
    return (perSample[0] as { pred: string }).pred;
  };
  assert.equal(await pred("official"), "B");
  assert.equal(await pred("vlmeval_direct"), "Z");
});
