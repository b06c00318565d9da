/**
 * How to follow each constraint of IFBench.
 *
 * @module
 */
import { splitOptions } from "./format.ts";
import type { Recipe } from "./recipe.ts";
import { customRecipes } from "./reference_custom.ts";
import { overlapRecipe } from "./reference_overlap.ts";
import { differentWords, FILLERS, fillers, insertBeforeEnd, sentence } from "./reference_words.ts";
import { SIMPLE_SENTENCE } from "./repeat.ts";
import { PERSON_NAMES } from "./word_lists.ts";
import { codePointSlice } from "../python/characters.ts";
import { pySplit, pyStrip } from "../python/text.ts";
import { wordRuns } from "../python/word_runs.ts";

/** A constraint that always takes the same reply. */
function fixed(text: string, adapt?: Recipe["adapt"]): Recipe {
  return { create: () => [text], ...(adapt === undefined ? {} : { adapt }) };
}

/** A constraint that is followed by adding something; a reply of its own begins with a word. */
function added(add: NonNullable<Recipe["adapt"]>, start = "Storms."): Recipe {
  return { create: (args) => add(start, args), adapt: add };
}

/** Pronouns that both profiles count, with one vowel between them. */
const PRONOUNS = "we she he they them me her".split(" ");

const SHORT = "Go.";

const count: readonly (readonly [string, Recipe])[] = [
  [
    "count:word_count_range",
    added((text, args) => {
      const missing = args.number("min_words") - wordRuns(text).length;
      return [missing <= 0 ? text : insertBeforeEnd(text, ` ${fillers(missing).join(" ")}`)];
    }),
  ],
  [
    "count:unique_word_count",
    { create: (args) => [sentence(differentWords(Math.max(1, args.number("N"))))] },
  ],
  ["count:conjunctions", added((text) => [insertBeforeEnd(text, " and but for nor or so yet")])],
  [
    "count:person_names",
    added((text, args) => {
      const names = PERSON_NAMES.slice(0, args.number("N")).join(", ");
      return [insertBeforeEnd(text, names === "" ? "" : ` ${names}`)];
    }, "Names:"),
  ],
  [
    "count:numbers",
    added((text, args) => {
      const numbers = Array.from({ length: args.number("N") }, (_, index) => index + 1);
      return [insertBeforeEnd(text, numbers.length === 0 ? "" : ` ${numbers.join(" ")}`)];
    }),
  ],
  ["count:punctuation", fixed("Wait, what?! Storms; winds: rain. Really? Go!")],
  [
    "count:pronouns",
    added((text, args) => {
      const pronouns = Array.from(
        { length: args.number("N") },
        (_, index) => PRONOUNS[index % PRONOUNS.length],
      );
      return [insertBeforeEnd(text, ` ${pronouns.join(" ")}`)];
    }, "See them."),
  ],
  [
    "count:words_japanese",
    { create: (args) => [[...fillers(Math.max(0, args.number("N") - 1)), "日本"].join(" ")] },
  ],
  [
    "count:keywords_multiple",
    {
      create: (args) => [
        [1, 2, 3, 5, 7].flatMap((times, index) =>
          Array<string>(times).fill(pyStrip(args.text(`keyword${index + 1}`)))
        ).join(" "),
      ],
    },
  ],
];

const ratio: readonly (readonly [string, Recipe])[] = [
  ["ratio:stop_words", fixed(sentence(FILLERS))],
  ["ratio:sentence_type", fixed("Storms start. Winds drift. Which ships turn?")],
  ["ratio:sentence_balance", fixed("Storms start. Ships turn? Winds drift!")],
  ["ratio:sentence_words", fixed("Storms start. Ships return. Sailors wait.")],
  ["ratio:overlap", overlapRecipe],
];

