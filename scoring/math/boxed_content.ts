import { isPyWhitespace, pyLength, pyStrip } from "../python/text.ts";

const BOXES = ["\\boxed", "\\fbox"] as const;

/** Boxes with less than this between them belong together, whatever is between. */
const CLOSE = 10;
/** Boxes with less than this between them may belong together, if a separator is between. */
const NEAR = 70;
const SEPARATOR = /(?<![\p{L}\p{N}_])(?:and|or)(?![\p{L}\p{N}_])|[,;]/u;

/**
 * What is in the boxes of a text (`\boxed{…}`, `\fbox{…}`, braces balanced), in reading order, joined
 * by commas; a box equal to its right neighbour is dropped. Without a box the text itself.
 *
 * The boxes are read from the right. `last` stops before a box that is too far from the one on its
 * right: 10 characters or more between them; or 70, if a comma, semicolon, "and" or "or" is between
 * and the two differ. A box that does not balance ends the reading, too: it counts only if it is the
 * rightmost one, with everything from its brace on.
 *
 * Upstream: `latex2sympy2_extended@02999f5d src/latex2sympy2_extended/math_normalization.py`
 * (`extract_boxed_content`); 1.10.2 keeps equal neighbours.
 */
export function boxedContent(text: string, mode: "all" | "last"): string {
  const contents: string[] = [];
  const commands = new LastCommands(text);
  /** Where the box on the right begins: nothing behind it is looked at. */
  let limit = text.length;
  for (;;) {
    const command = commands.before(limit);
    if (command === null) break;
    let brace = command.end;
    while (brace < limit && isPyWhitespace(text.charCodeAt(brace))) brace++;
    if (brace >= limit) break;
    const close = text[brace] === "{" ? closingBrace(text, brace, limit) : null;
    if (close === null) {
      if (contents.length === 0) contents.push(text.slice(brace));
      break;
    }
    const content = pyStrip(text.slice(brace + 1, close));
    const right = contents.at(-1);
    if (right !== undefined) {
      if (mode === "last" && !belong(text.slice(close + 1, limit), content, right)) break;
    }
    if (content !== right) contents.push(content);
    limit = command.start;
  }
  return contents.length === 0 ? text : contents.reverse().join(",");
}

function belong(between: string, left: string, right: string): boolean {
  // A code point takes at most two units.
  if (between.length >= 2 * NEAR) return false;
  const length = pyLength(between);
  return length < CLOSE || (length < NEAR && left !== right && SEPARATOR.test(between));
}

function closingBrace(text: string, open: number, limit: number): number | null {
  let depth = 1;
  for (let at = open + 1; at < limit; at++) {
    if (text[at] === "{") depth++;
    else if (text[at] === "}" && --depth === 0) return at;
  }
  return null;
}

/** Finds the commands of boxes from the right, each part of the text looked at once. */
class LastCommands {
  readonly #text: string;
  readonly #last: (number | null)[];

  constructor(text: string) {
    this.#text = text;
    this.#last = BOXES.map(() => text.length);
  }

  /** The last command that ends at or before a place; places must not grow from call to call. */
  before(limit: number): { readonly start: number; readonly end: number } | null {
    let best: { start: number; end: number } | null = null;
    for (const [index, command] of BOXES.entries()) {
      let start = this.#last[index] ?? null;
      if (start !== null && start + command.length > limit) {
        const from = limit - command.length;
        const at = from < 0 ? -1 : this.#text.lastIndexOf(command, from);
        start = at === -1 ? null : at;
        this.#last[index] = start;
      }
      if (start !== null && (best === null || start > best.start)) {
        best = { start, end: start + command.length };
      }
    }
    return best;
  }
}
