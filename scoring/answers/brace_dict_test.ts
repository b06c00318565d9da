import assert from "node:assert/strict";
import fc from "fast-check";
import { pyFloatOf, pyGet } from "../python/value.ts";
import { lastBraceDict, lastBraces } from "./brace_dict.ts";

const CASES: readonly (readonly [string, string | null, string])[] = [
  ['{"a":1}', '{"a":1}', "whole"],
  ['\\boxed{{"a":1}}', '{"a":1}', "inside a box"],
  ["x {a} y {b} z", "{b}", "last"],
  ['{"a":{"b":1}}', '{"b":1}', "innermost"],
  ["{a} {b", "{a}", "an unclosed one behind"],
  ["{a}} {", "{a}", "stray braces"],
  ["{a\nb}", "{a\nb}", "over lines"],
  ['{"a": ...}', null, "a template"],
  ["{a} {...}", null, "a template behind an answer"],
  ["} {", null, "the wrong way round"],
  ["", null, "empty"],
];

for (const [text, wanted, why] of CASES) {
  Deno.test(`lastBraces() of ${JSON.stringify(text)}: ${why}`, () => {
    assert.equal(lastBraces(text), wanted);
  });
}

Deno.test("lastBraces() finds what upstream's expression finds", () => {
  fc.assert(
    fc.property(fc.array(fc.constantFrom("{", "}", "a", "."), { maxLength: 14 }), (parts) => {
      const text = parts.join("");
      const found = text.match(/\{[^{}]*\}/g)?.at(-1) ?? null;
      assert.equal(lastBraces(text), found?.includes("...") ? null : found);
    }),
  );
});

Deno.test("lastBraceDict() reads JSON and Python dicts", () => {
  for (const text of [`{"hk": "1.5"}`, `{'hk': 1.5,}`, '```json\n{"hk": 1.5}\n```']) {
    const dict = lastBraceDict(text);
    const value = dict === null ? undefined : pyGet(dict, "hk");
    assert.equal(value === undefined ? null : pyFloatOf(value), 1.5);
  }
  for (const text of ["{}", "{1, 2}", "{hk: 1}", "{'hk' 1}", "none"]) {
    assert.equal(lastBraceDict(text), null);
  }
});
