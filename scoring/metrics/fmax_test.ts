import assert from "node:assert/strict";
import fc from "fast-check";
import { fmax, fmaxOfLabels } from "./fmax.ts";

const near = (got: number, wanted: number) => assert.ok(Math.abs(got - wanted) < 1e-6, `${got}`);

// Upstream's count_f1_max, executed.
Deno.test("fmax() walks ties one by one", () => {
  near(fmax([[0, 1, 0, 1], [1, 0, 0, 0]], [[0, 1, 0, 0], [1, 0, 1, 0]]), 0.75);
  near(fmax([[0, 0, 0]], [[0, 0, 1]]), 0.5);
  near(fmax([[0.2, 0.9, 0.5], [0.4, 0.4, 0.1]], [[0, 1, 1], [0, 1, 0]]), 0.8571428656578064);
});

Deno.test("fmax() of nothing, of no gold label and of an empty reply whose label is the first", () => {
  assert.equal(fmax([], []), 0);
  assert.equal(fmax([[1, 0]], [[0, 0]]), 0);
  near(fmax([[0, 0]], [[1, 0]]), 1);
});

Deno.test("fmaxOfLabels() equals fmax() on hard labels", () => {
  const labels = 9;
  const indices = fc.uniqueArray(fc.nat(labels - 1)).map((list) => list.sort((a, b) => a - b));
  const rows = fc.array(fc.record({ gold: indices, pred: indices }), {
    minLength: 1,
    maxLength: 8,
  });
  fc.assert(fc.property(rows, (rows) => {
    const dense = (list: readonly number[]) =>
      Array.from({ length: labels }, (_, label) => list.includes(label) ? 1 : 0);
    const wanted = fmax(rows.map(({ pred }) => dense(pred)), rows.map(({ gold }) => dense(gold)));
    assert.ok(Math.abs(fmaxOfLabels(rows, labels) - wanted) < 1e-9);
    assert.ok(wanted >= 0 && wanted <= 1);
  }));
});
