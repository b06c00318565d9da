import assert from "node:assert/strict";
import { readData } from "./data.ts";
import { pyRepr, pyStr } from "./repr.ts";

// What CPython 3.11 shows.
const CASES: readonly (readonly [string, string])[] = [
  ["null", "None"],
  ["[true,false,1,1.0,0.5]", "[True, False, 1, 1.0, 0.5]"],
  ['"it\'s"', '"it\'s"'],
  ['"it\'s \\"x\\""', "'it\\'s \"x\"'"],
  ['"a\\\\b\\n\\u0001"', "'a\\\\b\\n\\x01'"],
  ['{"a":{"b":[]},"c":"é"}', "{'a': {'b': []}, 'c': 'é'}"],
];

for (const [text, shown] of CASES) {
  Deno.test(`pyRepr() shows ${text}`, () => assert.equal(pyRepr(readData(text) ?? null), shown));
}

Deno.test("pyStr() leaves a text as it is and shows everything else", () => {
  assert.equal(pyStr("it's"), "it's");
  assert.equal(pyStr(25n), "25");
  assert.equal(pyStr(25), "25.0");
  assert.equal(pyStr(["a"]), "['a']");
});
