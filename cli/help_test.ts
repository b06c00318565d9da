import assert from "node:assert/strict";
import { assertSnapshot } from "../tests/snapshot.ts";
import { type Actions, createProgram } from "./program.ts";

function program() {
  const tree = createProgram({} as Actions);
  for (const command of [tree, ...tree.commands]) {
    command.configureOutput({ getOutHelpWidth: () => 80, getOutHasColors: () => false });
  }
  return tree;
}

Deno.test("help of every command is as its snapshot", async () => {
  const tree = program();
  const texts = [tree, ...tree.commands].map((command) => command.helpInformation());
  await assertSnapshot(new URL("snapshots/help.txt", import.meta.url), texts.join("\n"));
});

Deno.test("help says something about every command and flag", () => {
  const tree = program();
  for (const command of [tree, ...tree.commands]) {
    assert.notEqual(command.description(), "", command.name());
    for (const option of command.options) {
      assert.notEqual(option.description, "", `${command.name()} ${option.flags}`);
    }
  }
});
