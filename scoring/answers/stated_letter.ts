/**
 * Option letters that a reply states as its answer, in a box or behind `Answer:`. Our own reading,
 * stricter than the official ones: a letter must stand alone. Linear in the length of the text.
 *
 * @module
 */
const ANSWER = /answer[ \t]*[:\uff1a]/gi;
const BOXED = "\\boxed{";

/** Markup around an answer; what it encloses stays. */
const MARKUP = /[*$`]|\\(?:boxed|text(?:bf|rm)?|mathrm|mathbf)(?=\{)/g;

const LETTER = /(?<![\p{L}\p{N}_])[A-Z](?![\p{L}\p{N}_])/gu;

/**
 * The letter that the text behind the last `Answer:` on its line names, else the one that the last
 * `\boxed{}` holds.
 *
 * @param letters The letters that can be named
 * @returns `null` where both name none, or several
 */
export function statedLetter(text: string, letters: readonly string[]): string | null {
  for (const passage of passages(text)) {
    const letter = loneLetter(passage, letters);
    if (letter !== null) return letter;
  }
  return null;
}

/** The letter that stands alone in a text; `null` where none does, or several do. */
export function loneLetter(text: string, letters: readonly string[]): string | null {
  const named = new Set(text.match(LETTER)?.filter((letter) => letters.includes(letter)));
  const [letter, ...more] = named;
  return letter !== undefined && more.length === 0 ? letter : null;
}

/**
 * The letters in the same places, where nothing else stands there: `A, C` and `AC` are both.
 *
 * @returns Distinct letters in alphabetical order; `null` where there is no such place
 */
export function statedLetterSet(text: string, letters: string): string | null {
  for (const passage of passages(text)) {
    const written = passage.replace(/[\s,;/&.(){}[\]]+|\band\b/g, "");
    if (written !== "" && [...written].every((letter) => letters.includes(letter))) {
      return [...new Set(written)].sort().join("");
    }
  }
  return null;
}

/** Where an answer may be stated, best place first, without markup. */
function* passages(text: string): Generator<string> {
  const plain = text.replace(MARKUP, "");
  let end = -1;
  for (const match of plain.matchAll(ANSWER)) end = match.index + match[0].length;
  if (end !== -1) yield plain.slice(end).trimStart().split("\n", 1)[0] ?? "";
  const box = text.lastIndexOf(BOXED);
  if (box !== -1) {
    const rest = text.slice(box + BOXED.length);
    yield rest.slice(0, closing(rest)).replace(MARKUP, "");
  }
}

/** Where the brace closes that was opened before the text; its end where it never does. */
function closing(text: string): number {
  let depth = 1;
  for (let at = 0; at < text.length; at++) {
    if (text[at] === "{") depth++;
    else if (text[at] === "}" && --depth === 0) return at;
  }
  return text.length;
}
