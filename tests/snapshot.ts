import assert from "node:assert/strict";

/**
 * Compares a text with a file of the repository; `ASSAY_UPDATE_SNAPSHOTS=1` writes the file instead,
 * and the change then stands in the diff for everybody to see.
 */
export async function assertSnapshot(file: URL, text: string): Promise<void> {
  if (Deno.env.get("ASSAY_UPDATE_SNAPSHOTS") === "1") {
    await Deno.writeTextFile(file, text);
    return;
  }
  assert.equal(text, await Deno.readTextFile(file), `${file.pathname} is not current`);
}
