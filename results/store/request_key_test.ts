import assert from "node:assert/strict";
import fc from "fast-check";
import type { Json } from "../../scoring/json.ts";
import { canonicalJson, requestKey, type RequestParts, sha256Hex } from "./request_key.ts";

const parts: RequestParts = {
  ask: { column: "m:thinking", benchmark: "b", task: "t", sampleId: "1", repeat: 0 },
  party: "model",
  turn: 0,
  model: "m",
  body: { temperature: 0, messages: [{ role: "user", content: "hi" }] },
};

Deno.test("canonicalJson() sorts keys at every depth", () => {
  const rows: [Json, string][] = [
    [
      { b: 1, a: { d: [1, { z: 0, y: 0 }], c: null } },
      '{"a":{"c":null,"d":[1,{"y":0,"z":0}]},"b":1}',
    ],
    [{ "10": 1, "9": 2, __proto__x: 3 }, '{"10":1,"9":2,"__proto__x":3}'],
    ["\ud800", '"\\ud800"'],
    ["a\u0000b", '"a\\u0000b"'],
    [[], "[]"],
    [-0, "0"],
    [{ a: undefined } as unknown as Json, "{}"],
  ];
  for (const [value, wanted] of rows) assert.equal(canonicalJson(value), wanted);
});

Deno.test("canonicalJson() reads back as the same value, whatever the order of keys", () => {
  fc.assert(fc.property(fc.jsonValue(), (value) => {
    const text = canonicalJson(value as Json);
    assert.deepEqual(JSON.parse(text), JSON.parse(JSON.stringify(value)));
    assert.equal(canonicalJson(reversed(value as Json)), text);
  }));
});

function reversed(value: Json): Json {
  if (typeof value !== "object" || value === null) return value;
  if (Array.isArray(value)) return value.map(reversed);
  return Object.fromEntries(
    Object.entries(value).reverse().map(([key, member]) => [key, reversed(member)]),
  );
}

Deno.test("sha256Hex() gives the published digest", () => {
  assert.equal(
    sha256Hex("abc"),
    "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad",
  );
});

Deno.test("requestKey() is stable between releases, or resume would ask again", () => {
  assert.equal(requestKey(parts), "3610d8e3f8f97f208da5d30ca98c6abb");
});

Deno.test("requestKey() differs when anything that is asked differs", () => {
  const others: RequestParts[] = [
    { ...parts, model: "n" },
    { ...parts, turn: 1 },
    { ...parts, party: "judge" },
    { ...parts, body: { ...parts.body, temperature: 0.8 } },
    { ...parts, ask: { ...parts.ask, repeat: 1 } },
    { ...parts, ask: { ...parts.ask, sampleId: "2" } },
    { ...parts, ask: { ...parts.ask, column: "n" } },
    { ...parts, ask: { ...parts.ask, task: "u" } },
    { ...parts, ask: { ...parts.ask, benchmark: "c" } },
  ];
  const keys = new Set([parts, ...others].map(requestKey));
  assert.equal(keys.size, others.length + 1);
  for (const key of keys) assert.match(key, /^[0-9a-f]{32}$/);
});

Deno.test("requestKey() does not depend on the order of keys", () => {
  const body = { messages: [{ content: "hi", role: "user" }], temperature: 0 };
  assert.equal(requestKey({ ...parts, body }), requestKey(parts));
});
