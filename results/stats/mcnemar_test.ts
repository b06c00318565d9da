import assert from "node:assert/strict";
import fc from "fast-check";
import { mcnemar } from "./mcnemar.ts";

Deno.test("mcnemar() equals the published tables", () => {
  // Airway hyper-responsiveness before and after transplantation: M. Fagerland et al. (2013),
  // table 1 (discordant 1 and 7).
  const airway = mcnemar(1, 7);
  assert.equal(airway.asymptotic.toFixed(3), "0.034");
  assert.equal(airway.exact.toFixed(3), "0.070");
  assert.equal(airway.midP.toFixed(3), "0.039");
  // Approval of the prime minister in two surveys: A. Agresti, Categorical Data Analysis,
  // table 10.1 (discordant 150 and 86).
  const approval = mcnemar(150, 86);
  assert.equal(approval.chiSquare.toFixed(2), "17.36");
  assert.ok(approval.asymptotic < 0.0001);
});

Deno.test("mcnemar() has nothing to say without discordant samples, and no lean when they balance", () => {
  assert.equal(mcnemar(0, 0).exact, 1);
  assert.equal(mcnemar(0, 0).midP, 1);
  assert.equal(mcnemar(5, 5).exact, 1);
  assert.equal(mcnemar(5, 5).chiSquare, 0);
});

Deno.test("mcnemar() is symmetric and orders its p-values", () => {
  const count = fc.integer({ min: 0, max: 3000 });
  fc.assert(fc.property(count, count, (b, c) => {
    const test = mcnemar(b, c);
    assert.equal(test.exact, mcnemar(c, b).exact);
    assert.ok(test.midP <= test.exact + 1e-9);
    for (const p of [test.exact, test.midP, test.asymptotic]) assert.ok(p >= 0 && p <= 1 + 1e-9);
  }));
});

Deno.test("mcnemar() throws for what is not a count", () => {
  for (const bad of [-1, 1.5, NaN, Infinity]) assert.throws(() => mcnemar(bad, 1), RangeError);
});
