import assert from "node:assert/strict";
import { pyJson } from "../python/json.ts";
import type { Json } from "../json.ts";
import { officialOutput, openCompassOutput } from "./compare_output.ts";
import { officialResult, openCompassResult, readTree } from "./compare_result.ts";
import { decimalsEqual, pyDecimal } from "./python_decimal.ts";
import { extractCode } from "./extract.ts";

/** Printed, expected, official verdict, OpenCompass's verdict. */
const OUTPUTS: readonly (readonly [string, string, boolean, boolean])[] = [
  ["5\n", "5", true, true],
  ["0.300 1e6", "0.3 1000000", true, false],
  ["0.3000001", "0.3", false, true],
  ["0.30000000000000004", "0.3", false, true],
  ["1_000", "1000", true, true],
  ["+1e0", "1", true, true],
  ["nan", "nan ", true, true],
  ["NaN 1", "nan 1", false, false],
  ["1\n\n2", "1\n2", false, true],
  ["yes", "Yes", false, false],
  ["a  b", "a b", false, false],
  ["1  2", "1 2", true, false],
  ["1\r\n2\r\n", "1\n2", true, true],
  ["-0", "0", true, true],
  ["", "", true, true],
  ["", "1", false, false],
  ["١", "1", true, false],
  ["inf", "Infinity", true, true],
];

for (const [printed, expected, official, openCompass] of OUTPUTS) {
  Deno.test(`output ${JSON.stringify(printed)} against ${JSON.stringify(expected)}`, () => {
    assert.equal(officialOutput(printed, expected), official, "official");
    assert.equal(openCompassOutput(printed, expected), openCompass, "opencompass");
  });
}

const one: Json = ["i", 1, "1"];

/** Returned tree, expected JSON, official verdict, OpenCompass's verdict. */
const RESULTS: readonly (readonly [string, Json, string, boolean, boolean])[] = [
  ["1", one, "1", true, true],
  ["1", one, "1.0", true, false],
  ["1", one, "true", true, false],
  ["True", ["b", 1, 1], "1", true, false],
  ["1.5", ["f", 1, "1.5"], "1.5", true, true],
  ["nan", ["f", 1, "nan"], "NaN", false, false],
  ["2**70", ["i", 1, (2n ** 70n).toString(16)], String(2n ** 70n), true, true],
  ["2**70", ["i", 1, (2n ** 70n).toString(16)], String(2n ** 70n + 1n), false, false],
  ["2.0**70", ["f", 1, "1.1805916207174113e+21"], String(2n ** 70n + 1n), false, false],
  ["Fraction(3, 2)", ["q", 0, "3", "2"], "1.5", true, false],
  ["(1,)", ["t", 1, [one]], "[1]", true, true],
  ["[(1,)]", ["l", 1, [["t", 1, [one]]]], "[[1]]", false, false],
  ["[(1,)] by the first element", ["l", 1, [["t", 1, [one]]]], "[[[1]]]", false, true],
  ["1 by the first element", one, "[1]", false, true],
  ["OrderedDict", ["d", 0, [[["s", 1, "a"], one]]], '{"a": 1}', true, false],
  ["{'a': 1}", ["d", 1, [[["s", 1, "a"], one]]], '{"a": 1}', true, true],
  ["{1: 1}", ["d", 1, [[one, one]]], '{"1": 1}', false, true],
  ["[{1: 1}]", ["l", 1, [["d", 1, [[one, one]]]]], '{"1": 1}', false, true],
  ["None", ["n", 1], "null", true, true],
  ["an object", ["o", 0], "null", false, false],
  ["garbage", ["x", 1, 1], "1", false, false],
  ["nothing", null, "null", false, false],
];

for (const [name, tree, expected, official, openCompass] of RESULTS) {
  Deno.test(`result ${name} against ${expected}`, () => {
    const wanted = pyJson(expected);
    assert.ok(wanted !== null);
    assert.equal(officialResult(readTree(tree), wanted), official, "official");
    assert.equal(openCompassResult(readTree(tree), wanted), openCompass, "opencompass");
  });
}

Deno.test("pyDecimal() reads what Decimal reads", () => {
  for (const text of ["", ".", "e5", "1e", "0x1", "1 2", "--1", "1.2.3"]) {
    assert.equal(pyDecimal(text), null, text);
  }
  const equal = (a: string, b: string) => {
    const [left, right] = [pyDecimal(a), pyDecimal(b)];
    return left !== null && right !== null && decimalsEqual(left, right);
  };
  assert.ok(equal("1.", "1") && equal(".5", "0.50") && equal("1e-2", "0.01"));
  assert.ok(equal("100", "1E+2") && equal("0e9", "-0.0") && !equal("1", "-1"));
  assert.ok(!equal("inf", "-inf") && !equal("nan", "nan"));
});

Deno.test("extractCode() takes the last two fences or the first two", () => {
  const reply = "```python\na\n```\ntext\n```\nb\n```";
  assert.equal(extractCode(reply, "official"), "b");
  assert.equal(extractCode(reply, "opencompass"), "a");
  assert.equal(extractCode("```\nopen", "official"), "");
  assert.equal(extractCode("~~~\nx\n~~~", "opencompass"), "");
  assert.equal(extractCode("```\nx\n```\nuse ```y``` inline", "official"), "");
});
