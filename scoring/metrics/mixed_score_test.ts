import assert from "node:assert/strict";
import fc from "fast-check";
import { mixedScore } from "./mixed_score.ts";

const near = (got: number, wanted: number) => assert.ok(Math.abs(got - wanted) < 1e-12, `${got}`);

// Worked out by hand from the rule; the golden vectors hold what upstream returned.
Deno.test("mixedScore() halves full marks where no value is low", () => {
  near(mixedScore([80, 90], [80, 90]), 0.5);
});

Deno.test("mixedScore() gives full marks for exact values, one of them low", () => {
  near(mixedScore([10, 90], [10, 90]), 1);
});

Deno.test("mixedScore() excludes predictions beyond 1000 in size and keeps 1000", () => {
  near(mixedScore([10, 10], [10, 1001]), 0.5);
  near(mixedScore([10, 10], [10, -Infinity]), 0.5);
  near(mixedScore([10], [1000]), 0);
  assert.equal(mixedScore([10], [5000]), 0);
});

Deno.test("mixedScore() takes a prediction of 30 as in range but not low", () => {
  near(mixedScore([30], [30]), 0.5);
  near(mixedScore([20], [30]), 0.5 * 0.9);
});

Deno.test("mixedScore() stays in 0..1 whatever is predicted", () => {
  const value = fc.oneof(fc.double({ min: -2000, max: 2000, noNaN: true }), fc.constant(Infinity));
  const rows = fc.array(fc.tuple(fc.double({ min: 0, max: 100, noNaN: true }), value), {
    minLength: 1,
  });
  fc.assert(fc.property(rows, (rows) => {
    const score = mixedScore(rows.map(([gold]) => gold), rows.map(([, pred]) => pred));
    assert.ok(score >= 0 && score <= 1);
  }));
});
