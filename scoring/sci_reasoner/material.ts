/**
 * Crystals written as symbols, one for each atom, and a space group: `<material> Na Cl <sg> <sg225>
 * </material>`. SMACT decides whether such a thing could be; nothing checks what was asked for.
 *
 * Upstream: `opencompass@a5acc4bb opencompass/datasets/SciReasoner/composition_material.py`,
 * `bulk_modulus_material.py`, `uncond_material.py`.
 *
 * @module
 */
import { tagContent } from "../answers/tags.ts";
import { countOf, meanPercent, numberOf } from "../metrics/mean.ts";
import { wordRuns } from "../python/word_runs.ts";
import { PY_WHITESPACE, pyStrip } from "../python/text.ts";
import { smactValidity } from "../smact/validity.ts";
import type { BreakdownMetric, Item, MeanMetric, Scorer } from "../types.ts";
import { type Judged, textScorer } from "./scorer.ts";

/** What stands in the first `<material>` tags, trimmed; `""` without any. */
export function taggedMaterial(text: string): string {
  const options = { names: ["material"], take: "first", ignoreCase: true } as const;
  return pyStrip(tagContent(text, options) ?? "");
}

const SYMBOLS = "([A-Z][a-z]?(?: [A-Z][a-z]?)*)";
const BLANK = `[${PY_WHITESPACE}]*`;

/**
 * How a crystal must begin: `optional` mark of a space group before its number, as asked for by a
 * condition, or a `required` one, where angle brackets may be written as \u27e8 and \u27e9.
 */
const FORMS = {
  optional: new RegExp(`^${SYMBOLS}${BLANK}(?:<sg>${BLANK})?<sg\\p{Nd}+>`, "u"),
  required: new RegExp(
    `^${SYMBOLS}${BLANK}[<\u27e8]sg[>\u27e9]${BLANK}[<\u27e8]sg\\p{Nd}+[>\u27e9]`,
    "u",
  ),
} as const;

/** What a crystal is to SMACT; `format` is false where nothing could be asked. */
function validity(text: string, form: keyof typeof FORMS): { format: boolean; valid: boolean } {
  const symbols = FORMS[form].exec(text)?.[1];
  if (symbols === undefined) return { format: false, valid: false };
  const counts = new Map<string, number>();
  for (const symbol of symbols.split(" ")) counts.set(symbol, (counts.get(symbol) ?? 0) + 1);
  const valid = smactValidity(counts);
  return { format: valid !== null, valid: valid === true };
}

function scorer(
  id: string,
  form: keyof typeof FORMS,
  others: (prediction: string, target: MaterialTarget) => Judged["values"],
): Scorer<MaterialTarget> {
  return textScorer(`material-${id}`, (text, target) => {
    const prediction = taggedMaterial(text);
    const { format, valid } = validity(prediction, form);
    return {
      outcome: valid ? "correct" : prediction === "" ? "no-answer" : "wrong",
      answer: prediction === "" ? null : prediction,
      values: { format, valid, ...others(prediction, target) },
      perSample: { prediction },
    };
  });
}

/** What a record says about a crystal. */
export type MaterialTarget = {
  readonly input: string;
  readonly output: string;
};

/** A crystal of given elements. */
export const composition: Scorer<MaterialTarget> = scorer(
  "composition",
  "optional",
  (prediction, { input, output }) => ({
    // Upstream looks for a precision only where the prompt names elements.
    precision: shareOf(elementsAskedFor(input), withoutTags(prediction)),
    text: prediction,
    gold: taggedMaterial(output),
  }),
);

/** A crystal of a given bulk modulus; the gold crystal stands for it. */
export const bulkModulus: Scorer<MaterialTarget> = scorer(
  "bulk-modulus",
  "optional",
  (prediction, { output }) => ({
    precision: shareOf(symbolsIn(taggedMaterial(output)), prediction),
    // Tags inside of tags: upstream compares what stands in the answer's own.
    exact: taggedMaterial(prediction) === taggedMaterial(output),
  }),
);

/** Any crystal. */
export const anyMaterial: Scorer<MaterialTarget> = scorer("any", "required", () => ({}));

