/**
 * Packs what METEOR needs of WordNet 3.0 into JSON modules under `scoring/text/data`.
 *
 * Usage: `deno run --allow-read --allow-write=scoring/text/data tools/pack_wordnet.ts DICT EXC`,
 * where DICT is the folder `dict` of the archive in the npm package `WNdb@3.0.1` (`data.noun` and
 * so on) and EXC the folder with the exception lists (`noun.exc` and so on).
 *
 * @module
 */
import { Buffer } from "node:buffer";
import { createHash } from "node:crypto";
import { gzipSync } from "node:zlib";
import type { Packed } from "../scoring/nlp/packed.ts";

const PARTS = ["noun", "verb", "adj", "adv"] as const;

/**
 * Sets of synonyms of a data file, a line each, sorted, without doubles: those with at least one name
 * of a single word, and of those that stand alone only the ones that occur in no other line.
 */
export function synsetLines(data: string): string[] {
  const several = new Set<string>();
  const single = new Set<string>();
  for (const line of data.split("\n")) {
    if (line === "" || line.startsWith(" ")) continue;
    const fields = line.split(" ");
    const count = parseInt(fields[3] ?? "", 16);
    // Adjectives carry a mark of their place in the sentence: "awake(p)".
    const names = Array.from(
      { length: count },
      (_, at) => (fields[4 + 2 * at] ?? "").replace(/\(.*\)$/, ""),
    );
    if (names.every((name) => name.includes("_"))) continue;
    if (names.length > 1) several.add(names.join(" "));
    else single.add(names[0] ?? "");
  }
  const known = new Set([...several].flatMap((line) => line.split(" ")));
  return [...several, ...[...single].filter((name) => !known.has(name))].sort();
}

function packed(source: string, text: string): Packed {
  const bytes = Buffer.from(text);
  return {
    source,
    licence: "WordNet 3.0 licence",
    sha256: createHash("sha256").update(bytes).digest("hex"),
    encoding: "gzip+base64",
    data: Buffer.from(gzipSync(bytes, { level: 9 })).toString("base64"),
  };
}

async function write(name: string, value: Packed): Promise<void> {
  const out = new URL(`../scoring/text/data/${name}.json`, import.meta.url);
  await Deno.writeTextFile(out, `${JSON.stringify(value, null, 2)}\n`);
}

if (import.meta.main) {
  const [dict, exceptions] = Deno.args;
  if (dict === undefined || exceptions === undefined) {
    throw new TypeError(
      "Cannot pack WordNet: name the folder of data files and that of exceptions",
    );
  }
  const read = (names: (part: string) => string, shape: (text: string) => string[]) =>
    Promise.all(PARTS.map(async (part) => shape(await Deno.readTextFile(names(part))).join("\n")));
  const synsets = await read((part) => `${dict}/data.${part}`, synsetLines);
  const lists = await read(
    (part) => `${exceptions}/${part}.exc`,
    (text) => text.split("\n").map((line) => line.trim()).filter((line) => line !== ""),
  );
  await write(
    "wordnet_synsets",
    packed("WordNet 3.0 data files: names of each set of synonyms", synsets.join("\n\n")),
  );
  await write(
    "wordnet_exceptions",
    packed("WordNet 3.0 exception lists, one section each", lists.join("\n\n")),
  );
}
