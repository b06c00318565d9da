/**
 * Checkers of the `format:` constraints about lines and bullets. Upstream:
 * allenai/IFBench@db69a6f `ifbench/instructions.py`.
 *
 * @module
 */
import { removePunctuation } from "../python/punctuation.ts";
import { pySplit, pyStrip } from "../python/text.ts";
import type { Reply } from "./reply.ts";

/** As many lines with something on them as words. */
export function newline({ text }: Reply): boolean {
  const plain = pyStrip(removePunctuation(text));
  return plain.split("\n").filter((line) => line !== "").length === pySplit(plain).length;
}

/** Each line is indented further than the one before, by blanks. */
export function lineIndent({ text }: Reply): boolean {
  const indents = removeSomeBlankLines(text.split("\n")).map((line) => line.search(/[^ ]|$/));
  return indents.every((indent, index) => index === 0 || indent > (indents[index - 1] ?? 0));
}

/**
 * Upstream deletes blank lines from the list it walks along: each deletion makes it jump over the
 * next line, and deletes the first line that reads the same, so that some blank lines stay.
 */
export function removeSomeBlankLines(lines: readonly string[]): string[] {
  /** Places of each kind of blank line that are not deleted yet, and how many are used up. */
  const places = new Map<string, { readonly all: number[]; used: number }>();
  for (const [index, line] of lines.entries()) {
    if (pyStrip(line) !== "") continue;
    const same = places.get(line);
    if (same === undefined) places.set(line, { all: [index], used: 0 });
    else same.all.push(index);
  }
  const deleted = new Set<number>();
  for (let at = 0; at < lines.length; at++) {
    const same = places.get(lines[at] ?? "");
    if (same === undefined) continue;
    const first = same.all[same.used++];
    if (first !== undefined) deleted.add(first);
    at++;
  }
  return lines.filter((_, index) => !deleted.has(index));
}

/** Every bullet (`*`) is followed by a dash before the next one. */
export function subBullets({ text }: Reply): boolean {
  return text.split("*").slice(1).every((part) => part.includes("-"));
}

/** Two sentences or more, then nothing but bullets, two or more; a blank line ends the sentences. */
export function sentencesThenBullets(reply: Reply): boolean {
  let inSentences = true;
  let sentences = 0;
  let bullets = 0;
  for (const raw of reply.text.split("\n")) {
    const line = pyStrip(raw);
    if (line.startsWith("*")) {
      inSentences = false;
      if (sentences < 2) return false;
      bullets++;
    } else if (inSentences) {
      const count = reply.sentencesOf(line).length;
      inSentences = count > 0;
      sentences += count;
    } else return false;
  }
  return bullets >= 2;
}