const words: readonly (readonly [string, Recipe])[] = [
  ["words:alphabet", fixed("Ancient boats carry dried eggs.")],
  ["words:vowel", fixed("See seven tall red trees")],
  ["words:consonants", fixed("Storms start.")],
  ["words:palindrome", fixed("Level radar civic kayak refer rotor madam tenet stats solos.")],
  ["words:prime_lengths", fixed("We see red boats drift.")],
  ["words:start_verb", fixed("Take this lantern")],
  ["words:repeats", fixed(sentence(FILLERS))],
  ["words:odd_even_syllables", fixed("Strong winter storms master tall timber")],
  ["words:last_first", fixed("We drink tea. Tea needs milk. Milk helps.")],
  ["words:paragraph_last_first", fixed("Tea is tea\nMilk is milk")],
  ["words:no_consecutive", fixed("Strong winds turn ships.")],
  [
    "words:keywords_specific_position",
    {
      create: (args) => [
        [
          ...Array<string>(args.number("n") - 1).fill(SHORT),
          sentence([...fillers(args.number("m") - 1), pyStrip(args.text("keyword")), "today"]),
        ].join(" "),
      ],
    },
  ],
  [
    "words:words_position",
    {
      create: (args) => {
        const keyword = pyStrip(args.text("keyword"));
        return [`The ${keyword} storm, the ${keyword} ship`];
      },
    },
  ],
];

const sentences: readonly (readonly [string, Recipe])[] = [
  ["sentence:alliteration_increment", fixed("Storms turn. Big boats drift. Seven silly seals.")],
  [
    "sentence:keyword",
    {
      create: (args) => [
        ...[SHORT, "Storms start."].map((filler) =>
          [
            ...Array<string>(Math.max(0, args.number("N") - 1)).fill(filler),
            sentence(["see", args.text("word")]),
          ].join(" ")
        ),
      ],
    },
  ],
  [
    "sentence:increment",
    {
      create: (args) => [
        [0, 1, 2].map((step) => sentence(fillers(3 + step * args.number("small_n")))).join(" "),
      ],
    },
  ],
];

const EMOJI = "😀";

const format: readonly (readonly [string, Recipe])[] = [
  [
    "format:parentheses",
    added((text) => [text.replace(/\w+/, (word) => `([{([${word}])}])`)]),
  ],
  ["format:quotes", fixed(`He said "she said 'they said "storm" again' today" here.`)],
  [
    "format:options",
    { create: (args) => splitOptions(args.text("options")).filter((option) => option !== "") },
  ],
  ["format:newline", fixed("Storms\nstart\nhere")],
  [
    "format:emoji",
    added((text) => [text.replace(/[.?!](?=\s|$)/g, ` ${EMOJI}$&`)]),
  ],
  [
    "format:line_indent",
    added((text) => {
      let indent = 0;
      return [text.replace(/(?<=[.?!]) /g, () => `\n${" ".repeat(++indent)}`)];
    }, "Storms start. Winds drift. Ships turn."),
  ],
  ["format:quote_unquote", fixed('"Storm" means wind')],
  [
    "format:list",
    added((text, args) => {
      const sep = args.text("sep");
      return [`${text}\n${sep} tea\n${sep} milk`, `one ${sep} two ${sep} four`];
    }, "Drinks"),
  ],
  ["format:thesis", added((text) => [text.replace(/\w+/, "<i>$&</i>")], "Storms start.")],
  ["format:sub-bullets", fixed("* Storms\n  - winds\n* Ships\n  - sails")],
  ["format:no_bullets_bullets", fixed("Storms start. Winds drift.\n* ships\n* sails")],
  ["format:title_case", fixed("Storms Start In Winter.")],
  ["format:output_template", fixed("My Answer: tea My Conclusion: milk Future Outlook: rain")],
  ["format:no_whitespace", fixed("Storms")],
];

const repeat: readonly (readonly [string, Recipe])[] = [
  [
    "repeat:repeat_change",
    {
      create: (args) => {
        const [first = "", ...rest] = pySplit(args.text("prompt_to_repeat"));
        return [[first === "Please" ? "Kindly" : "Please", ...rest].join(" ")];
      },
    },
  ],
  ["repeat:repeat_simple", fixed(SIMPLE_SENTENCE)],
  [
    "repeat:repeat_span",
    {
      create: (args) => {
        const text = args.text("prompt_to_repeat");
        const [start, end] = [args.number("n_start"), args.number("n_end")];
        return [
          pySplit(text).slice(start, end).join(" "),
          pyStrip(codePointSlice(text, start, end + 1)),
        ];
      },
    },
  ],
];

/** A recipe for every constraint. */
export const recipes: ReadonlyMap<string, Recipe> = new Map([
  ...count,
  ...ratio,
  ...words,
  ...sentences,
  ...format,
  ...customRecipes,
  ...repeat,
]);
