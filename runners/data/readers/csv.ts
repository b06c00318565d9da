import { unreadable } from "../errors.ts";
import { MAX_RECORD_CHARS, type ReadOptions, type Row, tooLong } from "./types.ts";

/** What tells CSV from TSV. */
export interface CsvOptions extends ReadOptions {
  readonly delimiter: "," | "\t";
  /**
   * Columns whose long fields are not kept: in their place stands the {@linkcode FieldRange} where they
   * are written. The text must then have one character a byte, and `decode` gives the text of others.
   */
  readonly apart?: {
    readonly columns: readonly string[];
    /** Where the text begins in its file. */
    readonly start: number;
    /** @throws {TypeError} if it is not UTF-8 */
    readonly decode: (oneByteText: string) => string;
  };
}

/** First character of a field and the one behind its last, quotes around it left out. */
export class FieldRange {
  constructor(readonly start: number, readonly end: number) {}
}

/** Fields of at most so many characters are text in any column. */
export const SHORT_FIELD = 64;

type Field = string | FieldRange;

/**
 * Reads CSV or TSV with a header row into objects of strings, strictly (RFC 4180): every record has
 * as many fields as the header, and a quoted field ends only before a delimiter or a line's end.
 * Line ends may be `\n` or `\r\n`, also mixed; a quote inside an unquoted field stands for itself;
 * blank lines are passed over but counted.
 *
 * papaparse is not used, for reasons that `docs/decisions/csv_reader.md` measures.
 *
 * @throws {DatasetError} of kind `unreadable` with the line the record starts on
 */
export async function* readCsv(
  text: AsyncIterable<string>,
  options: CsvOptions,
): AsyncGenerator<Row> {
  const parser = new CsvParser(options);
  let header: readonly string[] | null = null;
  const { apart } = options;
  const plain = (field: Field | undefined, row: number): unknown => {
    if (typeof field !== "string" || apart === undefined) return field;
    try {
      return apart.decode(field);
    } catch (cause) {
      if (!(cause instanceof TypeError)) throw cause;
      throw unreadable(options.path, "it is not UTF-8: convert the file to UTF-8", row, cause);
    }
  };
  const take = (fields: readonly Field[], row: number): Row | null => {
    if (fields.length === 1 && fields[0] === "") return null;
    if (header === null) {
      header = checkedHeader(fields.map((field) => String(plain(field, row))), options.path);
      parser.setApart(header.map((name) => apart?.columns.includes(name) ?? false));
      return null;
    }
    if (fields.length !== header.length) {
      throw unreadable(
        options.path,
        `the header names ${header.length} columns, this record has ${fields.length}` +
          (fields.length < header.length ? ` ("${header[fields.length]}" is missing)` : ""),
        row,
      );
    }
    // `fromEntries` defines own properties, so that a column called "__proto__" is just a column.
    return {
      record: Object.fromEntries(header.map((name, i) => [name, plain(fields[i], row)])),
      row,
    };
  };
  for await (const chunk of text) {
    options.signal?.throwIfAborted();
    for (const [fields, row] of parser.push(chunk)) {
      const found = take(fields, row);
      if (found !== null) yield found;
    }
  }
  for (const [fields, row] of parser.end()) {
    const found = take(fields, row);
    if (found !== null) yield found;
  }
  if (header === null) throw unreadable(options.path, "it has no header row");
}

function checkedHeader(fields: readonly string[], path: string): readonly string[] {
  const seen = new Set<string>();
  for (const name of fields) {
    if (seen.has(name)) {
      throw unreadable(path, `its header names the column "${name.slice(0, 80)}" twice`);
    }
    seen.add(name);
  }
  return fields;
}

type Place = "field-start" | "unquoted" | "quoted" | "after-quote";

/** Splits text into records, one character class at a time; each character is looked at once. */
class CsvParser {
  #place: Place = "field-start";
  #fields: Field[] = [];
  #held: string[] = [];
  #length = 0;
  /** Columns whose long fields are not kept. */
  #apart: readonly boolean[] = [];
  /** Where the chunk begins in the text, and how the field in hand goes. */
  #chunkStart = 0;
  #fieldStart = 0;
  #fieldEnd = 0;
  #fieldLength = 0;
  #lastUnit = "";
  /** True between the `\r` that follows a closing quote and the `\n` that must come next. */
  #closing = false;
  #line = 1;
  #rowLine = 1;
  readonly #path: string;
  readonly #limit: number;
  readonly #delimiter: number;
  /** What may end a run of plain text in an unquoted field. */
  readonly #stop: RegExp;

