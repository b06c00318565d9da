import assert from "node:assert/strict";
import { suites } from "./suites.ts";

Deno.test("the averages of the biology table are those of its published rows", () => {
  const biology = suites.find(({ benchmark }) => benchmark === "biology-instruction");
  assert.ok(biology?.average);
  assert.equal(biology.rows.length, 21);
  const lines = biology.columns.map(({ label }, column) => {
    const sum = biology.rows.reduce((sum, { published }) => sum + (published[column] ?? NaN), 0);
    const mean = sum / biology.rows.length;
    const printed = biology.average?.[column] ?? NaN;
    // Printed with two decimals.
    assert.ok(Math.abs(mean - printed) <= 0.005, `${label}: ${mean}, printed ${printed}`);
    return `${label}: mean of the ${biology.rows.length} rows ${mean.toFixed(4)}, ` +
      `printed ${printed}, differs by ${(mean - printed).toFixed(4)}`;
  });
  assert.deepEqual(biology.average, [39.24, 52.45]);
  // deno-lint-ignore no-console
  console.log(lines.join("\n"));
});
