import { cachedByWord } from "./cached_by_word.ts";
import { porterStem } from "./porter.ts";
import { synonyms } from "./wordnet.ts";

/** Options of {@linkcode meteor}. */
export interface MeteorOptions {
  /** Whether words also match by WordNet's synonyms. Default `true` */
  readonly synonyms?: boolean;
}

/** A word and its place among all words of its text. */
interface Word {
  readonly at: number;
  readonly word: string;
}

/** A matched pair of places. */
interface Match {
  readonly hypothesis: number;
  readonly reference: number;
}

/**
 * METEOR of a text against one reference, both cut into words by the caller: 0..1, and less than 1
 * for a perfect copy (1 - 0.5 / n^3 for n words). 0 where no word matches.
 *
 * Words are compared in lower case, then by their Porter stems, then by the synonyms of the stem (not
 * of the word). Each stage goes through the text from its last word and takes the last word of the
 * reference that is still free.
 *
 * About linear in the number of words.
 *
 * Upstream: NLTK 3.8.1 `nltk/translate/meteor_score.py:meteor_score`, default parameters.
 */
export function meteor(
  reference: readonly string[],
  hypothesis: readonly string[],
  options: MeteorOptions = {},
): number {
  const words = (text: readonly string[]) =>
    text.map((word, at) => ({ at, word: word.toLowerCase() }));
  const stems = (list: readonly Word[]) => list.map(({ at, word }) => ({ at, word: stemOf(word) }));
  const matches: Match[] = [];
  let open = matchEqual(words(hypothesis), words(reference), matches);
  open = matchEqual(stems(open.hypothesis), stems(open.reference), matches);
  if (options.synonyms ?? true) matchSynonyms(open.hypothesis, open.reference, matches);
  if (matches.length === 0) return 0;
  const precision = matches.length / hypothesis.length;
  const recall = matches.length / reference.length;
  const mean = precision * recall / (0.9 * precision + (1 - 0.9) * recall);
  return (1 - 0.5 * (chunks(matches) / matches.length) ** 3) * mean;
}

/** Words that no stage has matched yet. */
interface Open {
  readonly hypothesis: readonly Word[];
  readonly reference: readonly Word[];
}

/** Places of words in the reference, rising. */
function placesOf(words: readonly Word[]): Map<string, number[]> {
  const places = new Map<string, number[]>();
  for (const { at, word } of words) {
    const known = places.get(word);
    if (known === undefined) places.set(word, [at]);
    else known.push(at);
  }
  return places;
}

function matchEqual(
  hypothesis: readonly Word[],
  reference: readonly Word[],
  matches: Match[],
): Open {
  const free = placesOf(reference);
  const used = new Set<number>();
  const left: Word[] = [];
  for (const word of hypothesis.toReversed()) {
    const place = free.get(word.word)?.pop();
    if (place === undefined) left.push(word);
    else {
      used.add(place);
      matches.push({ hypothesis: word.at, reference: place });
    }
  }
  return { hypothesis: left.reverse(), reference: reference.filter(({ at }) => !used.has(at)) };
}

function matchSynonyms(
  hypothesis: readonly Word[],
  reference: readonly Word[],
  matches: Match[],
): void {
  const free = placesOf(reference);
  let count = reference.length;
  for (const { at, word } of hypothesis.toReversed()) {
    if (count === 0) return;
    let last: number[] | undefined;
    for (const name of synonymsOf(word)) {
      const places = free.get(name);
      if ((places?.at(-1) ?? -1) > (last?.at(-1) ?? -1)) last = places;
    }
    const place = last?.pop();
    if (place === undefined) continue;
    count--;
    matches.push({ hypothesis: at, reference: place });
  }
}

/** Runs of matches that follow one another in both texts. */
function chunks(matches: readonly Match[]): number {
  const sorted = matches.toSorted((a, b) => a.hypothesis - b.hypothesis);
  return sorted.filter((match, index) => {
    const before = sorted[index - 1];
    return before === undefined || match.hypothesis !== before.hypothesis + 1 ||
      match.reference !== before.reference + 1;
  }).length;
}

const stemOf = cachedByWord(porterStem);
const synonymsOf = cachedByWord((stem: string) => [...synonyms(stem), stem]);
