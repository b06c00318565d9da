import assert from "node:assert/strict";
import { regexSentences } from "./regex_sentences.ts";

/** Own sentences, split by OpenCompass's copy. */
const CASES: readonly (readonly [why: string, text: string, ...sentences: string[]])[] = [
  ["nothing", ""],
  [
    "unknown titles",
    "Prof. Byrne came at 9 a.m. She left.",
    "Prof.",
    "Byrne came at 9 a.m. She left.",
  ],
  ["known titles", "Dr. Byrne left. St. Ives slept.", "Dr. Byrne left.", "St. Ives slept."],
  [
    "a quote and its mark change places",
    'He said "Stop!" Then he left.',
    'He said "Stop"!',
    "Then he left.",
  ],
  ["brackets go to the next", "(Nobody cared.) Fine.", "(Nobody cared.", ") Fine."],
  [
    "an acronym before a starter",
    "We met in the U.S. It rained.",
    "We met in the U.S.",
    "It rained.",
  ],
  ["every ellipsis", "Odd... very odd.", "Odd...", "very odd."],
  ["line breaks are blanks", "A line\nruns on. Next", "A line runs on.", "Next"],
  ["every mark", "Wait!!! Now?", "Wait!", "!", "!", "Now?"],
  [
    "sites, degrees, decimals",
    "See assay.org, a Ph.D. and 1.5 kg",
    "See assay.org, a Ph.D. and 1.5 kg",
  ],
  [
    "a company before a starter loses its period",
    "By Tea Inc. They sell.",
    "By Tea Inc",
    "They sell.",
  ],
  ["outer blanks", "  lead. trail.  ", "lead.", "trail."],
  ["upstream's own marks in a reply", "one<stop>two <prd> three", "one", "two . three"],
];

for (const [why, text, ...sentences] of CASES) {
  Deno.test(`regexSentences() as OpenCompass: ${why}`, () => {
    assert.deepEqual(regexSentences(text), sentences);
  });
}
