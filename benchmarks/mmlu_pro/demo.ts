import { categories, type Category } from "../../scoring/mmlu_pro/categories.ts";
import { LETTERS } from "../../scoring/mmlu_pro/options.ts";
import type { Example, Row } from "./record.ts";

/** A question of ours: category, question, options, letter of the right one. */
type Written = readonly [Category, string, readonly string[], string];

const WRITTEN: readonly Written[] = [
  ["math", "How many edges has a cube?", ["6", "8", "10", "12", "14", "16", "18", "20"], "D"],
  ["physics", "Which unit measures force?", ["joule", "newton", "watt", "pascal"], "B"],
  ["chemistry", "Which gas makes up most of dry air?", ["oxygen", "nitrogen", "argon"], "B"],
  ["law", "Who signs a will?", ["its witness alone", "N/A", "the one who makes it"], "C"],
  ["engineering", "Which part of a lathe turns the work?", ["spindle", "bed", "lead screw"], "A"],
  ["other", "How many strings has a violin?", ["3", "4", "5", "6", "7"], "B"],
  ["economics", "What does a higher price do to demand, as a rule?", ["lower it", "raise it"], "A"],
  ["health", "Which vitamin does sunlight help to make?", ["A", "B12", "C", "D", "E", "K"], "D"],
  ["psychology", "Whose dogs expected food at a bell?", ["Skinner", "Freud", "Pavlov"], "C"],
  ["business", "A good bought at 8 and sold at 10 earns a margin of", ["10%", "20%", "25%"], "B"],
  ["biology", "Where in a leaf is light caught?", ["root hair", "chloroplast", "xylem"], "B"],
  ["philosophy", "Who drank the hemlock?", ["Plato", "Aristotle", "Zeno", "Socrates"], "D"],
  ["computer science", "Which structure is last in, first out?", ["queue", "heap", "stack"], "C"],
  [
    "history",
    "Which of these was built first?",
    [
      "the Eiffel Tower",
      "the Suez Canal",
      "the Panama Canal",
      "the Hoover Dam",
      "the Golden Gate Bridge",
      "the Sydney Opera House",
      "the Channel Tunnel",
      "the Berlin Wall",
      "the Great Pyramid of Giza",
      "the Empire State Building",
    ],
    "I",
  ],
];

/** One question of ours for each category, in the official order of categories. */
export const demo: readonly Row[] = WRITTEN.map((
  [category, question, options, answer],
  at,
) => ({
  question_id: at + 1,
  question,
  options: [...options],
  answer,
  category,
}));

/** One worked example of ours for each category. */
export const demoExamples: readonly Example[] = categories.map((category, at) => {
  const options = ["one", "two", "three", "four"];
  const answer = LETTERS.charAt(at % options.length);
  const word = options[at % options.length] ?? "";
  return {
    question_id: 100 + at,
    question: `Which option of this question about ${category} reads "${word}"?`,
    options,
    answer,
    category,
    cot_content:
      `A: Let's think step by step. The option "${word}" has the letter ${answer}. The ` +
      `answer is (${answer}).`,
  };
});
