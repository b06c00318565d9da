import assert from "node:assert/strict";
import { parseFormula, passesForFormula, sameFormula } from "./formula.ts";

function parsed(text: string): Record<string, number> | null {
  const formula = parseFormula(text);
  return formula === null
    ? null
    : Object.fromEntries([...formula].map(([symbol, count]) => [symbol, Number(count)]));
}

// What the official function gives.
const FORMULAS: readonly (readonly [string, Record<string, number> | null])[] = [
  ["C9H8O4", { C: 9, H: 8, O: 4 }],
  ["CH3CH2OH", { C: 2, H: 6, O: 1 }],
  ["C03", { C: 3 }],
  ["N0H", { N: 0, H: 1 }],
  ["C5H14NO+", { C: 5, H: 14, N: 1, O: 1, "+": 1 }],
  ["C2O42-", { C: 2, O: 42, "-": 1 }],
  ["C2-3+4", { C: 2, "-": 3 }],
  ["CH\uff13Cl", { C: 1, H: 3, Cl: 1 }],
  ["CH3\n", { C: 1, H: 3 }],
  ["c6h6", {}],
  ["Glycerol", { Gl: 1 }],
  ["C6H5\u00b7H2O", null],
  ["[NH4]+", null],
  ["H\u2082O", null],
  ["C2 H6", null],
  ["2H", null],
  ["", null],
  ["CH3\n\n", null],
];

for (const [text, expected] of FORMULAS) {
  Deno.test(`parseFormula() of ${JSON.stringify(text)}`, () => {
    assert.deepEqual(parsed(text), expected);
    assert.equal(passesForFormula(text), expected !== null);
  });
}

Deno.test("sameFormula() compares atoms, charge and explicit zeros", () => {
  const same = (a: string, b: string) => {
    const [left, right] = [parseFormula(a), parseFormula(b)];
    assert.ok(left && right);
    return sameFormula(left, right);
  };
  assert.ok(same("H8C9O4", "C9H8O4"));
  assert.ok(same("NH4+", "NH4+1"));
  assert.ok(!same("COCl2", "CoCl2"));
  assert.ok(!same("N0H", "H"));
  assert.ok(!same("CH3", "CH3+"));
});

Deno.test("parseFormula() stays linear", () => {
  const started = performance.now();
  for (const part of ["C", "C1", "c", "+", "1", "C+"]) parseFormula(part.repeat(500_000));
  parseFormula(`C${"9".repeat(1_000_000)}`);
  assert.ok(performance.now() - started < 20_000);
});
