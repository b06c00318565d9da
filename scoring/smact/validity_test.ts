import assert from "node:assert/strict";
import fc from "fast-check";
import { ELEMENT_DATA, METALS } from "./elements.ts";
import { smactValidity } from "./validity.ts";

function valid(...counts: readonly (readonly [string, number])[]): boolean | null {
  return smactValidity(new Map(counts));
}

Deno.test("smactValidity() weighs charges and electronegativities", () => {
  assert.equal(valid(["Na", 1], ["Cl", 1]), true);
  assert.equal(valid(["Na", 2], ["Cl", 2]), true);
  assert.equal(valid(["Na", 2], ["Cl", 1]), false);
  assert.equal(valid(["Fe", 2], ["O", 3]), true);
  // One state an element, so manganese cannot be +2 and +3 at once.
  assert.equal(valid(["Mn", 3], ["O", 4]), false);
  assert.equal(valid(["He", 1], ["O", 1]), false);
});

Deno.test("smactValidity() accepts metals and single elements, and raises for what has no data", () => {
  assert.equal(valid(["Ti", 1], ["Al", 3]), true);
  assert.equal(valid(["O", 2]), true);
  assert.equal(valid(["D", 2]), true);
  assert.equal(valid(["Q", 1]), true);
  assert.equal(valid(["Hx", 1]), null);
  assert.equal(valid(["D", 2], ["O", 1]), null);
  assert.equal(valid(["Xx", 1], ["Fe", 1]), null);
  assert.equal(valid(["Rf", 1], ["O", 1]), null);
  assert.equal(valid(), null);
});

/** The same by trying every combination. */
function everyCombination(counts: readonly (readonly [string, number])[]): boolean {
  const walk = (at: number, sum: number, states: readonly number[]): boolean => {
    const entry = counts[at];
    if (entry === undefined) {
      return sum === 0 && states.every((state, i) =>
        states.every((other, j) => {
          if (state <= 0 || other >= 0) return true;
          const cation = ELEMENT_DATA[counts[i]?.[0] ?? ""]?.[0] ?? Infinity;
          return cation < (ELEMENT_DATA[counts[j]?.[0] ?? ""]?.[0] ?? -Infinity);
        })
      );
    }
    const [symbol, count] = entry;
    return (ELEMENT_DATA[symbol]?.[1] ?? []).some((state) =>
      walk(at + 1, sum + state * count, [...states, state])
    );
  };
  return walk(0, 0, []);
}

Deno.test("smactValidity() equals trying every combination of states", () => {
  const symbols = Object.keys(ELEMENT_DATA);
  const composition = fc.uniqueArray(
    fc.tuple(fc.constantFrom(...symbols), fc.integer({ min: 1, max: 6 })),
    { minLength: 2, maxLength: 4, selector: ([symbol]) => symbol },
  );
  fc.assert(
    fc.property(composition, (counts) => {
      const metals = counts.every(([symbol]) => METALS.has(symbol));
      assert.equal(valid(...counts), metals || everyCombination(counts));
    }),
    { numRuns: 2000 },
  );
});

Deno.test("smactValidity() takes every element at once and large counts", () => {
  const start = performance.now();
  const all = Object.keys(ELEMENT_DATA).filter((symbol) => ELEMENT_DATA[symbol]?.[1].length);
  valid(...all.map((symbol, at) => [symbol, 3000 + at] as const));
  valid(["C", 150_001], ["N", 149_999]);
  assert.ok(performance.now() - start < 20_000);
});
