import { pyLength } from "./text.ts";

/** Largest field Python's `csv` module reads, in characters. */
const FIELD_LIMIT = 131072;

type State =
  | "record-start"
  | "field-start"
  | "in-field"
  | "in-quotes"
  | "quote-in-quotes"
  | "after-newline";

/**
 * Reads a text as Python's `csv.reader` does in its default dialect (`"` quotes, doubled inside,
 * not strict).
 *
 * An empty line is a row of no fields; text after a closing quote is appended to the field; a
 * quoted field may span lines; `\r` ends a row like `\n`, and anything but `\n` after it is an
 * error.
 *
 * @throws {SyntaxError} if a bare `\r` is followed by more text, or a field is too large
 */
export function readCsv(text: string, delimiter = ","): string[][] {
  const rows: string[][] = [];
  let fields: string[] = [];
  let parts: string[] = [];
  let state = "record-start" as State;

  const endField = () => {
    const field = parts.join("");
    if (field.length > FIELD_LIMIT && pyLength(field) > FIELD_LIMIT) {
      throw new SyntaxError(`Cannot read CSV as a field is longer than ${FIELD_LIMIT} characters`);
    }
    fields.push(field);
    parts = [];
  };
  const endRow = () => {
    rows.push(fields);
    fields = [];
    state = "record-start";
  };
  /** Ends the field if this character does; `null` is the end of a line, given after its `\n`. */
  const endsField = (character: string | null): boolean => {
    if (character === delimiter) state = "field-start";
    else if (character === null) state = "record-start";
    else if (character === "\n" || character === "\r") state = "after-newline";
    else return false;
    endField();
    return true;
  };
  const step = (character: string | null) => {
    switch (state) {
      case "record-start":
        if (character === null) return;
        if (character === "\n" || character === "\r") {
          state = "after-newline";
          return;
        }
        // falls through
      case "field-start":
        if (endsField(character)) return;
        if (character === '"') {
          state = "in-quotes";
          return;
        }
        break;
      case "in-field":
        if (endsField(character)) return;
        break;
      case "in-quotes":
        if (character === null) return;
        if (character === '"') {
          state = "quote-in-quotes";
          return;
        }
        break;
      case "quote-in-quotes":
        if (endsField(character)) return;
        break;
      case "after-newline":
        if (character === null) state = "record-start";
        else if (character !== "\n" && character !== "\r") {
          throw new SyntaxError("Cannot read CSV as a carriage return stands inside a row");
        }
        return;
    }
    parts.push(character ?? "");
    // A doubled quote stands for one and stays inside; anything else after a quote leaves it.
    const inside = state === "in-quotes" || (state === "quote-in-quotes" && character === '"');
    state = inside ? "in-quotes" : "in-field";
  };

  for (let at = 0; at < text.length;) {
    const newline = text.indexOf("\n", at);
    const end = newline === -1 ? text.length : newline + 1;
    for (; at < end; at++) step(text.charAt(at));
    step(null);
    if (state === "record-start") endRow();
  }
  // A quoted field that never ends is kept as it stands.
  if (parts.length > 0 || state === "in-quotes") {
    endField();
    endRow();
  }
  return rows;
}
