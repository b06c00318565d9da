import { seededDraw } from "../../scoring/random.ts";

// deno-fmt-ignore
const WORDS = [
  "then", "with", "over", "this", "part", "sum", "term", "now", "step", "case", "each", "value",
  "holds", "from", "side", "half", "next", "gives", "small", "large", "round", "first", "last",
  "under", "both", "rest", "point", "line", "there", "again", "count", "whole", "equal", "less",
  "more", "than", "where", "bound", "given", "known", "still", "check", "turn", "even", "odd",
];

/** Length of the text that filler is cut from: longer than any reply is likely to be. */
const BLOCK_CHARS = 524_288;

let block: string | null = null;

function theBlock(): string {
  if (block !== null) return block;
  const draw = seededDraw("filler");
  const parts: string[] = [];
  for (let length = 0; length < BLOCK_CHARS;) {
    const word = WORDS[Math.floor(draw() * WORDS.length)] as string;
    // Sentences of about twelve words, so that the text has lines to break and stops to find.
    const stop = draw() < 0.08 ? ".\n" : " ";
    parts.push(word, stop);
    length += word.length + stop.length;
  }
  block = parts.join("").slice(0, BLOCK_CHARS);
  return block;
}

/**
 * Text without meaning, `chars` ASCII characters long: lower-case words, no digits, no capitals, so
 * that no scorer or verdict parser finds an answer in it. `position` in [0, 1) says where in the
 * fixed block it begins; texts beyond 524,288 characters repeat.
 */
export function filler(chars: number, position: number): string {
  if (chars <= 0) return "";
  const text = theBlock();
  const start = Math.floor(position * text.length);
  if (start + chars <= text.length) return text.slice(start, start + chars);
  let out = text.slice(start);
  while (out.length + text.length <= chars) out += text;
  return out + text.slice(0, chars - out.length);
}
