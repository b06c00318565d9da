import assert from "node:assert/strict";
import { exportedAsks } from "./export.ts";
import { isPrivate, PRIVATE } from "./private.ts";
import {
  exampleAsk,
  examplePlan,
  exampleReply,
  exampleSample,
  exampleVerdict,
} from "./store/kept_examples.ts";
import { openMemoryStore } from "./store/memory.ts";

const SECRET = "SECRET-TEXT";

async function exported(data: Record<string, unknown>, unscored = false) {
  await using store = openMemoryStore();
  await store.keepPlan(examplePlan({ data: data as never }));
  const messages = [{ role: "user", content: `What? ${SECRET}` }] as const;
  await store.keepSample(exampleSample({ messages, target: { answer: SECRET } }));
  await store.keepReply(exampleReply({
    text: SECRET,
    reasoning: SECRET,
    toolCalls: [{ id: "c", name: "search", arguments: SECRET }],
  }));
  await store.keepVerdict(exampleVerdict({
    verdict: unscored
      ? { kind: "unscored", reason: "request-failed", detail: `the server says ${SECRET}` }
      : {
        kind: "scored",
        outcome: "correct",
        answer: SECRET,
        values: { correct: true, searches: 2, said: SECRET, all: [SECRET], end: "out-of-turns" },
        perSample: { answer: SECRET },
      },
  }));
  await store.flush();
  return await Array.fromAsync(exportedAsks(store, { runId: "r", benchmarks: null }));
}

Deno.test("exportedAsks() gives everything that was kept", async () => {
  const [line] = await exported({ source: "hub" });
  assert.equal(line?.private, undefined);
  assert.equal(line?.sample.messages?.[0]?.content, `What? ${SECRET}`);
  assert.deepEqual([line?.replies[0]?.text, line?.replies[0]?.toolCalls?.length], [SECRET, 1]);
});

Deno.test("exportedAsks() gives no text of what may not be shown, but outcomes and counts", async () => {
  const [line] = await exported({ source: "hub", ...PRIVATE });
  assert.ok(!JSON.stringify(line).includes(SECRET));
  assert.equal(line?.private, true);
  assert.equal(line?.ask.sampleId, exampleAsk().sampleId);
  assert.equal(line?.replies[0]?.completionTokens, 20);
  assert.deepEqual(line?.verdict.verdict, {
    kind: "scored",
    outcome: "correct",
    answer: null,
    values: { correct: true, searches: 2, end: "out-of-turns" },
  });
  const [failed] = await exported({ ...PRIVATE }, true);
  assert.ok(!JSON.stringify(failed).includes(SECRET));
  assert.equal(
    failed?.verdict.verdict.kind === "unscored" && failed.verdict.verdict.reason,
    "request-failed",
  );
});

Deno.test("isPrivate() is true for marked plans alone", () => {
  assert.ok(isPrivate(examplePlan({ data: { ...PRIVATE } })));
  for (const data of [null, "private", { private: "yes" }, {}]) {
    assert.ok(!isPrivate(examplePlan({ data })));
  }
});
