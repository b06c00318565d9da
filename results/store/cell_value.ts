/** What a cell of a table holds. */
export type CellValue = string | number | null | Uint8Array;

const encoder = new TextEncoder();
const decoder = new TextDecoder();

/**
 * Writes a text as a cell. A text with a NUL or half a surrogate pair does not survive as SQLite
 * text (it is read back cut off, or mended); it becomes a blob that holds the text as JSON. Models do
 * write such characters.
 */
export function textCell(text: string): CellValue {
  return text.isWellFormed() && !text.includes("\u0000")
    ? text
    : encoder.encode(JSON.stringify(text));
}

/** As {@linkcode textCell}, with `null` as it is. */
export function nullableTextCell(text: string | null): CellValue {
  return text === null ? null : textCell(text);
}

/** Writes a value as JSON; what cannot be written as UTF-8 is escaped by `JSON.stringify` itself. */
export function jsonCell(value: unknown): string {
  return JSON.stringify(value) ?? "null";
}

/** Writes a flag. */
export function flagCell(flag: boolean): number {
  return flag ? 1 : 0;
}

/** A row as `node:sqlite` gives it. */
export type RawRow = Readonly<Record<string, unknown>>;

/** A cell that is not what its column holds: the file was changed by something else, or is damaged. */
export class CellError extends Error {
  override readonly name = "CellError";
  constructor(column: string, wanted: string, row: RawRow, options?: ErrorOptions) {
    const found = row[column];
    super(
      `row ${row["id"] ?? "?"}, column "${column}" must be ${wanted}: current value is ` +
        `${found === null ? "null" : typeof found}`,
      options,
    );
  }
}

/** Reads a text. */
export function readText(row: RawRow, column: string): string {
  const value = row[column];
  if (typeof value === "string") return value;
  if (value instanceof Uint8Array) {
    const text = parse(row, column, decoder.decode(value));
    if (typeof text === "string") return text;
  }
  throw new CellError(column, "a text", row);
}

/** Reads a text or `null`. */
export function readNullableText(row: RawRow, column: string): string | null {
  return row[column] === null ? null : readText(row, column);
}

/** Reads a number. */
export function readNumber(row: RawRow, column: string): number {
  const value = row[column];
  if (typeof value === "number") return value;
  throw new CellError(column, "a number", row);
}

/** Reads a number or `null`. */
export function readNullableNumber(row: RawRow, column: string): number | null {
  return row[column] === null ? null : readNumber(row, column);
}

/** Reads a flag. */
export function readFlag(row: RawRow, column: string): boolean {
  return readNumber(row, column) !== 0;
}

/** Reads one of a few words. */
export function readWord<Word extends string>(
  row: RawRow,
  column: string,
  words: readonly Word[],
): Word {
  const value = row[column];
  const word = words.find((candidate) => candidate === value);
  if (word === undefined) throw new CellError(column, `one of "${words.join('", "')}"`, row);
  return word;
}

/** Reads JSON that this program wrote; its shape is what the schema version promises. */
export function readJson<Value>(row: RawRow, column: string): Value {
  return parse(row, column, readText(row, column)) as Value;
}

function parse(row: RawRow, column: string, text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new CellError(column, "JSON", row, { cause });
  }
}
