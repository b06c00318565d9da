const OPENING = /([rR]|[uU]|[bB]|[bB][rR]|[rR][bB])?('''|"""|'|")/y;
const SIMPLE: Readonly<Record<string, string>> = {
  "\n": "",
  "\\": "\\",
  "'": "'",
  '"': '"',
  a: "\x07",
  b: "\b",
  f: "\f",
  n: "\n",
  r: "\r",
  t: "\t",
  v: "\v",
};

/** A text or bytes literal and the position after it. */
export interface StringLiteral {
  readonly kind: "str" | "bytes";
  readonly value: string;
  readonly end: number;
}

/**
 * Reads one Python text literal at a position: `'`, `"`, triple quotes, prefixes `r u b br rb`,
 * escapes. An unknown escape keeps its backslash; `\N{...}` is not known.
 *
 * @returns `null` if none begins here, `"malformed"` if one begins and is not valid
 */
export function readStringLiteral(text: string, at: number): StringLiteral | "malformed" | null {
  OPENING.lastIndex = at;
  const opening = OPENING.exec(text);
  if (opening === null) return null;
  const [all, prefix = "", quote = ""] = opening;
  const raw = /r/i.test(prefix);
  const bytes = /b/i.test(prefix);
  const parts: string[] = [];
  let i = at + all.length;
  for (;;) {
    const character = text[i];
    if (character === undefined || (character === "\n" && quote.length === 1)) return "malformed";
    if (text.startsWith(quote, i)) {
      const value = parts.join("");
      return { kind: bytes ? "bytes" : "str", value, end: i + quote.length };
    }
    if (bytes && character > "\x7f") return "malformed";
    if (character !== "\\") {
      parts.push(character);
      i++;
    } else if (raw) {
      const next = text[i + 1];
      if (next === undefined) return "malformed";
      parts.push(character, next);
      i += 2;
    } else {
      const escape = readEscape(text, i, bytes);
      if (escape === null) return "malformed";
      parts.push(escape.value);
      i = escape.end;
    }
  }
}

const OCTAL = /[0-7]{1,3}/y;
const HEX: Readonly<Record<string, RegExp>> = {
  x: /[0-9a-fA-F]{2}/y,
  u: /[0-9a-fA-F]{4}/y,
  U: /[0-9a-fA-F]{8}/y,
};

function readEscape(text: string, at: number, bytes: boolean) {
  const letter = text[at + 1];
  if (letter === undefined) return null;
  const simple = Object.hasOwn(SIMPLE, letter) ? SIMPLE[letter] : undefined;
  if (simple !== undefined) return { value: simple, end: at + 2 };
  OCTAL.lastIndex = at + 1;
  const octal = OCTAL.exec(text)?.[0];
  if (octal !== undefined) {
    const code = Number.parseInt(octal, 8);
    return { value: String.fromCharCode(bytes ? code & 255 : code), end: at + 1 + octal.length };
  }
  const hex = HEX[letter];
  if (hex !== undefined && (letter === "x" || !bytes)) {
    hex.lastIndex = at + 2;
    const digits = hex.exec(text)?.[0];
    const code = digits === undefined ? NaN : Number.parseInt(digits, 16);
    if (digits === undefined || code > 0x10ffff) return null;
    return { value: String.fromCodePoint(code), end: at + 2 + digits.length };
  }
  if (letter === "N" && !bytes) return null;
  return { value: `\\${letter}`, end: at + 2 };
}
