/**
 * The 58 constraints of IFBench: id, arguments, checker, and the `opencompass` checker where that
 * profile differs in more than how it splits sentences.
 *
 * @module
 */
import { type Constraint, constraint } from "./constraint.ts";
import * as count from "./count.ts";
import * as csv from "./csv_tables.ts";
import * as custom from "./custom.ts";
import * as format from "./format.ts";
import * as lines from "./lines.ts";
import * as ratio from "./ratio.ts";
import * as repeat from "./repeat.ts";
import * as sentence from "./sentence.ts";
import * as positions from "./word_positions.ts";
import * as words from "./words.ts";

const N = { N: "number" } as const;
const smallN = { small_n: "number" } as const;
const percentage = { percentage: "number" } as const;
const range = { min_words: "number", max_words: "number" } as const;
const keywords = {
  keyword1: "text",
  keyword2: "text",
  keyword3: "text",
  keyword4: "text",
  keyword5: "text",
} as const;
const overlap = { reference_text: "text", percentage: "number" } as const;
const place = { keyword: "text", n: "position", m: "position" } as const;
const span = { prompt_to_repeat: "text", n_start: "index", n_end: "index" } as const;

/** Every constraint by id. */
export const constraints: ReadonlyMap<string, Constraint> = new Map([
  ["count:word_count_range", constraint(range, count.wordCountRange)],
  ["count:unique_word_count", constraint(N, count.uniqueWordCount)],
  ["count:conjunctions", constraint(smallN, count.conjunctions)],
  [
    "count:person_names",
    constraint(N, count.personNames, { opencompass: count.personNamesAnywhere }),
  ],
  ["count:numbers", constraint(N, count.numbers)],
  ["count:punctuation", constraint({}, count.punctuation)],
  ["count:pronouns", constraint(N, count.pronouns, { opencompass: count.personalPronouns })],
  ["count:words_japanese", constraint(N, count.wordsJapanese)],
  ["count:keywords_multiple", constraint(keywords, count.keywordsMultiple)],

  [
    "ratio:stop_words",
    constraint(percentage, ratio.stopWords, { opencompass: ratio.stopWordsOfSome }),
  ],
  ["ratio:sentence_type", constraint({}, ratio.sentenceType)],
  ["ratio:sentence_balance", constraint({}, ratio.sentenceBalance)],
  ["ratio:sentence_words", constraint({}, ratio.sentenceWords)],
  ["ratio:overlap", constraint(overlap, ratio.overlap, { opencompass: ratio.overlapOfSome })],

  ["words:alphabet", constraint({}, words.alphabet, { opencompass: words.alphabetOfSome })],
  ["words:vowel", constraint({}, words.vowel)],
  ["words:consonants", constraint({}, words.consonants)],
  ["words:palindrome", constraint({}, words.palindrome)],
  ["words:prime_lengths", constraint({}, words.primeLengths)],
  ["words:start_verb", constraint({}, words.startVerb)],
  ["words:repeats", constraint(smallN, words.repeats)],
  ["words:odd_even_syllables", constraint({}, words.oddEvenSyllables)],
  ["words:last_first", constraint({}, words.lastFirst, { opencompass: words.lastFirstOfSome })],
  ["words:paragraph_last_first", constraint({}, words.paragraphLastFirst)],
  ["words:no_consecutive", constraint({}, words.noConsecutive)],
  [
    "words:keywords_specific_position",
    constraint(place, positions.keywordAtPosition, { opencompass: positions.keywordAtToken }),
  ],
  [
    "words:words_position",
    constraint({ keyword: "text" }, positions.secondWords, {
      opencompass: positions.secondTokens,
    }),
  ],

  ["sentence:alliteration_increment", constraint({}, sentence.alliterationIncrement)],
  [
    "sentence:keyword",
    constraint({ word: "text", N: "number" }, sentence.keyword, {
      opencompass: sentence.keywordAnywhere,
    }),
  ],
  ["sentence:increment", constraint(smallN, sentence.increment)],

  ["format:parentheses", constraint({}, format.parentheses)],
  ["format:quotes", constraint({}, format.quotes)],
  ["format:options", constraint({ options: "text" }, format.options)],
  ["format:newline", constraint({}, lines.newline)],
  ["format:emoji", constraint({}, format.emoji)],
  ["format:line_indent", constraint({}, lines.lineIndent)],
  [
    "format:quote_unquote",
    constraint({}, format.quoteUnquote, { opencompass: format.quoteUnquoteCurly }),
  ],
  ["format:list", constraint({ sep: "text" }, format.list)],
  ["format:thesis", constraint({}, format.thesis)],
  ["format:sub-bullets", constraint({}, lines.subBullets)],
  ["format:no_bullets_bullets", constraint({}, lines.sentencesThenBullets)],
  ["format:title_case", constraint({}, format.titleCase, { opencompass: format.titleCaseOfAny })],
  ["format:output_template", constraint({}, format.outputTemplate)],
  ["format:no_whitespace", constraint({}, format.noWhitespace)],

  ["custom:multiples", constraint({}, custom.multiples)],
  ["custom:mcq_count_length", constraint({}, custom.multipleChoice)],
  ["custom:reverse_newline", constraint({}, custom.reverseNewline)],
  ["custom:word_reverse", constraint({}, custom.wordReverse)],
  ["custom:character_reverse", constraint({}, custom.characterReverse)],
  [
    "custom:sentence_alphabet",
    constraint({}, custom.sentenceAlphabet, { opencompass: custom.sentenceAlphabetOfSome }),
  ],
  ["custom:european_capitals_sort", constraint({}, custom.europeanCapitals)],
  ["custom:csv_city", constraint({}, csv.csvCity)],
  ["custom:csv_special_character", constraint({}, csv.csvSpecialCharacter)],
  ["custom:csv_quotes", constraint({}, csv.csvQuotes)],
  ["custom:date_format_list", constraint({}, custom.dateFormatList)],

  [
    "repeat:repeat_change",
    constraint({ prompt_to_repeat: "text" }, repeat.repeatChange),
  ],
  ["repeat:repeat_simple", constraint({}, repeat.repeatSimple)],
  [
    "repeat:repeat_span",
    constraint(span, repeat.repeatSpan, { opencompass: repeat.repeatWordSpan }),
  ],
]);
