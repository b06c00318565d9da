import assert from "node:assert/strict";
import type { Item } from "../types.ts";
import type { Json } from "../json.ts";
import { pearson, pearsonSquared, spearman } from "./correlation.ts";
import { validShare, validShareMetric } from "./valid_share.ts";

const inf = Infinity;

Deno.test("validShare() scales by the share of finite predictions if any is infinite", () => {
  assert.equal(validShare([1, 2, 3, 4], [1, 2, 3, 4], spearman), 1);
  assert.equal(validShare([1, 2, 3, 4], [1, 2, 3, inf], spearman), 0.75);
  assert.equal(validShare([1, 2, 3, 4], [1, 2, 3, -inf], spearman), 0.75);
});

Deno.test("validShare() drops NaN free of charge, unless another row is infinite", () => {
  assert.equal(validShare([1, 2, 3, 4], [1, 2, 3, NaN], spearman), 1);
  assert.equal(validShare([1, 2, 3, 4], [1, 2, inf, NaN], spearman), 0.5);
});

Deno.test("validShare() is 0 without a readable row, undefined for a constant side", () => {
  assert.equal(validShare([1, 2], [inf, inf], pearson), 0);
  assert.equal(validShare([1, 2], [NaN, NaN], pearsonSquared), 0);
  assert.equal(validShare([1, 2], [3, 3], pearson), NaN);
  assert.equal(validShare([1, 2], [3, inf], pearsonSquared), inf);
});

Deno.test("validShare() leaves predictions above a ceiling out without a charge", () => {
  assert.equal(validShare([1, 2, 3, 4], [1, 2, 3, 301], spearman, { ceiling: 300 }), 1);
  assert.equal(validShare([1, 2, 3, 4], [1, 2, inf, 301], spearman, { ceiling: 300 }), 0.75);
  assert.equal(validShare([1, 2, 3, 4], [9, 1, 2, 301], spearman) > 0, true);
  assert.equal(validShare([1], [301], spearman, { ceiling: 300 }), 0);
});

Deno.test("validShareMetric() is the mean over the series in percent, null where undefined", () => {
  const metric = validShareMetric("pcc", pearson, [-100, 100]);
  const item = (series: Json): Item => ({
    sampleId: "x",
    repeat: 0,
    groups: {},
    outcome: "partial",
    values: { series },
  });
  const items = [
    item({ a: [1, 1], b: [1, 3] }),
    item({ a: [2, 2], b: [2, 2] }),
    item({ a: [3, "inf"], b: [3, 1] }),
  ];
  assert.ok(Math.abs((metric.compute(items) ?? NaN) - 100 * (2 / 3 - 1) / 2) < 1e-9);
  assert.equal(metric.compute([item({ a: [1, "nan"] })]), 0);
  assert.equal(metric.compute([item({ a: [1, 2] })]), null);
});
