import assert from "node:assert/strict";
import { reasoningVector } from "./reasoning.ts";
import { type Vector, vectorDifference } from "./vector.ts";

const golden = new URL("../../tests/golden/_reasoning.jsonl", import.meta.url);

Deno.test("reasoningVector() gives what the official functions gave, on every vector", async () => {
  const lines = (await Deno.readTextFile(golden)).trim().split("\n");
  const vectors = lines.map((line) => JSON.parse(line) as Vector);
  assert.ok(vectors.length > 50);
  const differences = vectors.map((vector) => vectorDifference(vector, reasoningVector(vector)));
  assert.deepEqual(differences.filter((difference) => difference !== null), []);
});

Deno.test("reasoningVector() counts code points and refuses unknown modes", () => {
  const vector = (task: string, response: string) =>
    reasoningVector({ benchmark: "_reasoning", task, samples: [{ record: {}, response }] });
  assert.equal(vector("none", "😀a").metrics.length, 2);
  assert.throws(() => vector("other", "a"));
});
