/**
 * Replies that share a given part of their trigrams with a reference text.
 *
 * @module
 */
import type { Recipe, RecipeArguments } from "./recipe.ts";
import { trigrams } from "./ratio.ts";
import { pySplit } from "../python/text.ts";

/** Characters of the foreign tail, in an order that gives many different trigrams. */
const FOREIGN = "zxqjvkzqxvjzkqvxzjkxqzvkjx";

/** Longest tail, in letters. */
const MAX_TAIL = 600;

/** Letters whose trigrams hardly repeat: the alphabet above, each time with a longer step. */
const TAIL = Array.from({ length: MAX_TAIL }, (_, at) => {
  const step = 1 + Math.floor(at / FOREIGN.length);
  return FOREIGN[(at * step) % FOREIGN.length] ?? "";
});

/** A text that grows, and the percentage of its trigrams that a reference has. */
class GrowingText {
  readonly #own: Set<string>;
  #shared = 0;
  #last: string;

  constructor(readonly reference: ReadonlySet<string>, public text: string) {
    this.#own = new Set(trigrams(text));
    for (const trigram of this.#own) if (reference.has(trigram)) this.#shared++;
    this.#last = Array.from(text).slice(-2).join("");
  }

  add(letter: string): void {
    const trigram = this.#last + letter;
    if (!this.#own.has(trigram)) {
      this.#own.add(trigram);
      if (this.reference.has(trigram)) this.#shared++;
    }
    this.#last = Array.from(trigram).slice(-2).join("");
    this.text += letter;
  }

  get percent(): number {
    return this.#own.size === 0 ? 0 : (this.#shared / this.#own.size) * 100;
  }
}

/**
 * Lengthens a text: first by a piece of the reference, whose trigrams are shared, then letter by
 * letter by a tail, whose trigrams are not, until the share is right.
 */
function* blends(start: string, piece: string, args: RecipeArguments): Generator<string> {
  const wanted = args.number("percentage");
  const reference = trigrams(args.text("reference_text"));
  const characters = Array.from(piece);
  // Shorter pieces too: what the piece leaves over, a tail may not be able to mend.
  for (let length = characters.length; length >= 3; length -= Math.ceil(length / 12)) {
    const text = new GrowingText(reference, start + characters.slice(0, length).join(""));
    for (let tail = 0; text.percent > wanted + 2 && tail < MAX_TAIL; tail++) {
      text.add(TAIL[tail] ?? "");
    }
    if (text.percent >= wanted - 2 && text.percent <= wanted + 2) yield text.text;
  }
}

const CLUSTER = /[bcdfghjklmnpqrstvwxyz]{2}/i;

/** Pieces of the reference: all of it, and runs of its words that have two consonants in a row. */
function pieces(reference: string): string[] {
  const runs: string[] = [];
  let run: string[] = [];
  for (const word of [...pySplit(reference), ""]) {
    if (CLUSTER.test(word)) run.push(word);
    else if (run.length > 0) {
      runs.push(run.join(" "));
      run = [];
    }
  }
  return [reference.trim(), ...runs.sort((a, b) => b.length - a.length).slice(0, 12)];
}

/** Follows `ratio:overlap`. */
export const overlapRecipe: Recipe = {
  *create(args) {
    for (const piece of pieces(args.text("reference_text"))) yield* blends("", piece, args);
  },
  *adapt(text, args) {
    for (const piece of pieces(args.text("reference_text"))) yield* blends(`${text} `, piece, args);
  },
};
