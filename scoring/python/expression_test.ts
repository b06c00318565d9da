import assert from "node:assert/strict";
import { evaluate } from "./expression.ts";
import { PythonError } from "./error.ts";

// What CPython 3.11's `eval` gives.
const VALUES: readonly (readonly [string, bigint | number])[] = [
  ["2 + 2", 4n],
  [" 1+2*3 ", 7n],
  ["-2**2", -4n],
  ["2**-1", 0.5],
  ["-2**-1", -0.5],
  ["2**3**2", 512n],
  ["7/2", 3.5],
  ["6/2", 3],
  ["-7//2", -4n],
  ["7//-2", -4n],
  ["-7.5//2", -4],
  ["+-+1", -1n],
  ["(1.5+.5)*2.", 4],
  ["00", 0n],
  ["(10**400)/(10**399)", 10],
  ["1/3", 1 / 3],
  ["99999999999999999999/3", 33333333333333333333],
  ["-0.0", -0],
];

for (const [expression, value] of VALUES) {
  Deno.test(`evaluate() gives ${value} for "${expression}"`, () => {
    assert.ok(Object.is(evaluate(expression), value), String(evaluate(expression)));
  });
}

const ERRORS: readonly (readonly [string, string])[] = [
  ["", "SyntaxError"],
  ["1 2", "SyntaxError"],
  ["(1", "SyntaxError"],
  ["1)", "SyntaxError"],
  ["()", "SyntaxError"],
  ["1..2", "SyntaxError"],
  ["5. 5", "SyntaxError"],
  ["01", "SyntaxError"],
  ["1***2", "SyntaxError"],
  ["2(3)", "SyntaxError"],
  ["1/0", "ZeroDivisionError"],
  ["1.5//0", "ZeroDivisionError"],
  ["0**-1", "ZeroDivisionError"],
  ["(-8)**(1/3)", "TypeError"],
  ["10.0**400", "OverflowError"],
];

for (const [expression, type] of ERRORS) {
  Deno.test(`evaluate() throws ${type} for "${expression}"`, () => {
    assert.throws(() => evaluate(expression), { name: "PythonError", type });
  });
}

Deno.test("evaluate() does not compute what would not fit into memory", () => {
  for (const tower of ["9**9**9**9", "(9**9**5)**(9**9)", `${"9**".repeat(2000)}9`]) {
    assert.throws(() => evaluate(tower), PythonError);
  }
  const square = "(9999999999**9999)";
  assert.throws(() => evaluate(Array(50).fill(square).join("*")), PythonError);
});

Deno.test("evaluate() takes linear time on long texts", () => {
  const started = performance.now();
  assert.equal(evaluate("1+".repeat(200_000) + "1"), 200_001n);
  assert.equal(evaluate("-".repeat(400_000) + "1"), 1n);
  assert.throws(() => evaluate("(".repeat(400_000)), PythonError);
  assert.ok(performance.now() - started < 20_000);
});
