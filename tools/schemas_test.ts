import assert from "node:assert/strict";
import { documentSchemas, schemasFolder, schemaText } from "./schemas.ts";

Deno.test("schemaText() is what schemas/ holds", async () => {
  const committed = new Set<string>();
  for await (const { name } of Deno.readDir(schemasFolder)) committed.add(name);
  for (const document of documentSchemas) {
    const file = `${document.name}.schema.json`;
    assert.equal(
      await Deno.readTextFile(new URL(file, schemasFolder)),
      schemaText(document),
      `schemas/${file} is not current: run "deno run --allow-read --allow-write=schemas tools/schemas.ts"`,
    );
    committed.delete(file);
  }
  assert.deepEqual([...committed], [], "files in schemas/ that no document has");
});

Deno.test("documentSchemas have a name and an id of their own", () => {
  assert.equal(new Set(documentSchemas.map(({ name }) => name)).size, documentSchemas.length);
  assert.equal(new Set(documentSchemas.map(({ id }) => id)).size, documentSchemas.length);
});
