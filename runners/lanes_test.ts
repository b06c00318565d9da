import assert from "node:assert/strict";
import type { KeptSample } from "../results/types.ts";
import { openMemoryStore } from "../results/store/memory.ts";
import { type Lane, LengthEstimate, openLane, pickLane } from "./lanes.ts";

function lane(task: string, mode: "thinking" | "non-thinking", left: number, planned = left): Lane {
  return {
    column: "c",
    benchmark: "b",
    task,
    planned,
    kept: 0,
    length: new LengthEstimate(mode),
    talks: false,
    left,
    next: () => Promise.resolve(null),
  };
}

Deno.test("LengthEstimate starts at the mode's prior and follows what comes in", () => {
  const estimate = new LengthEstimate("non-thinking");
  assert.equal(estimate.mean, 800);
  assert.equal(new LengthEstimate("thinking", 256).mean, 256, "no reply is longer than asked for");
  for (let i = 0; i < 10; i++) estimate.add(50);
  assert.equal(estimate.mean, 50);
  assert.equal(estimate.rank, 50);
  estimate.add(5_050);
  assert.ok(estimate.rank > estimate.mean, "spread counts");
});

Deno.test("pickLane() sends every lane's probes first, thinking before the rest", () => {
  const lanes = [lane("short", "non-thinking", 10), lane("long", "thinking", 10)];
  assert.equal(pickLane(lanes)?.task, "long");
  // Four probes of the long lane are out: now the other lane is probed.
  const probed = [lane("short", "non-thinking", 10), lane("long", "thinking", 6, 10)];
  assert.equal(pickLane(probed)?.task, "short");
  assert.equal(pickLane([]), undefined);
});

Deno.test("pickLane() prefers the lane whose replies turned out longer", () => {
  const short = lane("short", "thinking", 5, 10);
  const long = lane("long", "non-thinking", 5, 10);
  for (let i = 0; i < 5; i++) {
    short.length.add(10);
    long.length.add(10_000);
  }
  assert.equal(pickLane([short, long])?.task, "long");
});

Deno.test("openLane() leaves out asks that have a score and counts the rest", async () => {
  await using store = openMemoryStore();
  for (let position = 0; position < 3; position++) await store.keepSample(sample(position));
  const ask = { column: "c", benchmark: "b", task: "t", sampleId: "s1", repeat: 0 };
  const flags = {
    truncated: false,
    loop: false,
    reasoningOnly: false,
    empty: false,
    judgeUnparsable: false,
  };
  await store.keepVerdict({
    ask,
    scoring: "x@1",
    verdict: { kind: "scored", outcome: "correct", answer: null, values: {} },
    flags,
    at: 1,
  });
  await store.keepVerdict({
    ask: { ...ask, sampleId: "s2" },
    scoring: "x@1",
    verdict: { kind: "unscored", reason: "request-failed", detail: "refused" },
    flags,
    at: 2,
  });
  const opened = await openLane(store, {
    column: "c",
    mode: "thinking",
    maxTokens: 65_536,
    benchmark: "b",
    task: "t",
    samples: 3,
    repeats: 2,
  });
  assert.deepEqual([opened.planned, opened.kept, opened.left], [6, 1, 5]);
  const asks: string[] = [];
  for (let planned = await opened.next(); planned !== null; planned = await opened.next()) {
    asks.push(`${planned.ask.sampleId}/${planned.ask.repeat}`);
  }
  assert.deepEqual(asks, ["s0/0", "s0/1", "s1/1", "s2/0", "s2/1"]);
  assert.equal(opened.left, 0);
});

function sample(position: number): KeptSample {
  return {
    benchmark: "b",
    task: "t",
    sampleId: `s${position}`,
    position,
    recordSha256: "0".repeat(64),
    promptSha256: "0".repeat(64),
    messages: [],
    target: null,
    groups: {},
  };
}
