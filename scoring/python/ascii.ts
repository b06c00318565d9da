const NOT_ASCII = /[^\0-\x7f]+/g;

/** `unicodedata.normalize("NFKD", text).encode("ascii", "ignore")`: accents go, and what is left. */
export function toAscii(text: string): string {
  return text.normalize("NFKD").replace(NOT_ASCII, "");
}
