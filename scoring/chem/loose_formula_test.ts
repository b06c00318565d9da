import assert from "node:assert/strict";
import fc from "fast-check";
import { lastLooseFormula } from "./loose_formula.ts";

Deno.test("lastLooseFormula() takes the last stretch that looks like a formula", () => {
  assert.equal(lastLooseFormula("It is C6H12O6"), "C6H12O6");
  // Behind the dot one element is enough, and what follows is the next formula.
  assert.equal(lastLooseFormula("CuSO4·5H2O then"), "O");
  assert.equal(lastLooseFormula("CaCl2·2K then"), "CaCl2·2K");
  assert.equal(lastLooseFormula("[Fe(CN)6]-- is it"), "[Fe(CN)6]--");
  assert.equal(lastLooseFormula("Ca(OH)2"), "Ca(OH)2");
  assert.equal(lastLooseFormula("none at all"), null);
  assert.equal(lastLooseFormula("Not known"), "No");
});

const UPSTREAM = new RegExp(
  "[\\[\\(]?[A-Z][a-z]?\\d*(?:\\([A-Za-z0-9]+\\)\\d*)?[\\]\\)]?" +
    "(?:[A-Z][a-z]?\\d*|\\([^\\)]+\\)\\d*|\\[[^\\]]+\\]\\d*)*(?:[+-]{1,2})?(?:·\\d*[A-Z][a-z]?\\d*)*",
  "g",
);

Deno.test("lastLooseFormula() equals the expression upstream uses", () => {
  const parts = fc.array(
    fc.constantFrom("C", "Na", "x", "2", "(", ")", "[", "]", "+", "-", "·", " ", "O"),
    { maxLength: 25 },
  );
  fc.assert(
    fc.property(parts, (made) => {
      const text = made.join("");
      assert.equal(lastLooseFormula(text), text.match(UPSTREAM)?.at(-1) ?? null);
    }),
    { numRuns: 5000 },
  );
});

Deno.test("lastLooseFormula() is linear in brackets that never close", () => {
  const start = performance.now();
  lastLooseFormula("C(".repeat(400_000));
  lastLooseFormula("C[a(".repeat(200_000));
  lastLooseFormula(`C(${"A".repeat(800_000)}`);
  assert.ok(performance.now() - start < 20_000);
});
