/**
 * Writes `docs/dialects.md` from the dialects of `runners/backend`.
 *
 *     deno run --allow-write=docs tools/dialects.ts
 *
 * A test fails while the committed page differs.
 *
 * @module
 */
import { renderDialects } from "../runners/backend/dialects/table.ts";

if (import.meta.main) {
  await Deno.writeTextFile(new URL("../docs/dialects.md", import.meta.url), renderDialects());
}