  constructor(options: CsvOptions) {
    this.#path = options.path;
    this.#chunkStart = options.apart?.start ?? 0;
    this.#limit = options.maxRecordChars ?? MAX_RECORD_CHARS;
    this.#delimiter = options.delimiter.charCodeAt(0);
    this.#stop = options.delimiter === "," ? /[,\n]/g : /[\t\n]/g;
  }

  /** Says which columns' long fields are not kept, from the next record on. */
  setApart(apart: readonly boolean[]): void {
    this.#apart = apart;
  }

  *push(chunk: string): Generator<[Field[], number]> {
    yield* this.#push(chunk);
    this.#chunkStart += chunk.length;
  }

  *#push(chunk: string): Generator<[Field[], number]> {
    let i = 0;
    while (i < chunk.length) {
      if (this.#place === "quoted") {
        const quote = chunk.indexOf('"', i);
        const end = quote === -1 ? chunk.length : quote;
        this.#hold(chunk.slice(i, end), i);
        if (quote === -1) return;
        this.#place = "after-quote";
        i = end + 1;
        continue;
      }
      if (this.#place === "field-start" && chunk[i] === '"') {
        this.#place = "quoted";
        i++;
        continue;
      }
      if (this.#place === "after-quote") {
        if (chunk[i] === '"') {
          this.#hold('"', i);
          this.#place = "quoted";
          i++;
          continue;
        }
        // A carriage return may be the first half of a line end; what follows must then be "\n".
        if (chunk[i] === "\r") {
          this.#place = "unquoted";
          this.#closing = true;
          i++;
          continue;
        }
        if (chunk.charCodeAt(i) !== this.#delimiter && chunk[i] !== "\n") this.#strayText();
      } else {
        this.#place = "unquoted";
        this.#stop.lastIndex = i;
        const end = this.#stop.exec(chunk)?.index ?? chunk.length;
        if (this.#closing && (end > i || chunk[i] !== "\n")) this.#strayText();
        this.#hold(chunk.slice(i, end), i);
        i = end;
        if (i === chunk.length) return;
      }
      const ended = chunk[i] === "\n";
      this.#endField(ended);
      if (ended) yield this.#endRecord();
      i++;
    }
  }

  *end(): Generator<[Field[], number]> {
    if (this.#place === "quoted") {
      throw unreadable(
        this.#path,
        `a quoted field of the record has no closing quote: is one missing, or the file cut short`,
        this.#rowLine,
      );
    }
    if (this.#place === "field-start" && this.#fields.length === 0) return;
    this.#endField(true);
    yield this.#endRecord();
  }

  #strayText(): never {
    throw unreadable(
      this.#path,
      `field ${this.#fields.length + 1} goes on after its closing quote (line ${this.#line}): ` +
        `a quote inside a quoted field must be doubled`,
      this.#rowLine,
    );
  }

  #hold(piece: string, at: number): void {
    if (this.#fieldLength === 0) this.#fieldStart = this.#chunkStart + at;
    this.#fieldLength += piece.length;
    if (piece !== "" && this.#apart[this.#fields.length] === true) {
      this.#fieldEnd = this.#chunkStart + at + piece.length;
      this.#lastUnit = piece.at(-1) ?? "";
      if (this.#fieldLength > SHORT_FIELD + 1) {
        this.#held = [];
        return;
      }
    } else this.#length += piece.length;
    if (this.#length > this.#limit) {
      throw unreadable(this.#path, tooLong(this.#limit), this.#rowLine);
    }
    if (this.#place !== "unquoted") {
      for (let at = piece.indexOf("\n"); at !== -1; at = piece.indexOf("\n", at + 1)) this.#line++;
    }
    this.#held.push(piece);
  }

  #endField(lineEnds: boolean): void {
    const returns = lineEnds && this.#place === "unquoted" && !this.#closing;
    if (this.#apart[this.#fields.length] === true && this.#fieldLength > SHORT_FIELD + 1) {
      const end = this.#fieldEnd - (returns && this.#lastUnit === "\r" ? 1 : 0);
      this.#fields.push(new FieldRange(this.#fieldStart, end));
    } else {
      const field = this.#held.length === 1 ? this.#held[0] ?? "" : this.#held.join("");
      this.#fields.push(returns && field.endsWith("\r") ? field.slice(0, -1) : field);
    }
    this.#fieldLength = 0;
    // Delimiters count as well: a line of nothing else would be as large.
    this.#length++;
    this.#held = [];
    this.#closing = false;
    this.#place = "field-start";
  }

  #endRecord(): [Field[], number] {
    const record: [Field[], number] = [this.#fields, this.#rowLine];
    this.#fields = [];
    this.#length = 0;
    this.#line++;
    this.#rowLine = this.#line;
    return record;
  }
}
