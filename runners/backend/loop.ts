/** Longest stretch that counts as the thing repeated, in characters. */
const MOST_PERIOD = 1_000;
/** How often it must stand there, one after the other without a difference. */
const MIN_REPEATS = 8;
/** How much text must be nothing else: rows of dashes and tables are shorter. */
const MIN_CHARS = 2_400;
/** What is remembered of the text: enough for the longest stretch. */
const WINDOW = MOST_PERIOD * MIN_REPEATS;
/** New characters before the text is looked at again. */
const STRIDE = 1_000;

/** Shared between detectors: looking at a text never waits for anything. */
const borders = new Uint16Array(WINDOW + 1);

/**
 * Notices that a reply has begun to repeat itself and will not stop: its end is one stretch of at
 * most 1,000 characters, eight times or more, and 2,400 characters at least.
 *
 * Remembers 8,000 characters and spends a constant time a character, whatever the text.
 */
export class LoopDetector {
  #tail = "";
  #pieces: string[] = [];
  #fresh = 0;

  /** Takes the next piece of the reply; true when the reply is a loop. */
  push(piece: string): boolean {
    this.#pieces.push(piece);
    this.#fresh += piece.length;
    if (this.#fresh < STRIDE) return false;
    const text = this.#tail + this.#pieces.join("");
    this.#pieces = [];
    this.#fresh = 0;
    // A piece longer than the window is looked at in steps, so that a loop inside it is seen.
    for (let end = Math.min(text.length, WINDOW); end < text.length; end += WINDOW / 2) {
      if (endsInLoop(text.slice(end - WINDOW, end))) return true;
    }
    this.#tail = text.slice(-WINDOW);
    return endsInLoop(this.#tail);
  }
}

/**
 * Whether the end of a text is one stretch over and over.
 *
 * The borders (Knuth, Morris, Pratt) of the text read backwards tell the shortest period of every
 * ending in one pass.
 */
export function endsInLoop(text: string): boolean {
  const { length } = text;
  if (length < MIN_CHARS || length > WINDOW) return false;
  const at = (i: number) => text.charCodeAt(length - 1 - i);
  let border = 0;
  borders[0] = borders[1] = 0;
  for (let i = 1; i < length; i++) {
    while (border > 0 && at(i) !== at(border)) border = borders[border] ?? 0;
    if (at(i) === at(border)) border++;
    const ending = i + 1;
    borders[ending] = border;
    const period = ending - border;
    if (ending >= MIN_CHARS && period <= MOST_PERIOD && ending >= period * MIN_REPEATS) return true;
  }
  return false;
}
