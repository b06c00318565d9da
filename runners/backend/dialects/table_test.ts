import { equal } from "node:assert/strict";
import { renderDialects } from "./table.ts";

Deno.test("docs/dialects.md is what the dialects are", async () => {
  const page = await Deno.readTextFile(new URL("../../../docs/dialects.md", import.meta.url));
  equal(page, renderDialects(), "docs/dialects.md is not current: run tools/dialects.ts");
});
