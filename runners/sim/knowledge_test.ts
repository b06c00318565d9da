import assert from "node:assert/strict";
import { seededDraw } from "../../scoring/random.ts";
import { knowledge, toKnowledge } from "./knowledge.ts";

const entries = [
  { benchmark: "a", prompt: "p1", reference: "r1" },
  { benchmark: "a", prompt: "p2", reference: "r2" },
  { benchmark: "b", prompt: "p3", reference: "r1" },
];

Deno.test("knowledge() finds the reference of a prompt and nothing else", async () => {
  const known = await knowledge(entries);
  assert.equal(known.size, 3);
  assert.deepEqual(known.find("p2"), { benchmark: "a", reference: "r2" });
  assert.equal(known.find("p2 "), null);
});

Deno.test("knowledge() takes an async source", async () => {
  const known = await knowledge(async function* () {
    for (const entry of entries) yield await Promise.resolve(entry);
  }());
  assert.equal(known.size, 3);
});

Deno.test("knowledge() keeps the first reference of an ambiguous prompt and counts the others", async () => {
  const known = await knowledge([
    ...entries,
    { benchmark: "a", prompt: "p1", reference: "other" },
    { benchmark: "a", prompt: "p1", reference: "r1" },
  ]);
  assert.equal(known.ambiguous, 1);
  assert.equal(known.find("p1")?.reference, "r1");
});

Deno.test("other() gives another reference of the same benchmark, or null", async () => {
  const known = await knowledge(entries);
  const draw = seededDraw("other");
  for (let i = 0; i < 20; i++) assert.equal(known.other("a", "r1", draw), "r2");
  assert.equal(known.other("b", "r1", draw), null);
  assert.equal(known.other("c", "r1", draw), null);
});

Deno.test("toKnowledge() takes knowledge as it is", async () => {
  const known = await knowledge(entries);
  assert.equal(await toKnowledge(known), known);
});