/** Words of one capital letter or of a capital and a small one. */
function symbolsIn(text: string): string[] {
  return wordRuns(text).filter((word) => /^[A-Z][a-z]?$/.test(word));
}

/** Blanks for everything from a `<` to the next `>` that is not its neighbour. */
function withoutTags(text: string): string {
  let kept = "";
  let from = 0;
  for (let open = text.indexOf("<"); open !== -1; open = text.indexOf("<", from)) {
    const close = text.indexOf(">", open + 1);
    if (close === -1) break;
    const empty = close === open + 1;
    kept += empty ? text.slice(from, close) : `${text.slice(from, open)} `;
    from = empty ? close : close + 1;
  }
  return kept + text.slice(from);
}

/** Which share of the wanted symbols a text has; 0 where none is wanted. */
function shareOf(wanted: readonly string[], text: string): number {
  const set = new Set(wanted);
  const found = new Set(symbolsIn(text));
  let common = 0;
  for (const symbol of set) if (found.has(symbol)) common++;
  return set.size === 0 ? 0 : common / set.size;
}

const I = "[i\u0131\u0130]";
const PHRASES = [
  "composed of",
  "that has",
  `character${I}zed by`,
  `w${I}th the compos${I}t${I}on`,
  "based on",
  `featur${I}ng`,
  `whose makeup ${I}s`,
];
const REQUEST = new RegExp(`(?:${PHRASES.join("|")})[${PY_WHITESPACE}]+`, "iu");

/** The elements a prompt asks for: behind a phrase up to the end of the sentence, else anywhere. */
export function elementsAskedFor(prompt: string): readonly string[] {
  const match = REQUEST.exec(prompt);
  if (match === null) return symbolsIn(prompt);
  const rest = prompt.slice(match.index + match[0].length);
  const end = rest.search(/[.\u3002\n]/);
  return (end === -1 ? rest : rest.slice(0, end))
    .split(new RegExp(`[,${PY_WHITESPACE}]+`, "u"))
    .filter((word) => /^[A-Z][a-z]?$/.test(word));
}

/** Share of crystals that SMACT finds valid, in percent, under the name upstream gives it. */
export function validRatio(id: string): MeanMetric {
  return meanPercent(id, "valid");
}

function ratio(part: number, whole: number): number {
  return whole === 0 ? 0 : part / whole;
}

function ratios(items: readonly Item[], suffix: string): Record<string, number | null> {
  const [format, valid] = [countOf(items, "format"), countOf(items, "valid")];
  return {
    total_samples: items.length,
    format_valid_count: format,
    smact_valid_count: valid,
    [`smact_validity_ratio_in_format_valid${suffix}`]: 100 * ratio(valid, format),
  };
}

/** Mean precision in percent. */
function averagePrecision(items: readonly Item[]): number {
  const sum = items.map(({ values }) => numberOf(values.precision) ?? 0).sort((a, b) => a - b)
    .reduce((total, value) => total + value, 0);
  return 100 * ratio(sum, items.length);
}

/** Counts, precision, and the share of crystals that are no gold crystal of the set. */
export const compositionOthers: BreakdownMetric = {
  kind: "breakdown",
  id: "material",
  unit: "value",
  compute: (items) => {
    const known = new Set(items.map(({ values }) => values.gold));
    const novel = items.filter(({ values: { text } }) => text !== "" && !known.has(text)).length;
    return {
      ...ratios(items, "_%"),
      "average_precision_%": averagePrecision(items),
      "novel_material_ratio_%": 100 * ratio(novel, items.length),
    };
  },
};

/** Counts, precision, and the share of gold crystals, which upstream's tags make 0. */
export const bulkModulusOthers: BreakdownMetric = {
  kind: "breakdown",
  id: "material",
  unit: "value",
  compute: (items) => ({
    ...ratios(items, "_%"),
    "average_precision_%": averagePrecision(items),
    "exact_match_ratio_%": 100 * ratio(countOf(items, "exact"), items.length),
  }),
};

/** Counts of any crystals. */
export const anyMaterialOthers: BreakdownMetric = {
  kind: "breakdown",
  id: "material",
  unit: "value",
  compute: (items) => ratios(items, ""),
};
