import assert from "node:assert/strict";
import fc from "fast-check";
import { readData } from "./data.ts";
import { dumps } from "./dumps.ts";

/** JSON texts, and what CPython's `json.dumps(json.loads(text))` makes of them. */
const CASES: readonly (readonly [why: string, text: string, dumped: string])[] = [
  ["integers and floats stay apart", "[2,2.0,2e0,-0,-0.0]", "[2, 2.0, 2.0, 0, -0.0]"],
  ["exponents from 1e16 on", "[1e15,1e16,1.5e300]", "[1000000000000000.0, 1e+16, 1.5e+300]"],
  ["exponents below 1e-4", "[0.0001,0.00001,5e-324]", "[0.0001, 1e-05, 5e-324]"],
  ["shortest digits", "[0.1,123456789012345680.0]", "[0.1, 1.2345678901234568e+17]"],
  ["integers of any size", "[12345678901234567890]", "[12345678901234567890]"],
  ["what is no JSON", "[NaN,Infinity,-Infinity]", "[NaN, Infinity, -Infinity]"],
  ["all but ASCII escaped", '"é😀\\u2028\\ud800"', '"\\u00e9\\ud83d\\ude00\\u2028\\ud800"'],
  ["control characters", '"\\u0001\\n\\t\\u007f/"', '"\\u0001\\n\\t\u007f/"'],
  ["keys in the order written", '{"10":1,"9":true,"a":null}', '{"10": 1, "9": true, "a": null}'],
  ["the last of equal keys", '{"a":1,"b":2,"a":3}', '{"a": 3, "b": 2}'],
  ["nothing inside", "[{},[]]", "[{}, []]"],
];

for (const [why, text, dumped] of CASES) {
  Deno.test(`dumps() as Python: ${why}`, () => assert.equal(dumps(readData(text)), dumped));
}

Deno.test("dumps() sorts keys by code point at every level", () => {
  const text = '{"b":{"10":1,"9":2},"\\ud83d\\ude00":1,"\\uff5e":2,"A":[{"z":1,"a":2}]}';
  assert.equal(
    dumps(readData(text), { sortKeys: true }),
    '{"A": [{"a": 2, "z": 1}], "b": {"10": 1, "9": 2}, "\\uff5e": 2, "\\ud83d\\ude00": 1}',
  );
});

Deno.test("dumps() takes objects in the order of their members", () => {
  assert.equal(dumps({ b: 1n, a: [{ c: 0.5 }] }), '{"b": 1, "a": [{"c": 0.5}]}');
});

Deno.test("dumps() throws for what is no data", () => {
  for (const value of [undefined, () => 1, Symbol("x"), [undefined]]) {
    assert.throws(() => dumps(value), TypeError);
  }
});

Deno.test("readData() reads back what dumps() writes", () => {
  fc.assert(fc.property(fc.jsonValue(), (value) => {
    const data = readData(JSON.stringify(value));
    assert.ok(data !== undefined);
    assert.deepEqual(readData(dumps(data)), data);
  }));
});
