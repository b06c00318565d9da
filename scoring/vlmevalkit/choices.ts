/**
 * The options of a question as VLMEvalKit's tables have them: a column a letter.
 *
 * @module
 */

/** Option texts by letter, in alphabetical order. */
export type Choices = Readonly<Record<string, string>>;

/** The letters that can name an option, as columns and in lists. */
export const LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ";

/** A cell of a table: numbers come out of JSON and Parquet. */
export type Cell = string | number | boolean | null | undefined;

/**
 * The options of a row with a column a letter. Missing are columns that are absent, null or empty.
 *
 * Deviation from upstream, whose table reader also drops options such as `None` or `NA`: those texts
 * stay here, and {@linkcode hasDroppedWord} tells where it matters.
 */
export function choicesOfRow(row: Readonly<Record<string, unknown>>): Choices {
  const choices: Record<string, string> = {};
  for (const letter of LETTERS) {
    const text = cellText(row[letter]);
    if (text !== null) choices[letter] = text;
  }
  return choices;
}

/**
 * The options of a list, lettered by position.
 *
 * @throws {RangeError} if there are more options than letters
 */
export function choicesOfList(options: readonly string[]): Choices {
  if (options.length > LETTERS.length) {
    throw new RangeError(
      `Cannot letter ${options.length} options: there are ${LETTERS.length} letters`,
    );
  }
  return choicesOfRow(Object.fromEntries(options.map((text, at) => [LETTERS[at], text])));
}

/** Text of a cell; `null` for a missing one. */
function cellText(cell: unknown): string | null {
  if (typeof cell === "number" || typeof cell === "boolean") return String(cell);
  return typeof cell === "string" && cell !== "" ? cell : null;
}

/** What the table reader upstream takes for a missing value beside an empty cell. */
const DROPPED = new Set([
  "#N/A",
  "#N/A N/A",
  "#NA",
  "-1.#IND",
  "-1.#QNAN",
  "-NaN",
  "-nan",
  "1.#IND",
  "1.#QNAN",
  "<NA>",
  "N/A",
  "NA",
  "NULL",
  "NaN",
  "None",
  "n/a",
  "nan",
  "null",
]);

/** True if an option text is a word that upstream's table reader takes for a missing value. */
export function hasDroppedWord(choices: Choices): boolean {
  return Object.values(choices).some((text) => DROPPED.has(text));
}

/** The options as a prompt lists them, a line each: `A. text`. */
export function choiceLines(choices: Choices): string {
  return Object.entries(choices).map(([letter, text]) => `${letter}. ${text}\n`).join("");
}
