/**
 * Synonyms from WordNet 3.0, looked up as NLTK's corpus reader does. `data/LICENSES.md` tells where
 * the data comes from.
 *
 * @module
 */
import { lazy } from "../lazy.ts";
import { unpackText } from "../nlp/packed.ts";
import packedExceptions from "./data/wordnet_exceptions.json" with { type: "json" };
import packedSynsets from "./data/wordnet_synsets.json" with { type: "json" };

/** Suffixes of inflected forms and what they replace, by part of speech. */
const SUFFIXES: readonly (readonly (readonly [string, string])[])[] = [
  // Nouns, verbs, adjectives, adverbs: the order of the packed sections.
  [
    ...[["s", ""], ["ses", "s"], ["ves", "f"], ["xes", "x"], ["zes", "z"]] as const,
    ...[["ches", "ch"], ["shes", "sh"], ["men", "man"], ["ies", "y"]] as const,
  ],
  [
    ...[["s", ""], ["ies", "y"], ["es", "e"], ["es", ""]] as const,
    ...[["ed", "e"], ["ed", ""], ["ing", "e"], ["ing", ""]] as const,
  ],
  [["er", ""], ["est", ""], ["er", "e"], ["est", "e"]],
  [],
];

/** The words of one part of speech. */
interface Words {
  /** Sets of synonyms that each form (lower case) stands in. */
  readonly synsets: ReadonlyMap<string, readonly string[]>;
  /** Base forms of irregular words. */
  readonly exceptions: ReadonlyMap<string, readonly string[]>;
  readonly suffixes: readonly (readonly [string, string])[];
}

const partsOfSpeech = lazy((): readonly Words[] => {
  const synsets = unpackText(packedSynsets).split("\n\n");
  const exceptions = unpackText(packedExceptions).split("\n\n");
  return SUFFIXES.map((suffixes, at) => ({
    synsets: indexOf(synsets[at] ?? ""),
    exceptions: new Map(
      (exceptions[at] ?? "").split("\n").map((line) => {
        const [form = "", ...bases] = line.split(" ");
        return [form, bases];
      }),
    ),
    suffixes,
  }));
});

function indexOf(section: string): Map<string, string[]> {
  const index = new Map<string, string[]>();
  for (const synset of section.split("\n")) {
    for (const word of synset.split(" ")) {
      const form = word.toLowerCase();
      const known = index.get(form);
      if (known === undefined) index.set(form, [synset]);
      else if (known.at(-1) !== synset) known.push(synset);
    }
  }
  return index;
}

/** Base forms of a word that WordNet has in one part of speech. */
function baseForms(word: string, { synsets, exceptions, suffixes }: Words): readonly string[] {
  const known = (forms: readonly string[]) =>
    [...new Set(forms)].filter((form) => synsets.has(form));
  const irregular = exceptions.get(word);
  if (irregular !== undefined) return known([word, ...irregular]);
  const shortened = (forms: readonly string[]) =>
    forms.flatMap((form) =>
      suffixes.filter(([suffix]) => form.endsWith(suffix))
        .map(([suffix, base]) => form.slice(0, form.length - suffix.length) + base)
    );
  let forms = shortened([word]);
  let found = known([word, ...forms]);
  while (found.length === 0 && forms.length > 0) {
    // Upstream keeps doubles, which changes no result and takes exponential time.
    forms = [...new Set(shortened(forms))];
    found = known(forms);
  }
  return found;
}

/** Longest word that is looked up, in UTF-16 units; WordNet's longest has 71. */
const MAX_WORD = 100;

/**
 * Names without `_` in all sets of synonyms that a word or its base form stands in, whatever the part
 * of speech, in their own case. Empty for unknown words.
 */
export function synonyms(word: string): ReadonlySet<string> {
  const names = new Set<string>();
  const lower = word.toLowerCase();
  if (lower === "" || lower.length > MAX_WORD) return names;
  for (const words of partsOfSpeech()) {
    for (const form of baseForms(lower, words)) {
      for (const synset of words.synsets.get(form) ?? []) {
        for (const name of synset.split(" ")) if (!name.includes("_")) names.add(name);
      }
    }
  }
  return names;
}
