import { parseJson } from "./wire.ts";

/** No string of JSON that a server sends is this one. */
const SENTINEL = '"\\u0000 a place for text \\u0000"';

/**
 * An event of a stream with a hole where its text is. Events of one stream differ in that text
 * alone, and reading a short text costs a quarter of reading a whole event.
 */
export class EventTemplate {
  readonly #before: string;
  readonly #after: string;
  readonly #least: number;

  private constructor(before: string, after: string) {
    this.#before = before;
    this.#after = after;
    this.#least = before.length + after.length + 2;
  }

  /**
   * Makes a template of an event.
   *
   * @param data the event as it came
   * @param text the text in it
   * @param pick finds the text in an event that was read
   * @returns `null` where the text does not stand in `data` as we would write it
   */
  static of(data: string, text: string, pick: (event: unknown) => unknown): EventTemplate | null {
    const literal = JSON.stringify(text);
    const at = data.indexOf(literal);
    if (at === -1) return null;
    const before = data.slice(0, at);
    const after = data.slice(at + literal.length);
    // The same words may stand elsewhere too: what is put into the hole must come out as the text.
    const filled = parseJson(before + SENTINEL + after);
    return pick(filled) === JSON.parse(SENTINEL) ? new EventTemplate(before, after) : null;
  }

  /**
   * The text of an event that is like the template in everything else, else `null`; also where the
   * text is empty, as such an event may say something else.
   *
   * Whatever starts with a quote and is JSON is one string, so such an event as a whole is JSON, and
   * differs from the template's in this one string.
   */
  read(data: string): string | null {
    const { length } = data;
    if (length < this.#least) return null;
    const begin = this.#before.length;
    const end = length - this.#after.length;
    // Comparing slices takes half as long as `startsWith` and `endsWith`.
    if (data.slice(0, begin) !== this.#before || data.slice(end) !== this.#after) return null;
    const literal = data.slice(begin, end);
    if (literal[0] !== '"') return null;
    const text = parseJson(literal);
    return typeof text === "string" && text !== "" ? text : null;
  }
}
