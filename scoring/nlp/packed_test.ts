import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import syllables from "./data/syllables_english.json" with { type: "json" };
import punkt from "./data/punkt_english.json" with { type: "json" };
import stopWords from "./data/stopwords_english.json" with { type: "json" };
import tagger from "./data/first_token_tagger.json" with { type: "json" };
import { unpackBytes, unpackText } from "./packed.ts";

/** Digests of the published files, apart from what the packed modules say of themselves. */
const PUBLISHED = [
  [punkt, "ac2985a41293b52bc3f6213cc3de17f1b4f0d3e8e566ceff33bf3bd22aa14e43"],
  [tagger, "a2c2b3b352d6279d944aedee473ca76b091184af376c7de929f939e608d901ae"],
  [stopWords, "f6d005956f407dbc6ea32e5ff0c7e8e6f71488d3239b9023efdc7fc139d6375b"],
  [syllables, "15dbc605f4b03690ccf4fbfe14f634b52efcea866c21310664253fadb718bc0d"],
] as const;

Deno.test("unpackBytes() gives the published language data, byte by byte", () => {
  for (const [packed, digest] of PUBLISHED) {
    const found = createHash("sha256").update(unpackBytes(packed)).digest("hex");
    assert.equal(found, digest, packed.source);
    assert.equal(packed.sha256, digest, packed.source);
  }
});

Deno.test("every packed file has a licence that LICENSES.md names", async () => {
  const licences = await Deno.readTextFile(new URL("data/LICENSES.md", import.meta.url));
  for await (const { name } of Deno.readDir(new URL("data/", import.meta.url))) {
    if (name.endsWith(".json")) assert.ok(licences.includes(`\`${name}\``), name);
  }
});

Deno.test("unpackBytes() rejects another encoding", () => {
  const packed = { ...stopWords, encoding: "zip" };
  assert.throws(() => unpackBytes(packed), /encoding must be "gzip\+base64", found "zip"/);
});

Deno.test("unpackText() decodes UTF-8", () => {
  assert.ok(unpackText(stopWords).startsWith("a\nabout\n"));
});
