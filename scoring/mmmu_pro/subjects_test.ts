import assert from "node:assert/strict";
import { FIELDS, officialGroups } from "./subjects.ts";

Deno.test("FIELDS has the 30 subjects once each", () => {
  const subjects = Object.values(FIELDS).flat();
  assert.equal(subjects.length, 30);
  assert.equal(new Set(subjects).size, 30);
});

Deno.test("officialGroups() pools rows and rounds to three decimals, ties to even", () => {
  const groups = officialGroups([
    { subject: "Art", n: 15, correct: 1 },
    { subject: "Music", n: 1, correct: 0 },
    { subject: "Math", n: 0, correct: 0 },
    { subject: "Elsewhere", n: 16, correct: 16 },
  ]);
  assert.equal(groups["Art and Design"], 0.062);
  assert.equal(groups["Science"], 0);
  assert.equal(groups["Overall"], 0.531);
  assert.equal(Object.keys(groups).length, 7);
});
