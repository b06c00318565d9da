import assert from "node:assert/strict";
import fc from "fast-check";
import { AMINO_ACIDS, BLOSUM45 } from "./blosum45.ts";
import { sequenceSimilarity } from "./smith_waterman.ts";

const sequence = fc.array(fc.constantFrom(...AMINO_ACIDS), { maxLength: 40 })
  .map((letters) => letters.join(""));

Deno.test("sequenceSimilarity() gives what Biopython's aligner gives", () => {
  const cases = [
    ["ACDEFGHIKLMN", "ACDEFHIKLMN", 0.8288497269823398],
    ["MKTAYIAKQRQISFVKSH", "AYIAKQRWWWQISFVK", 0.5663050039210878],
    ["GDNGDNGDNACDEF", "WPCWPCWPCACDEF", 0.3176831138180687],
    ["WWWW", "PPPP", 0],
  ] as const;
  for (const [a, b, score] of cases) {
    assert.ok(Math.abs(sequenceSimilarity(a, b) - score) < 1e-12, `${a} ${b}`);
  }
});

Deno.test("sequenceSimilarity() is symmetric, 1 with itself and 0 with nothing", () => {
  fc.assert(fc.property(sequence, sequence, (a, b) => {
    const score = sequenceSimilarity(a, b);
    assert.ok(score >= 0 && score <= 1);
    assert.ok(Math.abs(score - sequenceSimilarity(b, a)) < 1e-12);
    assert.equal(sequenceSimilarity(a, a), a === "" ? 0 : 1);
  }));
  assert.equal(sequenceSimilarity("", "A"), 0);
});

Deno.test("sequenceSimilarity() refuses other letters", () => {
  assert.throws(() => sequenceSimilarity("AB", "A"), RangeError);
});

Deno.test("BLOSUM45 is symmetric", () => {
  for (const [i, row] of BLOSUM45.entries()) {
    assert.equal(row.length, AMINO_ACIDS.length);
    for (const [j, score] of row.entries()) assert.equal(score, BLOSUM45[j]?.[i]);
  }
});
