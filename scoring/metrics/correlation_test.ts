import assert from "node:assert/strict";
import fc from "fast-check";
import { pearson, pearsonSquared, spearman } from "./correlation.ts";
import { averageRanks } from "./ranks.ts";

// scipy 1.17.1: x, y, Pearson, Spearman.
const CASES: readonly (readonly [readonly number[], readonly number[], number, number])[] = [
  [[6.1228, -7.667], [3.4795, -4.4013], 1, 1],
  [[0, 0], [0, 1], NaN, NaN],
  [[-6.06, -0.6958, -2.5956], [0.293, -0.1221, -1.6505], -0.36257609192333484, -0.5],
  [[1, 1, 0, 1, 0], [2, 1, 0, 0, 2], 0, 0],
  [
    [-2.6594, -0.8752, 2.6476, 1.7411, 0.2746, 2.0103, -8.4845, 3.0639],
    [-2.2893, -2.1062, 1.6003, 1.5711, -0.3075, -0.0712, -4.2161, 1.4792],
    0.9313517622963235,
    0.880952380952381,
  ],
  [[1, 0, 1, 2, 1, 1, 2, 1], [1, 0, 0, 2, 2, 0, 1, 2], 0.48154341234307685, 0.47280542884465016],
  [[1e200, 2e200, 3e200], [1e-200, 3e-200, 2e-200], 0.5, 0.5],
];

for (const [x, y, r, rho] of CASES) {
  Deno.test(`pearson() and spearman() of ${x.join(" ")} are scipy's`, () => {
    for (const [got, wanted] of [[pearson(x, y), r], [spearman(x, y), rho]] as const) {
      assert.ok(Object.is(got, wanted) || Math.abs(got - wanted) < 1e-12, `${got}`);
    }
  });
}

Deno.test("correlations of one pair: undefined, and R² infinite as upstream falls back", () => {
  assert.equal(pearson([1], [2]), NaN);
  assert.equal(pearsonSquared([1], [2]), Infinity);
  assert.equal(pearsonSquared([1, 2, 3], [3, 2, 1]), 1);
});

Deno.test("averageRanks() shares the mean rank of ties", () => {
  assert.deepEqual(averageRanks([3, 1, 3, 2, 3, 1]), [5, 1.5, 5, 3, 5, 1.5]);
  assert.deepEqual(averageRanks([]), []);
});

Deno.test("spearman() does not change under a rising map or another order of the pairs", () => {
  const pairs = fc.array(fc.tuple(fc.integer({ min: -9, max: 9 }), fc.integer()), { minLength: 2 });
  fc.assert(fc.property(pairs, (pairs) => {
    const of = (rows: typeof pairs, map: (x: number) => number) =>
      spearman(rows.map(([x]) => map(x)), rows.map(([, y]) => y));
    const plain = of(pairs, (x) => x);
    for (const other of [of(pairs, (x) => x ** 3), of(pairs.toReversed(), (x) => x)]) {
      assert.ok(Object.is(plain, other) || Math.abs(plain - other) < 1e-9);
    }
  }));
});
