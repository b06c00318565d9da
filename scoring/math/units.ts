/**
 * Words that are taken for units at the end of an answer.
 *
 * Upstream: `latex2sympy2_extended@02999f5d src/latex2sympy2_extended/math_normalization.py` (`units`).
 *
 * @module
 */

/** Words, each also with a plural `s` or `es`. */
const WORDS = `
  Surface ab acre am apple are bc by c cc cent cm coin cube cubic d day decrease deg degree
  digit dm east edge excess feet ft g gain gal gallon gm h hectare hour hr inch inches increase
  integerpoint kg km kmh kmph l lb less liter litre loss lt m man mark meal men meter metre mile
  min minute minw mm monkey month more mp mph mt mtr multiple noon number o ohm per pie pm pound
  prime profit pure ratio rd rise rounds rs rupee s sec second soldier sq square st student sue
  t th tile toy unit way west woman women yard year yr
`;

/** Units that are not one plain word. A dot stands for any character, as it does upstream. */
const OTHERS = [
  " m east",
  "a .",
  "a . m",
  "b .",
  "c .",
  "children ticket",
  "cm 2",
  "cu . m",
  "cu cm",
  "d .",
  "e .",
  "f .",
  "g .",
  "h .",
  "m square",
  "no change",
  "p . m",
  "pi sq m",
  "profit of rs",
  "q .",
  "rs .",
  "s .",
  "sq . m",
  "sq inch",
  "sq m",
  "v â € ™",
  "° f",
  "π r 2",
  "∏ cm ³",
];

/** All units. */
export const UNITS: readonly string[] = [...WORDS.trim().split(/\s+/), ...OTHERS];
