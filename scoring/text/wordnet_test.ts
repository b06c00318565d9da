import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { unpackBytes } from "../nlp/packed.ts";
import exceptions from "./data/wordnet_exceptions.json" with { type: "json" };
import synsets from "./data/wordnet_synsets.json" with { type: "json" };
import { synonyms } from "./wordnet.ts";

Deno.test("the packed WordNet files are what their digests say", () => {
  for (const packed of [synsets, exceptions]) {
    const digest = createHash("sha256").update(unpackBytes(packed)).digest("hex");
    assert.equal(digest, packed.sha256, packed.source);
  }
});

// What NLTK's reader gives on WordNet 3.0.
const SYNONYMS: Readonly<Record<string, readonly string[]>> = {
  mice: ["black_eye", "computer_mouse", "mouse", "shiner"],
  illnesses: ["illness", "malady", "sickness", "unwellness"],
  churches: ["Christian_church", "church", "church_building", "church_service"],
  asleep: ["asleep", "at_peace", "at_rest", "benumbed", "deceased", "departed", "gone", "numb"],
  quickly: [
    "apace",
    "chop-chop",
    "cursorily",
    "promptly",
    "quick",
    "quickly",
    "rapidly",
    "speedily",
  ],
  qqq: [],
};

for (const [word, names] of Object.entries(SYNONYMS)) {
  Deno.test(`synonyms() of "${word}"`, () => {
    const single = names.filter((name) => !name.includes("_"));
    assert.deepEqual([...synonyms(word)].sort(), single);
  });
}

Deno.test("synonyms() looks up in lower case and keeps the case of names", () => {
  assert.deepEqual(synonyms("PARIS"), synonyms("paris"));
  assert.ok(synonyms("paris").has("Paris"));
});

Deno.test("synonyms() is quick for any word", () => {
  const started = performance.now();
  for (const word of ["s", "es", "ses", "ing", "er", "constructor"]) {
    synonyms(word.repeat(30));
    synonyms(word.repeat(100_000));
  }
  assert.ok(performance.now() - started < 20_000);
  assert.equal(synonyms("").size, 0);
});
