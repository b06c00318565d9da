import assert from "node:assert/strict";
import { stripVTControlCharacters } from "node:util";
import { exampleRuns } from "../../tests/example_runs.ts";
import { leaderboard } from "../leaderboard.ts";
import { renderTerminal } from "./terminal.ts";

const runs = await exampleRuns();
const board = leaderboard(runs);

Deno.test("renderTerminal() fits the width and loses no column", () => {
  for (const width of [60, 80, 120, 200]) {
    const text = renderTerminal(board, { width });
    for (const line of text.split("\n").filter((line) => /^[┌│├└]/.test(line))) {
      assert.ok(line.length <= width, `${line.length} > ${width}: ${line}`);
    }
    for (const label of ["tiny-chat", "Intern-S1-Pro", "Gemini-3-Pro", "60.34", "70.4"]) {
      assert.ok(text.includes(label), `${label} at width ${width}`);
    }
  }
});

Deno.test("renderTerminal() writes escape sequences only when asked, and only its own", () => {
  const plain = renderTerminal(board, { color: false });
  // deno-lint-ignore no-control-regex
  assert.doesNotMatch(plain, /[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202e]/);
  const colored = renderTerminal(board, { color: true });
  assert.notEqual(colored, plain);
  assert.equal(stripVTControlCharacters(colored), plain);
  // deno-lint-ignore no-control-regex
  assert.doesNotMatch(colored.replace(/\u001b\[\d+m/g, ""), /\u001b/);
});

Deno.test("renderTerminal() tells the modes of a model with a long name apart", () => {
  const named = runs.map((run) => ({
    ...run,
    columns: run.columns.map((column) => ({ ...column, label: "long-name-".repeat(20) })),
  }));
  const text = renderTerminal(leaderboard(named), { details: "none" });
  assert.ok(text.includes("(thinking)") && text.includes("(non-thinking)"));
});

Deno.test("renderTerminal() shows as many tables of tasks as wanted", () => {
  const shown = (details: "none" | "metrics" | "all") => {
    const text = renderTerminal(board, { details });
    return [/IFBench: tasks/.test(text), /accuracy by level: easy/.test(text)];
  };
  assert.deepEqual(shown("none"), [false, false]);
  assert.deepEqual(shown("metrics"), [true, false]);
  assert.deepEqual(shown("all"), [true, true]);
});

Deno.test("renderTerminal() marks simulated numbers and published columns", () => {
  const text = renderTerminal(leaderboard(runs.slice(1), { rows: "run" }), { details: "none" });
  // Two column heads, one a section, and two numbers; the note is capitalised.
  assert.equal(text.split("simulated").length - 1, 4);
  assert.ok(text.split("published").length > 5);
});

Deno.test("renderTerminal() of a board without runs shows the published numbers", () => {
  const text = renderTerminal(leaderboard([]));
  assert.ok(text.includes("93.1") && text.endsWith("\n"));
});
