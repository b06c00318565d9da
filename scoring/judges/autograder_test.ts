import assert from "node:assert/strict";
import { autograderParser, autograderPrompt } from "./autograder.ts";

Deno.test("autograderParser reads the last boxed verdict outside of the analysis", () => {
  const rows: readonly [string, string | null][] = [
    ["<thinking>same</thinking>\n\\boxed{Correct}", "Correct"],
    ["<thinking>\\boxed{Correct}?</thinking>\\boxed{Incorrect}", "Incorrect"],
    ["<thinking>a</thinking>\\boxed{Correct}<thinking>\\boxed{Incorrect}</thinking>", "Correct"],
    ["<thinking>never closed \\boxed{correct}", "Correct"],
    ["\\boxed{\\text{ INCORRECT }}", "Incorrect"],
    ["Correct", null],
    ["\\boxed{Partly correct}", null],
    ["", null],
  ];
  for (const [text, label] of rows) assert.equal(autograderParser.parse(text).label, label, text);
});

Deno.test("autograderParser takes linear time", () => {
  for (const piece of ["<thinking>", "</thinking>", "\\boxed{", "\\boxed{ \\text{ ", " "]) {
    const started = performance.now();
    autograderParser.parse(piece.repeat(1_000_000 / piece.length));
    assert.ok(performance.now() - started < 20_000, piece);
  }
});

Deno.test("autograderPrompt shows problem, solution and gold as they are", () => {
  const [system, user] = autograderPrompt({
    question: "Find {x} in $\\{1\\}$",
    gold: "{question}",
    prediction: "{gold} $& $1",
  });
  assert.equal(system?.role, "system");
  for (const part of ["Find {x} in $\\{1\\}$", "{question}", "{gold} $& $1", "\\boxed{Correct}"]) {
    assert.ok(String(user?.content).includes(part), part);
  }
});
