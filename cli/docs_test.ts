import assert from "node:assert/strict";
import { parseConfig } from "./config/load.ts";
import { knownKeys } from "./config/issues.ts";
import { ConfigSchema } from "./config/schema.ts";
import { type Actions, createProgram } from "./program.ts";

const docs = await Deno.readTextFile(new URL("../docs/cli.md", import.meta.url));

Deno.test("docs/cli.md has a configuration that parses", async () => {
  const [, example] = /```json\n([\s\S]*?)```/.exec(docs) ?? [];
  assert.ok(example);
  const config = await parseConfig(example, "docs/cli.md");
  assert.equal(config.models?.length, 2);
  assert.equal(config.judge, "grader");
});

Deno.test("docs/cli.md names every command, and no other", () => {
  const commands = createProgram({} as Actions).commands.map((command) => command.name());
  const named = [...docs.matchAll(/^\| `([a-z-]+)[^`]*` \| /gm)].map(([, name]) => name);
  for (const command of commands) assert.ok(named.includes(command), command);
});

Deno.test("docs/cli.md names every key of the configuration file", () => {
  for (const key of knownKeys(ConfigSchema)) {
    assert.ok(docs.includes(`"${key}"`) || docs.includes(`\`${key}`), key);
  }
});
