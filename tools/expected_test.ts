import assert from "node:assert/strict";
import { expectedFiles, expectedFolder } from "./expected.ts";

Deno.test("renderers make of the example runs what tests/expected/ holds, byte for byte", async () => {
  const files = await expectedFiles();
  for (const [name, text] of files) {
    assert.equal(
      await Deno.readTextFile(new URL(name, expectedFolder)),
      text,
      `tests/expected/${name} differs: see tools/expected.ts`,
    );
  }
  assert.deepEqual(await expectedFiles(), files, "twice the same");
});
