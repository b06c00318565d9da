import assert from "node:assert/strict";
import fc from "fast-check";
import { agreement } from "./kappa.ts";

/** Rows as often as a table of counts says. */
function rows(table: readonly (readonly [number, string])[]): string[][] {
  return table.flatMap(([count, votes]) => Array.from({ length: count }, () => [...votes]));
}

function near(actual: number | null | undefined, wanted: number): void {
  assert.ok(typeof actual === "number" && Math.abs(actual - wanted) < 1e-3, `${actual}`);
}

Deno.test("agreement() of two raters is Cohen's kappa", () => {
  // The usual example: 50 proposals, 20 yes-yes, 5 yes-no, 10 no-yes, 15 no-no.
  const found = agreement(rows([[20, "yy"], [5, "yn"], [10, "ny"], [15, "nn"]]));
  near(found?.share, 0.7);
  near(found?.kappa, 0.4);
  assert.equal(found?.method, "cohen");
});

Deno.test("agreement() of more raters is Fleiss' kappa", () => {
  // Fleiss' worked example: 10 subjects, 14 raters, 5 categories.
  const counts = [
    [0, 0, 0, 0, 14],
    [0, 2, 6, 4, 2],
    [0, 0, 3, 5, 6],
    [0, 3, 9, 2, 0],
    [2, 2, 8, 1, 1],
    [7, 7, 0, 0, 0],
    [3, 2, 6, 3, 0],
    [2, 5, 3, 2, 2],
    [6, 5, 2, 1, 0],
    [0, 2, 2, 3, 7],
  ];
  const items = counts.map((row) => row.flatMap((n, at) => Array(n).fill(String(at)) as string[]));
  const found = agreement(items);
  near(found?.share, 0.378);
  near(found?.kappa, 0.21);
  assert.equal(found?.method, "fleiss");
});

Deno.test("agreement() has no kappa where chance agrees always, and nothing without items", () => {
  assert.equal(agreement([]), null);
  assert.deepEqual(agreement([["a", "a"], ["a", "a"]]), {
    share: 1,
    kappa: null,
    method: "cohen",
    items: 2,
  });
  assert.throws(() => agreement([["a"]]), RangeError);
  assert.throws(() => agreement([["a", "b"], ["a", "b", "c"]]), RangeError);
});

Deno.test("agreement() does not depend on the order of items or on what votes are called", () => {
  const vote = fc.constantFrom("a", "b", "c");
  fc.assert(fc.property(fc.array(fc.tuple(vote, vote, vote), { minLength: 1 }), (items) => {
    const found = agreement(items);
    const renamed = items.map((row) => row.map((name) => `${name}!`)).reverse();
    const again = agreement(renamed);
    assert.ok(Math.abs((found?.share ?? 0) - (again?.share ?? 1)) < 1e-12);
    assert.ok(found?.kappa == null || found.kappa <= 1);
    assert.equal(found?.kappa === null, again?.kappa === null);
  }));
});
