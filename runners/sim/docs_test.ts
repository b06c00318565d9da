import assert from "node:assert/strict";
import { FAULT_NAMES } from "./faults/kinds.ts";
import { SimSettingsSchema } from "./options.ts";

const docs = await Deno.readTextFile(new URL("../../docs/sim.md", import.meta.url));

/** The names in back quotes in the first column of the table under a heading. */
function firstColumn(heading: string): string[] {
  const section = docs.slice(docs.indexOf(`\n${heading}\n`) + heading.length + 2);
  const rows = section.slice(0, section.search(/^#/m)).split("\n")
    .filter((line) => line.startsWith("| `"));
  return rows.flatMap((row) =>
    [...(row.split("|")[1] ?? "").matchAll(/`([^`]+)`/g)].map((match) => match[1] ?? "")
  );
}

Deno.test("docs/sim.md lists every fault, and no other", () => {
  assert.deepEqual(firstColumn("## Faults").toSorted(), FAULT_NAMES.toSorted());
});

Deno.test("docs/sim.md lists every option, and no other", () => {
  const options = Object.keys(SimSettingsSchema.shape);
  assert.deepEqual(firstColumn("## Options").toSorted(), options.toSorted());
});
