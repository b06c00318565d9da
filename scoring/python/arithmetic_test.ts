import assert from "node:assert/strict";
import { add, equals, less, multiply, subtract, toFloat } from "./arithmetic.ts";
import { readData } from "./data.ts";
import { PythonError } from "./error.ts";

const data = (text: string) => readData(text) ?? null;

Deno.test("add(), subtract() and multiply() keep integers and let a float win", () => {
  assert.equal(add(1n, 2n), 3n);
  assert.equal(add(1n, 2), 3);
  assert.equal(add(true, 1n), 2n);
  assert.equal(subtract(1n, 0.5), 0.5);
  assert.equal(multiply(2n, 2.5), 5);
  assert.equal(multiply(10n ** 20n, 10n), 10n ** 21n);
});

Deno.test("add(), subtract(), multiply() and less() throw for types that do not mix", () => {
  for (const operation of [add, subtract, multiply, less]) {
    assert.throws(() => operation("1", 1n), { name: "PythonError", type: "TypeError" });
    assert.throws(() => operation(null, 1), PythonError);
  }
});

Deno.test("toFloat() throws for an integer beyond the range", () => {
  assert.throws(() => toFloat(10n ** 400n), { type: "OverflowError" });
});

Deno.test("less() compares texts by code point and numbers exactly", () => {
  assert.ok(less("\uff5e", "😀"));
  assert.ok(less(9007199254740992, 9007199254740993n));
  assert.ok(!less(1n, true));
});

const EQUAL: readonly (readonly [string, string, boolean])[] = [
  ["1", "1.0", true],
  ["1", "true", true],
  ["0", "false", true],
  ["1", '"1"', false],
  ["null", "0", false],
  ["[1,2]", "[2,1]", false],
  ["[1,[2.0]]", "[true,[2]]", true],
  ['{"a":1,"b":[{"c":2}]}', '{"b":[{"c":2.0}],"a":1}', true],
  ['{"a":1}', '{"a":1,"b":null}', false],
  ["9007199254740993", "9007199254740992.0", false],
  ["[]", "{}", false],
];

for (const [a, b, wanted] of EQUAL) {
  Deno.test(`equals() says ${wanted} for ${a} and ${b}`, () => {
    assert.equal(equals(data(a), data(b)), wanted);
    assert.equal(equals(data(b), data(a)), wanted);
  });
}
