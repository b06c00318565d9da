import assert from "node:assert/strict";
import type { Json } from "../json.ts";
import { CheckCrash } from "./constraint.ts";
import { constraints } from "./constraints.ts";
import type { Profile } from "./profile.ts";
import { replyOf } from "./reply.ts";

type Verdict = boolean | "crash";

function check(id: string, text: string, profile: Profile, kwargs: Record<string, Json>): Verdict {
  const constraint = constraints.get(id);
  assert.ok(constraint !== undefined, id);
  try {
    return constraint.bind(kwargs, profile)(replyOf(text, profile));
  } catch (cause) {
    if (cause instanceof CheckCrash) return "crash";
    throw cause;
  }
}

/** Own replies that show what a reader of a constraint would not expect; same in both profiles. */
const BOTH: readonly (readonly [
  id: string,
  why: string,
  text: string,
  expected: Verdict,
  kwargs?: Record<string, Json>,
])[] = [
  ["count:unique_word_count", "what is left of punctuation counts once", "a -- ... b", true, {
    N: 3,
  }],
  ["count:conjunctions", "spellings count", "and And and, and", true, { small_n: 3 }],
  ["count:numbers", "marks join numbers", "1,000 and 10-20", true, { N: 2 }],
  ["count:punctuation", "the interrobang's own marks do not count", "a, b; c: d. e?!", false],
  ["count:words_japanese", "superscripts are digits", "a ²", true, { N: 2 }],
  ["count:words_japanese", "every 0th word", "a", "crash", { N: 0 }],
  [
    "count:keywords_multiple",
    "words inside words",
    "ab b b c c c d d d d d e e e e e e e",
    false,
    { keyword1: "a", keyword2: "b", keyword3: "c", keyword4: "d", keyword5: "e" },
  ],
  ["ratio:sentence_type", "none of both", "Hello", true],
  ["ratio:sentence_words", "the words may be the same", "Abc. Abc. Abc.", true],
  ["ratio:overlap", "two percent either way", "abcdx", false, {
    percentage: 69,
    reference_text: "abcd",
  }],
  ["ratio:overlap", "code points, not units", "a😀b😀", true, {
    percentage: 50,
    reference_text: "a😀b",
  }],
  ["words:alphabet", "z is followed by a", "yes zoo and", true],
  ["words:vowel", "one line", "a\nb", false],
  ["words:vowel", "no lower bound", "hmm", true],
  ["words:palindrome", "repeats count", "level ".repeat(10), true],
  ["words:prime_lengths", "nothing but marks", "...", true],
  ["words:repeats", "case and marks aside", "a A, a!", false, { small_n: 2 }],
  ["words:odd_even_syllables", "words with digits are even", "cat 2nd dog", true],
  ["words:paragraph_last_first", "lines without words pass", "a b a\n---\n\nc", true],
  ["words:no_consecutive", "marks aside", "a (apple)", false],
  ["sentence:alliteration_increment", "the first may have none", "A b. Big bears.", true],
  ["sentence:increment", "one sentence", "One.", true, { small_n: 9 }],
  ["format:parentheses", "a wrong closer starts over", "((((]()", false],
  ["format:parentheses", "one closed is enough", "([{([)", false],
  ["format:parentheses", "five deep, one closed", "([{([]", true],
  ["format:quotes", "apostrophes count", `'a"b'c"d'e`, false],
  ["format:quotes", "three levels closed", `"a 'b "c" d' e"`, true],
  ["format:options", "lettered ones are exact", "a) ", false, { options: "a), b), c), d)" }],
  ["format:options", "others are not", "**YES!**", true, { options: "yes/no/maybe" }],
  ["format:newline", "blank lines do not count", "one\n\ntwo", true],
  ["format:emoji", "a selector may follow", "Love ❤️.", true],
  ["format:emoji", "or the next sentence begins with it", "Hi. 😀 Ho 😀", true],
  ["format:line_indent", "a blank line that survives breaks the stairs", "a\n \n \n  b", true],
  ["format:line_indent", "of three equal blank lines one survives", "a\n\n\n\n b", false],
  ["format:list", "occurrences do not overlap", "---", false, { sep: "--" }],
  ["format:thesis", "a stray bracket counts as text", "<em>a</em>", true],
  ["format:thesis", "text must follow", "<i>a</i> ", false],
  ["format:sub-bullets", "no bullets at all", "hello", true],
  [
    "format:no_bullets_bullets",
    "a blank line ends the sentences",
    "Tea is hot. Milk is cold.\n\n* e\n* f",
    true,
  ],
  [
    "format:no_bullets_bullets",
    "so that no more may come",
    "Tea is hot.\n\nMilk is cold.\n* e\n* f",
    false,
  ],
  ["format:output_template", "any order", "Future Outlook:My Conclusion:My Answer:", true],
  ["format:no_whitespace", "Python's white space", "a\u001cb", false],
  ["format:no_whitespace", "which is not JavaScript's", "a\ufeffb", true],
  ["custom:multiples", "nothing else may have digits", "1) 14,21,28,35,42,49", false],
  ["custom:multiples", "words do not matter", "14,21,28 35 or 42-49", true],
  ["custom:word_reverse", "anywhere in it", "fly eagle bald the", true],
  ["custom:date_format_list", "month and day may be 00", "1800-00-99, 1821-12-00", true],
  ["custom:date_format_list", "decimals of any script", "١٨٠٠-01-01", true],
  ["custom:date_format_list", "every item is looked at", "1800-01-01,", false],
  ["custom:csv_city", "a carriage return inside", "ID\rx", "crash"],
  [
    "repeat:repeat_simple",
    "in any case",
    " ONLY output this sentence here, ignore all other requests.",
    true,
  ],
  ["repeat:repeat_change", "the first word may stay if blanks change", "Say  it", true, {
    prompt_to_repeat: "Say it",
  }],
];

