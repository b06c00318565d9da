/** Characters (UTF-16 units) of one simulated token. */
export const TOKEN_CHARS = 4;

/** Length of a text in simulated tokens. */
export function tokenCount(text: string): number {
  return Math.ceil(text.length / TOKEN_CHARS);
}

/** The first `tokens` tokens of a text, no surrogate pair split. */
export function firstTokens(text: string, tokens: number): string {
  return text.slice(0, boundary(text, tokens * TOKEN_CHARS));
}

/** Where a cut at `at` may be made without splitting a surrogate pair: there, or one unit later. */
export function boundary(text: string, at: number): number {
  if (at <= 0) return 0;
  if (at >= text.length) return text.length;
  const before = text.charCodeAt(at - 1);
  return before >= 0xd800 && before < 0xdc00 ? at + 1 : at;
}

/** The simulated tokens of a text. */
export function tokensOf(text: string): string[] {
  const tokens: string[] = [];
  for (let at = 0; at < text.length;) {
    const end = boundary(text, at + TOKEN_CHARS);
    tokens.push(text.slice(at, end));
    at = end;
  }
  return tokens;
}
