import type { Media, MediaOrigin } from "../../../scoring/messages.ts";
import { Base64Decoder, latin1 } from "../../media/base64_text.ts";
import { MAX_MEDIA_BYTES, Measure } from "../../media/measure.ts";

/** What a cell of base64 holds, piece by piece. */
export interface Base64Item {
  /** Its text from the first character to behind the last, from the beginning of the cell. */
  readonly range: readonly [number, number];
  /** It without what is kept of it: what it is, or why it is of no use. */
  readonly found: ReturnType<Measure["end"]>;
}

/** Where the items of a cell lie, given their ranges inside it. */
export type OriginOf = (range: readonly [number, number]) => MediaOrigin;

/** Turns what was found into what stands in a record; `where` begins the sentence of a fault. */
export function mediaOfItem(item: Base64Item, originOf: OriginOf, where: string): Media {
  const { found, range } = item;
  if ("wrong" in found) return { missing: `Cannot use ${where}: ${found.wrong}` };
  return { origin: originOf(range), ...found };
}

/** Text in front of base64 in a data URL. */
const DATA_URL = /^data:[\w.+/-]{0,80};base64,/;

/**
 * Finds the pictures in a cell of base64: one, or a list as Python or JSON writes it, with quotes that
 * may be doubled. Nothing of them is kept.
 *
 * @param pieces The cell's bytes, in order
 */
export async function base64Items(
  pieces: AsyncIterable<Uint8Array>,
  kind: "image" | "series",
): Promise<Base64Item[]> {
  const scan = new Scan(kind);
  for await (const piece of pieces) scan.push(latin1(piece));
  return scan.end();
}

/** What separates the items of a list, its brackets included. */
const SEPARATOR = /[[\]'",\s]+/g;

class Scan {
  readonly #items: Base64Item[] = [];
  /** Characters before the text in hand. */
  #at = 0;
  /** `null` until the first character that is not blank came. */
  #list: boolean | null = null;
  #item: ItemScan | null = null;

  constructor(private readonly kind: "image" | "series") {}

  push(text: string): void {
    if (this.#list === null) {
      const first = text.search(/\S/);
      if (first !== -1) this.#list = text[first] === "[";
    }
    if (this.#list === true) this.#pushList(text);
    else if (this.#list === false) this.#hold(text, this.#at);
    this.#at += text.length;
  }

  #pushList(text: string): void {
    let from = 0;
    for (const { 0: separator, index } of text.matchAll(SEPARATOR)) {
      if (index > from) this.#hold(text.slice(from, index), this.#at + from);
      this.#close();
      from = index + separator.length;
    }
    if (from < text.length) this.#hold(text.slice(from), this.#at + from);
  }

  #hold(text: string, at: number): void {
    this.#item ??= new ItemScan(this.kind);
    this.#item.push(text, at);
  }

  #close(): void {
    if (this.#item !== null) this.#items.push(this.#item.end());
    this.#item = null;
  }

  end(): Base64Item[] {
    this.#close();
    return this.#items;
  }
}

/** One picture of a cell. */
class ItemScan {
  readonly #measure: Measure;
  readonly #decoder = new Base64Decoder();
  #start = -1;
  #end = 0;
  #wrong: string | null = null;

  constructor(kind: "image" | "series") {
    this.#measure = new Measure(kind);
  }

  push(text: string, at: number): void {
    let from = 0;
    if (this.#start === -1) {
      from = text.search(/\S/);
      if (from === -1) return;
      from += DATA_URL.exec(text.slice(from, from + 120))?.[0].length ?? 0;
      this.#start = at + from;
    }
    const part = text.slice(from);
    this.#end = at + from + part.trimEnd().length;
    if (this.#wrong !== null) return;
    try {
      this.#measure.push(this.#decoder.push(part));
      if (this.#measure.bytes > MAX_MEDIA_BYTES) this.#wrong = "it is larger than any picture";
    } catch (cause) {
      if (!(cause instanceof SyntaxError)) throw cause;
      this.#wrong = "it is not base64";
    }
  }

  end(): Base64Item {
    const range = [Math.max(this.#start, 0), this.#end] as const;
    if (this.#wrong === null) {
      try {
        this.#measure.push(this.#decoder.end());
      } catch (cause) {
        if (!(cause instanceof SyntaxError)) throw cause;
        this.#wrong = "its base64 is cut short";
      }
    }
    return { range, found: this.#wrong === null ? this.#measure.end() : { wrong: this.#wrong } };
  }
}
