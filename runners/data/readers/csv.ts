import { unreadable } from "../errors.ts";
import { MAX_RECORD_CHARS, type ReadOptions, type Row, tooLong } from "./types.ts";

/** What tells CSV from TSV. */
export interface CsvOptions extends ReadOptions {
  readonly delimiter: "," | "\t";
}

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
  const take = (fields: readonly string[], row: number): Row | null => {
    if (fields.length === 1 && fields[0] === "") return null;
    if (header === null) {
      header = checkedHeader(fields, options.path);
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
    return { record: Object.fromEntries(header.map((name, i) => [name, fields[i]])), row };
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
  #fields: string[] = [];
  #held: string[] = [];
  #length = 0;
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
    this.#limit = options.maxRecordChars ?? MAX_RECORD_CHARS;
    this.#delimiter = options.delimiter.charCodeAt(0);
    this.#stop = options.delimiter === "," ? /[,\n]/g : /[\t\n]/g;
  }

  *push(chunk: string): Generator<[string[], number]> {
    let i = 0;
    while (i < chunk.length) {
      if (this.#place === "quoted") {
        const quote = chunk.indexOf('"', i);
        const end = quote === -1 ? chunk.length : quote;
        this.#hold(chunk.slice(i, end));
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
          this.#hold('"');
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
        this.#hold(chunk.slice(i, end));
        i = end;
        if (i === chunk.length) return;
      }
      const ended = chunk[i] === "\n";
      this.#endField(ended);
      if (ended) yield this.#endRecord();
      i++;
    }
  }

  *end(): Generator<[string[], number]> {
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

  #hold(piece: string): void {
    this.#length += piece.length;
    if (this.#length > this.#limit) {
      throw unreadable(this.#path, tooLong(this.#limit), this.#rowLine);
    }
    if (this.#place !== "unquoted") {
      for (let at = piece.indexOf("\n"); at !== -1; at = piece.indexOf("\n", at + 1)) this.#line++;
    }
    this.#held.push(piece);
  }

  #endField(lineEnds: boolean): void {
    let field = this.#held.length === 1 ? this.#held[0] ?? "" : this.#held.join("");
    if (lineEnds && this.#place === "unquoted" && !this.#closing && field.endsWith("\r")) {
      field = field.slice(0, -1);
    }
    this.#fields.push(field);
    // Delimiters count as well: a line of nothing else would be as large.
    this.#length++;
    this.#held = [];
    this.#closing = false;
    this.#place = "field-start";
  }

  #endRecord(): [string[], number] {
    const record: [string[], number] = [this.#fields, this.#rowLine];
    this.#fields = [];
    this.#length = 0;
    this.#line++;
    this.#rowLine = this.#line;
    return record;
  }
}
