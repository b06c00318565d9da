/**
 * Packs the language data of the scorers into JSON modules under `scoring/nlp/data`.
 *
 * Usage: `deno run --allow-read --allow-write=scoring/nlp/data tools/pack_nlp.ts FOLDER`, where
 * FOLDER holds `nltk/` and `syllapy/` as the list below names them.
 *
 * @module
 */
import { Buffer } from "node:buffer";
import { createHash } from "node:crypto";
import { gzipSync } from "node:zlib";
import type { Packed } from "../scoring/nlp/packed.ts";

/** What is packed, from where, under which name. */
const FILES: readonly {
  readonly file: string;
  readonly name: string;
  readonly source: string;
  readonly licence: string;
}[] = [
  {
    file: "nltk/punkt_english.json",
    name: "punkt_english",
    source: "nltk_data tokenizers/punkt_tab/english, the four parameter files as one JSON object",
    licence: "MIT",
  },
  {
    file: "nltk/first_token_tagger.json",
    name: "first_token_tagger",
    source: "nltk_data taggers/averaged_perceptron_tagger_eng, features of a first token only",
    licence: "MIT",
  },
  {
    file: "nltk/stopwords_english.txt",
    name: "stopwords_english",
    source: "nltk_data corpora/stopwords/english",
    licence: "none stated; from the Snowball project (BSD-3-Clause)",
  },
  {
    file: "syllapy/data.csv",
    name: "syllables_english",
    source: "syllapy 0.7.2 data.csv",
    licence: "MIT",
  },
];

if (import.meta.main) {
  const [folder] = Deno.args;
  if (folder === undefined) {
    throw new TypeError("Cannot pack as the folder with the language data is missing: name it");
  }
  for (const { file, name, source, licence } of FILES) {
    const bytes = await Deno.readFile(`${folder}/${file}`);
    const packed: Packed = {
      source,
      licence,
      sha256: createHash("sha256").update(bytes).digest("hex"),
      encoding: "gzip+base64",
      data: Buffer.from(gzipSync(bytes, { level: 9 })).toString("base64"),
    };
    const out = new URL(`../scoring/nlp/data/${name}.json`, import.meta.url);
    await Deno.writeTextFile(out, `${JSON.stringify(packed, null, 2)}\n`);
  }
}
