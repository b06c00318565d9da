import assert from "node:assert/strict";
import { assertSnapshot } from "../../tests/snapshot.ts";
import { type Actions, createProgram } from "../program.ts";
import { bashCompletions } from "./bash.ts";
import { fishCompletions } from "./fish.ts";
import { completionTree } from "./tree.ts";
import { zshCompletions } from "./zsh.ts";

const tree = completionTree(createProgram({} as Actions), [
  { id: "ifbench", tasks: ["default"] },
  { id: "scits", tasks: ["X01", "X02"] },
]);

const shells = { bash: bashCompletions, zsh: zshCompletions, fish: fishCompletions };

for (const [shell, render] of Object.entries(shells)) {
  Deno.test(`completions for ${shell} are as their snapshot`, async () => {
    const file = new URL(`../snapshots/completions.${shell}`, import.meta.url);
    await assertSnapshot(file, render(tree));
  });
}

Deno.test("completionTree() names single tasks only where a benchmark has several", () => {
  assert.deepEqual(tree.benchmarks, ["all", "ifbench", "scits", "scits/X01", "scits/X02"]);
});

Deno.test("completionTree() knows what each value is", () => {
  const run = tree.commands.find(({ name }) => name === "run");
  const kind = (flag: string) =>
    run?.options.find(({ names }) => names.includes(flag))?.value?.kind ?? null;
  assert.equal(kind("-b"), "benchmarks");
  assert.equal(kind("--data"), "benchmark-pair");
  assert.equal(kind("--mode"), "words");
  assert.equal(kind("--config"), "file");
  assert.equal(kind("--runs-dir"), "folder");
  assert.equal(kind("--limit"), "other");
  assert.equal(kind("--yes"), null);
  assert.deepEqual(tree.commands.find(({ name }) => name === "resume")?.argument, { kind: "run" });
});

Deno.test("completionTree() makes words that no shell expands", () => {
  const odd = completionTree(createProgram({} as Actions), [
    { id: "x", tasks: ["$(touch /tmp/owned)", "`id`"] },
  ]);
  assert.doesNotMatch(bashCompletions(odd), /\$\(touch|`id`/);
});
