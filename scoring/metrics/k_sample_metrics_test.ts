import assert from "node:assert/strict";
import fc from "fast-check";
import type { Item } from "../types.ts";
import { majorityNumbers, passNumbers, replicaDeviation } from "./k_sample_metrics.ts";
import { meanByGroup, meanPercent } from "./mean.ts";

/** Replies of one sample as `right`/`wrong` answers, one a repeat; `null` gave no answer. */
function items(samples: readonly (readonly (string | null)[])[]): Item[] {
  return samples.flatMap((answers, sample) =>
    answers.map((vote, repeat) => ({
      sampleId: String(sample),
      repeat,
      groups: { Category: sample % 2 === 0 ? "even" : "odd" },
      outcome: vote === "7" ? "correct" as const : "wrong" as const,
      values: { correct: vote === "7", vote, target: "7" },
    }))
  );
}

Deno.test("passNumbers() counts right repeats of each sample", () => {
  const numbers = passNumbers().compute(items([["7", "7"], ["7", "8"], [null, "8"]]));
  assert.equal(numbers["pass@1"], 50);
  assert.ok(Math.abs((numbers["pass@2"] ?? 0) - 200 / 3) < 1e-9);
  assert.ok(Math.abs((numbers["G-Pass@2_1.0"] ?? 0) - 100 / 3) < 1e-9);
  assert.equal("avg" in numbers, false, "the mean is a metric of its own");
});

Deno.test("k-sample metrics say nothing while repeats are missing, or with one", () => {
  for (const metric of [passNumbers(), majorityNumbers("vote", "target")]) {
    assert.deepEqual(metric.compute(items([["7", "7"], ["7"]])), {});
    assert.deepEqual(metric.compute(items([["7"]])), {});
    assert.deepEqual(metric.compute([]), {});
  }
});

Deno.test("majorityNumbers() votes on canonical answers; nobody voting is wrong", () => {
  const samples = [["7", "8", "7"], ["8", "7", "8"], [null, null, "7"], [null, null, null]];
  assert.deepEqual(majorityNumbers("vote", "target").compute(items(samples)), { "maj@3": 50 });
});

Deno.test("replicaDeviation() is the sample standard deviation of the replicas' means", () => {
  const numbers = replicaDeviation("accuracy_std").compute(items([["7", "7"], ["7", "8"]]));
  assert.ok(Math.abs((numbers.accuracy_std ?? 0) - Math.sqrt(1250)) < 1e-9);
  assert.deepEqual(replicaDeviation("accuracy_std").compute(items([["7"]])), {});
});

Deno.test("meanByGroup() names a number for each label", () => {
  const metric = meanByGroup(meanPercent("accuracy", "correct"), "Category");
  assert.deepEqual(metric.compute(items([["7"], ["8"], ["8"]])), {
    "accuracy/even": 50,
    "accuracy/odd": 0,
  });
});

Deno.test("k-sample metrics do not depend on the order of items", () => {
  const answer = fc.constantFrom("7", "8", null);
  const samples = fc.array(fc.array(answer, { minLength: 4, maxLength: 4 }), { maxLength: 6 });
  fc.assert(fc.property(samples, fc.integer(), (answers, seed) => {
    const ordered = items(answers);
    const shuffled = ordered.map((item, i) => ({ item, key: Math.sin(seed + i * 7.3) }))
      .sort((a, b) => a.key - b.key).map(({ item }) => item);
    for (
      const metric of [passNumbers(), majorityNumbers("vote", "target"), replicaDeviation("std")]
    ) {
      assert.deepEqual(metric.compute(shuffled), metric.compute(ordered));
    }
  }));
});
