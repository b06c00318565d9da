import assert from "node:assert/strict";
import { porterStem } from "./porter.ts";

// What NLTK's PorterStemmer gives, in its default mode.
const STEMS = `
caresses caress, ponies poni, ties tie, dies die, cats cat, is is, agreed agre, feed feed,
plastered plaster, bled bled, motoring motor, sing sing, conflated conflat, troubled troubl,
sized size, hopping hop, falling fall, hissing hiss, failing fail, filing file, happy happi,
enjoy enjoy, sky sky, skies sky, dying die, proceed proceed, relational relat, conditional condit,
rational ration, digitizer digit, conformably conform, radically radic, differently differ,
hopefully hope, analogously analog, vietnamization vietnam, operator oper, feudalism feudal,
sensibility sensibl, geology geolog, triplicate triplic, formative form, electrical electr,
goodness good, revival reviv, adoption adopt, homologous homolog, effective effect,
controlling control, roll roll, rate rate, cease ceas, flies fli, spied spi, cried cri, tied tie,
foo*ded food
`.trim().split(/,\s+/).map((pair) => pair.split(" "));

Deno.test("porterStem() stems as NLTK does", () => {
  for (const [word = "", stem] of STEMS) assert.equal(porterStem(word), stem, word);
});

Deno.test("porterStem() leaves what is no word alone", () => {
  for (const word of ["", "a", "12", "\u00e9\u00e8", "(3r)-2", "\u{1f9ea}"]) {
    assert.equal(porterStem(word), word);
  }
});

Deno.test("porterStem() stays linear", () => {
  const started = performance.now();
  for (const part of ["y", "a", "ing", "ed", "alli", "ational", "ss"]) {
    porterStem(part.repeat(500_000 / part.length));
  }
  assert.ok(performance.now() - started < 20_000);
});
