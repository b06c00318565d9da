import assert from "node:assert/strict";
import { pieceNumbers, pieceValues } from "./caption_pieces.ts";
import { meteor } from "./meteor.ts";

const vocabulary = new Set(["an", "acid", "mono", "##carb", "with", "one", "ring", "[UNK]"]);

Deno.test("pieceNumbers() are BLEU and METEOR of word pieces", () => {
  const same = pieceValues("An acid with one ring", "an acid with one ring", vocabulary);
  const near = pieceValues("monocarb acid", "an acid with one ring", vocabulary);
  const numbers = pieceNumbers([same, near]);
  const wanted = ["an", "acid", "with", "one", "ring"];
  const copy = meteor(wanted, wanted);
  const part = meteor(wanted, ["mono", "##carb", "acid"]);
  assert.ok(Math.abs((numbers.meteor_score ?? 0) - (copy + part) / 2) < 1e-12);
  // 6 of 8 pieces, 4 of 6 pairs; 8 pieces written where 10 were wanted.
  const bleu2 = Math.exp(1 - 10 / 8) * Math.sqrt((6 / 8) * (4 / 6));
  assert.ok(Math.abs((numbers.bleu2 ?? 0) - bleu2) < 1e-12);
  assert.ok((numbers.bleu4 ?? 0) > 0 && (numbers.bleu4 ?? 0) < bleu2);
  assert.deepEqual(pieceNumbers([near, same]), numbers);
});

Deno.test("pieceNumbers() cut long captions at 512 pieces", () => {
  const long = pieceValues(`${"an ".repeat(512)}acid`, "acid", vocabulary);
  assert.equal(pieceNumbers([long]).meteor_score, 0);
});

Deno.test("pieceNumbers() says nothing without a vocabulary", () => {
  assert.deepEqual(pieceNumbers([pieceValues("an acid", "an acid", undefined)]), {});
  assert.deepEqual(pieceNumbers([pieceValues("acid", "acid", vocabulary), {}]), {});
  assert.deepEqual(pieceNumbers([]), {});
});
