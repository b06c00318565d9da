// Controls except tab and line feed, and the marks that reorder text on a screen.
const UNPRINTABLE = /(?![\t\n])[\p{Cc}\p{Bidi_Control}]/gu;

/**
 * A text that came from a server or a file, safe to print: it cannot move the cursor, change
 * colours, set the title or reorder what stands beside it. An escape sequence loses its escape
 * character, so what was hidden becomes visible.
 */
export function printable(text: string): string {
  return text.replaceAll("\r\n", "\n").replaceAll(UNPRINTABLE, "");
}

/** The same on one line, cut to a width. */
export function printableLine(text: string, width = 300): string {
  const line = printable(text).replaceAll(/[\n\t]+/g, " ");
  return line.length > width ? `${line.slice(0, width - 1)}…` : line;
}
