import { pyLiteral } from "../python/literal.ts";

/**
 * The options of a MMMU-Pro record, which are a Python list of texts written as text.
 *
 * @throws {SyntaxError} if they are anything else
 */
export function readOptions(literal: string): string[] {
  const list = pyLiteral(literal);
  if (list?.kind !== "list" && list?.kind !== "tuple") {
    throw new SyntaxError(`Cannot read options as they are no Python list: ${brief(literal)}`);
  }
  return list.items.map((item) => {
    if (item.kind === "str") return item.value;
    if (item.kind === "int") return String(item.value);
    throw new SyntaxError(`Cannot read options as one of them is no text: ${brief(literal)}`);
  });
}

/** The options as the official prompt lists them, lettered by position. */
export function lettered(options: readonly string[]): string {
  return options.map((text, at) => `${letterAt(at)}. ${text}`).join("\n");
}

/** Letter of the option at a 0-based position. */
export function letterAt(position: number): string {
  return String.fromCharCode("A".charCodeAt(0) + position);
}

function brief(text: string): string {
  return JSON.stringify(text.length > 80 ? `${text.slice(0, 77)}...` : text);
}
