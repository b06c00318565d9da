import { unreadable } from "../errors.ts";
import { parseRecord } from "./json_value.ts";
import { MAX_RECORD_CHARS, type ReadOptions, type Row, tooLong } from "./types.ts";

/**
 * Reads a JSON file. Of an array each element is a record, parsed as soon as it is whole, so that
 * the array never stands in memory; any other value is one record.
 *
 * @throws {DatasetError} of kind `unreadable` for broken JSON, with the number of the record
 */
export async function* readJson(
  text: AsyncIterable<string>,
  options: ReadOptions,
): AsyncGenerator<Row> {
  const splitter = new ArraySplitter(options);
  for await (const chunk of text) {
    options.signal?.throwIfAborted();
    yield* splitter.push(chunk);
  }
  yield* splitter.end();
}

const QUOTE = 0x22, COMMA = 0x2c, OPEN = 0x5b, BACKSLASH = 0x5c, CLOSE = 0x5d;
const OPEN_BRACE = 0x7b, CLOSE_BRACE = 0x7d;

function isBlank(unit: number): boolean {
  return unit === 0x20 || unit === 0x0a || unit === 0x0d || unit === 0x09;
}

/** Finds the elements of a top-level array by brackets and quotes; `JSON.parse` judges each. */
class ArraySplitter {
  #state: "start" | "array" | "single" | "done" = "start";
  #held: string[] = [];
  #length = 0;
  /** Brackets open inside the element. */
  #depth = 0;
  #inString = false;
  #escaped = false;
  /** Records given out. */
  #count = 0;
  readonly #path: string;
  readonly #limit: number;

  constructor(options: ReadOptions) {
    this.#path = options.path;
    this.#limit = options.maxRecordChars ?? MAX_RECORD_CHARS;
  }

  *push(chunk: string): Generator<Row> {
    let start = 0;
    for (let i = 0; i < chunk.length; i++) {
      const unit = chunk.charCodeAt(i);
      if (this.#state === "array") {
        const ended = this.#step(unit);
        if (!ended) continue;
        this.#hold(chunk.slice(start, i));
        start = i + 1;
        yield* this.#element(unit === CLOSE);
        if (unit === CLOSE) this.#state = "done";
      } else if (this.#state === "single") {
        break;
      } else if (isBlank(unit)) {
        start = i + 1;
      } else if (this.#state === "done") {
        throw unreadable(this.#path, `there is more text after record ${this.#count}, its last`);
      } else if (unit === OPEN) {
        this.#state = "array";
        start = i + 1;
      } else {
        this.#state = "single";
        start = i;
      }
    }
    if (this.#state === "array" || this.#state === "single") this.#hold(chunk.slice(start));
  }

  *end(): Generator<Row> {
    if (this.#state === "start") throw unreadable(this.#path, "it holds no JSON value");
    if (this.#state === "array") {
      throw unreadable(
        this.#path,
        `it ends inside its array, after ${this.#count} whole records: is the file cut short`,
      );
    }
    if (this.#state === "single") yield* this.#element(false);
  }

  /** Moves over one unit of an element; true where the element ends before it. */
  #step(unit: number): boolean {
    if (this.#inString) {
      if (this.#escaped) this.#escaped = false;
      else if (unit === BACKSLASH) this.#escaped = true;
      else if (unit === QUOTE) this.#inString = false;
      return false;
    }
    if (unit === QUOTE) this.#inString = true;
    else if (unit === OPEN || unit === OPEN_BRACE) this.#depth++;
    else if (this.#depth > 0) {
      if (unit === CLOSE || unit === CLOSE_BRACE) this.#depth--;
    } else return unit === COMMA || unit === CLOSE;
    return false;
  }

  #hold(piece: string): void {
    this.#length += piece.length;
    if (this.#length > this.#limit) {
      throw unreadable(this.#path, tooLong(this.#limit), this.#count + 1);
    }
    this.#held.push(piece);
  }

  *#element(last: boolean): Generator<Row> {
    const text = this.#held.join("");
    this.#held = [];
    this.#length = 0;
    if (last && this.#count === 0 && text.trim() === "") return;
    const record = parseRecord(text, this.#path, this.#count + 1);
    this.#count++;
    yield { record, row: this.#count };
  }
}
