/**
 * The part of speech of a text's first word, as NLTK's English tagger gives it.
 *
 * Upstream: NLTK 3.9.2 `pos_tag` with `averaged_perceptron_tagger_eng`. Nothing stands before a
 * first word, so that only part of the model can ever count; the data holds that part.
 *
 * @module
 */
import { firstCharacter, isDigits, lastCharacters } from "../python/characters.ts";
import { pyLength } from "../python/text.ts";
import packed from "./data/first_token_tagger.json" with { type: "json" };
import { lazy } from "../lazy.ts";
import { unpackText } from "./packed.ts";
import { punktSentences } from "./punkt.ts";
import { sentenceTokens } from "./word_tokens.ts";

interface Tagger {
  /** Every tag. */
  readonly classes: readonly string[];
  /** Words with one tag, whatever stands around them. */
  readonly tagdict: Readonly<Record<string, string>>;
  /** What each feature says for (or against) each tag. */
  readonly weights: Readonly<Record<string, Readonly<Record<string, number>>>>;
}

const tagger = lazy(() => JSON.parse(unpackText(packed)) as Tagger);

/** `nltk.pos_tag(nltk.word_tokenize(text))[0][1]`, or `null` of a text without a word. */
export function firstTag(text: string): string | null {
  const tokens = firstTokens(text, 3);
  const [first] = tokens;
  if (first === undefined) return null;
  const { classes, tagdict, weights } = tagger();
  if (Object.hasOwn(tagdict, first)) return tagdict[first] ?? null;
  const scores = new Map<string, number>();
  for (const feature of features(first, tokens)) {
    if (!Object.hasOwn(weights, feature)) continue;
    for (const [tag, weight] of Object.entries(weights[feature] ?? {})) {
      scores.set(tag, (scores.get(tag) ?? 0) + weight);
    }
  }
  let best: string | null = null;
  for (const tag of classes) {
    const ahead = (scores.get(tag) ?? 0) - (best === null ? -Infinity : scores.get(best) ?? 0);
    // Ties go to the tag that is last in the alphabet.
    if (best === null || ahead > 0 || (ahead === 0 && tag > best)) best = tag;
  }
  return best;
}

/** The first tokens of a text; looks at no more sentences than it takes. */
function firstTokens(text: string, count: number): string[] {
  const tokens: string[] = [];
  for (const sentence of punktSentences(text)) {
    tokens.push(...sentenceTokens(sentence).slice(0, count - tokens.length));
    if (tokens.length === count) break;
  }
  return tokens;
}

/** How the model knows a word. */
function normalized(word: string): string {
  if (word.includes("-") && !word.startsWith("-")) return "!HYPHEN";
  if (pyLength(word) === 4 && isDigits(word)) return "!YEAR";
  if (isDigits(firstCharacter(word))) return "!DIGITS";
  return word.toLowerCase();
}

/** The features of a first word, in the model's order: sums of fractions depend on it. */
function features(word: string, tokens: readonly string[]): string[] {
  const [own = "", second = "-END-", third = "-END2-"] = [
    ...tokens.map(normalized),
    ...["-END-", "-END2-"],
  ];
  return [
    "bias",
    `i suffix ${lastCharacters(word, 3)}`,
    `i pref1 ${firstCharacter(word)}`,
    "i-1 tag -START-",
    "i-2 tag -START2-",
    "i tag+i-2 tag -START- -START2-",
    `i word ${own}`,
    `i-1 tag+i word -START- ${own}`,
    "i-1 word -START2-",
    "i-1 suffix T2-",
    "i-2 word -START-",
    `i+1 word ${second}`,
    `i+1 suffix ${lastCharacters(second, 3)}`,
    `i+2 word ${third}`,
  ];
}