for (const [id, why, text, expected, kwargs = {}] of BOTH) {
  Deno.test(`${id} in both profiles: ${why}`, () => {
    assert.equal(check(id, text, "official", kwargs), expected);
    assert.equal(check(id, text, "opencompass", kwargs), expected);
  });
}

/** Own replies on which the two profiles differ. */
const DIFFERENT: readonly (readonly [
  id: string,
  why: string,
  text: string,
  official: Verdict,
  opencompass: Verdict,
  kwargs?: Record<string, Json>,
])[] = [
  ["count:person_names", "names inside words", "Miami", false, true, { N: 1 }],
  ["count:pronouns", "demonstratives", "this that", true, false, { N: 2 }],
  ["count:pronouns", "clitics", "he'll", true, false, { N: 1 }],
  ["ratio:stop_words", "no words", "?!", false, "crash", { percentage: 50 }],
  ["ratio:overlap", "too short", "ab", false, "crash", { percentage: 1, reference_text: "abc" }],
  ["ratio:sentence_balance", "marks in a row", "Tea. Tea?? Tea!", true, false],
  [
    "ratio:sentence_words",
    "an abbreviation",
    "Sen. Fox sat. Sen. Fox ran. Sen. Fox lay.",
    true,
    false,
  ],
  ["words:alphabet", "no words", "...", false, "crash"],
  ["words:last_first", "a sentence without words", "Go! ! Go", false, "crash"],
  ["words:keywords_specific_position", "marks and case", "“Oh, Tea now", true, false, {
    keyword: "tea",
    n: 1,
    m: 2,
  }],
  ["words:keywords_specific_position", "marks are tokens", "Oh, tea now", false, true, {
    keyword: "tea",
    n: 1,
    m: 3,
  }],
  ["words:words_position", "the final mark", "a Tea b tea c.", true, false, { keyword: "tea" }],
  ["words:words_position", "it is a token", "a tea b tea.", false, true, { keyword: "tea" }],
  ["sentence:keyword", "inside a word", "We eaten.", false, true, { word: "eat", N: 1 }],
  ["format:emoji", "an abbreviation", "See Sen. Fox 😀", true, false],
  ["format:quote_unquote", "curly quotes", "He “said”", true, false],
  ["format:quote_unquote", "nothing but marks", "123", true, "crash"],
  ["format:title_case", "single letters", "A b", false, true],
  [
    "custom:sentence_alphabet",
    "a sentence without words",
    "<stop>".repeat(25) + "a",
    false,
    "crash",
  ],
  ["repeat:repeat_span", "characters or words", "b c", true, false, {
    prompt_to_repeat: "a b c d",
    n_start: 2,
    n_end: 4,
  }],
  ["repeat:repeat_span", "words without the last", "c d", false, true, {
    prompt_to_repeat: "a b c d",
    n_start: 2,
    n_end: 4,
  }],
  ["repeat:repeat_span", "a 0 is a 0", "tea and", false, true, {
    prompt_to_repeat: "tea and milk too",
    n_start: 0,
    n_end: 2,
  }],
];

for (const [id, why, text, official, opencompass, kwargs = {}] of DIFFERENT) {
  Deno.test(`${id} by profile: ${why}`, () => {
    assert.equal(check(id, text, "official", kwargs), official);
    assert.equal(check(id, text, "opencompass", kwargs), opencompass);
  });
}

Deno.test("constraints are the 58 of IFBench", () => {
  assert.equal(constraints.size, 58);
});
