import { isPyWhitespace } from "./text.ts";

/** Ends of lines as `str.splitlines` knows them. */
const ENDS = "\\n\\r\\x0b\\x0c\\x1c-\\x1e\\x85\\u2028\\u2029";

const LINE = new RegExp(`[^${ENDS}]*(?:\\r\\n|[${ENDS}]|$)`, "g");

/** `textwrap.indent(text, prefix)`: lines of nothing but white space stay as they are. */
export function pyIndent(text: string, prefix: string): string {
  return text.replace(LINE, (line) => isBlank(line) ? line : prefix + line);
}

function isBlank(line: string): boolean {
  for (let i = 0; i < line.length; i++) if (!isPyWhitespace(line.charCodeAt(i))) return false;
  return true;
}
