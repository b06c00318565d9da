import assert from "node:assert/strict";
import { bracketedChoice } from "./bracketed_choice.ts";

Deno.test("bracketedChoice() asks letter by letter, not from the left", () => {
  assert.equal(bracketedChoice("The answer is (C)."), "C");
  assert.equal(bracketedChoice("D) rather than B)"), "B");
  assert.equal(bracketedChoice("It is A case of (D)"), "A");
  assert.equal(bracketedChoice("B"), null);
  assert.equal(bracketedChoice("(b)"), null);
  assert.equal(bracketedChoice(""), null);
});
