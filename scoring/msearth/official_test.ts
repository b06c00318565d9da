import assert from "node:assert/strict";
import type { Item, Scored } from "../types.ts";
import { reduceMetrics } from "../metrics/reduce.ts";
import { msearthMetrics, msearthOfficial } from "./official.ts";

Deno.test("msearthMetrics drop rows as upstream does, and count them as wrong beside that", () => {
  const items = ['{"answer": "B"}', '{"answer": 1}', "C"].map((text, at): Item => {
    const input = { text, raw: text, truncated: false, target: "B. soil", judged: [] };
    const { outcome, values } = msearthOfficial.score(input, {}) as Scored;
    const groups = { primary_sphere: at === 2 ? "lithosphere" : "atmosphere" };
    return { sampleId: `${at}`, repeat: 0, groups, outcome, values };
  });
  assert.deepEqual(items.map(({ outcome }) => outcome), ["correct", "no-answer", "wrong"]);
  assert.deepEqual(reduceMetrics(msearthMetrics, items), {
    accuracy_all: 100 / 3,
    accuracy: 50,
    n: 2,
    dropped: 1,
    "accuracy_all/atmosphere": 50,
    "accuracy_all/lithosphere": 0,
  });
});
