/**
 * `meteor_pairs_per_s`: descriptions of about 25 words compared a second on one thread, after warm-up.
 *
 * @module
 */
import { seededDraw } from "../../scoring/random.ts";
import { meteor } from "../../scoring/text/meteor.ts";
import { report } from "./figures.ts";

const ROUNDS = 5;
const PAIRS = 2_000;
const WORDS = (
  "the molecule is a simple carboxylic acid used as food preservatives and obtained by fermentation " +
  "it has role plant hormone metabolites derives from benzoic acids containing compounds which " +
  "physicians doctors prescribe to cure illnesses of heart liver quickly isolated members class"
).split(" ");

const draw = seededDraw("meteor bench");
const text = () =>
  Array.from(
    { length: 15 + Math.floor(draw() * 20) },
    () => WORDS[Math.floor(draw() * WORDS.length)] ?? "",
  );
const pairs = Array.from({ length: PAIRS }, () => [text(), text()] as const);

function round(): number {
  const started = performance.now();
  let sum = 0;
  for (const [reference, hypothesis] of pairs) sum += meteor(reference, hypothesis);
  if (sum === 0) throw new Error("Cannot bench as no words match");
  return pairs.length / (performance.now() - started) * 1000;
}

round();
const rates = Array.from({ length: ROUNDS }, round).sort((a, b) => a - b);
report([{
  name: "meteor_pairs_per_s",
  value: rates[Math.floor(ROUNDS / 2)] ?? 0,
  unit: "pairs/s",
  target: ">= 10000",
}]);
