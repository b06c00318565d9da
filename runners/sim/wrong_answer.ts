import { lastBoxed } from "./boxed.ts";

/**
 * The reference with its answer changed: the last boxed answer, else the last number, else the order
 * of the words. Never the reference itself, except that a text of one word comes back doubled.
 */
export function mangled(reference: string, draw: () => number): string {
  const box = lastBoxed(reference);
  if (box !== null) {
    return reference.slice(0, box.start) + changed(box.content, draw) + reference.slice(box.end);
  }
  const number = lastNumber(reference);
  if (number !== null) {
    const value = reference.slice(number.start, number.end);
    return reference.slice(0, number.start) + changed(value, draw) + reference.slice(number.end);
  }
  const letter = /^([\s(*"]*(?:[Aa]nswer(?: is)?:?\s*)?[("*]*)([A-Z])([)"*.\s]*)$/.exec(reference);
  if (letter !== null) return `${letter[1]}${changed(letter[2] ?? "", draw)}${letter[3]}`;
  const words = reference.split(" ");
  const turned = words.toReversed().join(" ");
  return turned !== reference ? turned : `${reference} ${reference}`;
}

/** A reply that gives no answer. */
export const NO_ANSWER = "I worked on this but could not settle on an answer.";

/** Another answer of the same kind: a number, a letter, or a sign in place of anything else. */
function changed(answer: string, draw: () => number): string {
  const trimmed = answer.trim();
  if (/^[+-]?\d{1,15}$/.test(trimmed)) return String(Number(trimmed) + 1 + Math.floor(draw() * 9));
  if (/^[A-Z]$/.test(trimmed)) {
    const next = (trimmed.charCodeAt(0) - 65 + 1 + Math.floor(draw() * 3)) % 4;
    const letter = String.fromCharCode(65 + next);
    return letter === trimmed ? String.fromCharCode(65 + (next + 1) % 4) : letter;
  }
  return trimmed === "0" ? "1" : "0";
}

/** The last run of digits, looked for from the end. */
function lastNumber(text: string): { start: number; end: number } | null {
  let end = text.length;
  while (end > 0 && !isDigit(text.charCodeAt(end - 1))) end--;
  if (end === 0) return null;
  let start = end;
  while (start > 0 && end - start < 15 && isDigit(text.charCodeAt(start - 1))) start--;
  return { start, end };
}

function isDigit(unit: number): boolean {
  return unit >= 48 && unit <= 57;
}
