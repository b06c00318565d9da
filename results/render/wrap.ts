/**
 * Columns that a line takes on a terminal. Wide characters are counted generously: everything from
 * U+1100 up takes two, so that a table may come out a little wide but never ragged.
 */
export function widthOf(line: string): number {
  let width = 0;
  for (const char of line) width += (char.codePointAt(0) ?? 0) >= 0x1100 ? 2 : 1;
  return width;
}

/** Breaks a line at blanks so that no piece is wider than `width`; longer words are cut. */
export function wrap(line: string, width: number): readonly string[] {
  const pieces: string[] = [];
  let piece = "";
  for (const word of line.split(" ")) {
    const joined = piece === "" ? word : `${piece} ${word}`;
    if (widthOf(joined) <= width) {
      piece = joined;
      continue;
    }
    if (piece !== "") pieces.push(piece);
    piece = "";
    for (const char of word) {
      if (widthOf(piece + char) > width && piece !== "") {
        pieces.push(piece);
        piece = "";
      }
      piece += char;
    }
  }
  return [...pieces, piece];
}
