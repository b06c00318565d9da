/**
 * The Porter stemmer in NLTK's variant (`NLTK_EXTENSIONS`), which METEOR and ROUGE use.
 *
 * Upstream: NLTK 3.8.1 `nltk/stem/porter.py`; M. F. Porter, An algorithm for suffix stripping, 1980.
 *
 * @module
 */

/** Words that go by a table. */
const IRREGULAR: ReadonlyMap<string, string> = new Map([
  ["sky", "sky"],
  ["skies", "sky"],
  ["dying", "die"],
  ["lying", "lie"],
  ["tying", "tie"],
  ["news", "news"],
  ["innings", "inning"],
  ["inning", "inning"],
  ["outings", "outing"],
  ["outing", "outing"],
  ["cannings", "canning"],
  ["canning", "canning"],
  ["howe", "howe"],
  ["proceed", "proceed"],
  ["exceed", "exceed"],
  ["succeed", "succeed"],
]);

/** Suffix, what takes its place, and whether the stem allows it. */
type Rule = readonly [suffix: string, replacement: string, allows: (stem: string) => boolean];

const VOWEL = /[aeiou]/;

/** For each letter whether it is a consonant; `y` is one at the start and behind a vowel. */
function consonants(word: string): boolean[] {
  const are: boolean[] = [];
  for (let at = 0; at < word.length; at++) {
    const letter = word.charAt(at);
    are.push(letter === "y" ? at === 0 || are[at - 1] === false : !VOWEL.test(letter));
  }
  return are;
}

/** How many times a vowel is followed by a consonant. */
function measure(stem: string): number {
  const are = consonants(stem);
  let count = 0;
  for (let at = 1; at < are.length; at++) if (are[at] && !are[at - 1]) count++;
  return count;
}

/** Whether it ends as `hop` does, not with w, x or y; or is a vowel and a consonant. */
function endsShort(word: string): boolean {
  const are = consonants(word);
  const [before, vowel, last] = [are.at(-3), are.at(-2), are.at(-1)];
  if (vowel !== false || last !== true) return false;
  return word.length === 2 || (before === true && !"wxy".includes(word.charAt(word.length - 1)));
}

function endsDouble(word: string): boolean {
  return word.length >= 2 && word.at(-1) === word.at(-2) && consonants(word).at(-1) === true;
}

const always = (): boolean => true;
const positive = (stem: string): boolean => measure(stem) > 0;
const large = (stem: string): boolean => measure(stem) > 1;

function rulesFor(
  rows: string,
  allows: (stem: string) => boolean,
): readonly Rule[] {
  return rows.trim().split(/\s+/).map((row): Rule => {
    const [suffix = "", replacement = ""] = row.split(">");
    return [suffix, replacement, allows];
  });
}

/** The first rule whose suffix fits decides, also where its stem does not allow it. */
function apply(word: string, rules: readonly Rule[]): string {
  const rule = rules.find(([suffix]) => word.endsWith(suffix));
  if (rule === undefined) return word;
  const [suffix, replacement, allows] = rule;
  const stem = word.slice(0, word.length - suffix.length);
  return allows(stem) ? stem + replacement : word;
}

const PLURALS = rulesFor("sses>ss ies>i ss>ss s>", always);

function plural(word: string): string {
  return word.length === 4 && word.endsWith("ies") ? word.slice(0, 2) + "e" : apply(word, PLURALS);
}

const RESTORED = rulesFor("at>ate bl>ble iz>ize", always);

function pastOrGerund(word: string): string {
  if (word.endsWith("ied")) return word.slice(0, word.length === 4 ? -1 : -2);
  if (word.endsWith("eed")) return apply(word, [["eed", "ee", positive]]);
  const suffix = ["ed", "ing"].find((ending) =>
    word.endsWith(ending) && consonants(word.slice(0, -ending.length)).includes(false)
  );
  if (suffix === undefined) return word;
  const stem = word.slice(0, -suffix.length);
  const restored = apply(stem, RESTORED);
  if (restored !== stem) return restored;
  if (endsDouble(stem)) {
    return "lsz".includes(stem.charAt(stem.length - 1)) ? stem : stem.slice(0, -1);
  }
  // Upstream looks for its own name of the rule above at the end of the word as well.
  if (stem.endsWith("*d")) return stem.slice(0, -2) + "d";
  return measure(stem) === 1 && endsShort(stem) ? stem + "e" : stem;
}

const FINAL_Y: readonly Rule[] = [
  ["y", "i", (stem) => stem.length > 1 && consonants(stem).at(-1) === true],
];

const DOUBLE_SUFFIXES = [
  ...rulesFor(
    `ational>ate tional>tion enci>ence anci>ance izer>ize bli>ble alli>al entli>ent eli>e ousli>ous
    ization>ize ation>ate ator>ate alism>al iveness>ive fulness>ful ousness>ous aliti>al iviti>ive
    biliti>ble fulli>ful`,
    positive,
  ),
  // The letter `l` of `logi` counts as part of the stem.
  ["logi", "log", (stem) => positive(`${stem}l`)] satisfies Rule,
];

function doubleSuffix(word: string): string {
  if (word.endsWith("alli") && positive(word.slice(0, -4))) return doubleSuffix(word.slice(0, -2));
  return apply(word, DOUBLE_SUFFIXES);
}

const ICATE = rulesFor("icate>ic ative> alize>al iciti>ic ical>ic ful> ness>", positive);

const LONG: readonly Rule[] = [
  ...rulesFor("al ance ence er ic able ible ant ement ment ent", large),
  ["ion", "", (stem) => large(stem) && /[st]$/.test(stem)],
  ...rulesFor("ou ism ate iti ous ive ize", large),
];

function finalE(word: string): string {
  if (!word.endsWith("e")) return word;
  const stem = word.slice(0, -1);
  const size = measure(stem);
  return size > 1 || (size === 1 && !endsShort(stem)) ? stem : word;
}

function finalDoubleL(word: string): string {
  return word.endsWith("ll") && large(word.slice(0, -1)) ? word.slice(0, -1) : word;
}

/** The stem of a word that is in lower case. Linear in the length of the word. */
export function porterStem(word: string): string {
  const irregular = IRREGULAR.get(word);
  if (irregular !== undefined) return irregular;
  if (word.length <= 2) return word;
  let stem = apply(pastOrGerund(plural(word)), FINAL_Y);
  stem = apply(apply(doubleSuffix(stem), ICATE), LONG);
  return finalDoubleL(finalE(stem));
}
