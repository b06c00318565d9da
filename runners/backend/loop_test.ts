import { equal, ok } from "node:assert/strict";
import fc from "fast-check";
import { endsInLoop, LoopDetector } from "./loop.ts";

/** Feeds a text in pieces; where the detector called it a loop, or -1. */
function caughtAt(text: string, size: number): number {
  const detector = new LoopDetector();
  for (let at = 0; at < text.length; at += size) {
    if (detector.push(text.slice(at, at + size))) return at + size;
  }
  return -1;
}

/** Text that does not repeat itself, of a length. */
function prose(length: number): string {
  let state = 12345;
  let text = "";
  while (text.length < length) {
    state = (state * 1103515245 + 12345) % 2147483648;
    text += `${state.toString(36)} `;
  }
  return text.slice(0, length);
}

Deno.test("LoopDetector catches text that repeats itself, in pieces of any size", () => {
  const rows: readonly [why: string, stretch: string][] = [
    ["a sentence", "Wait, let me check this again. "],
    ["one character", "0"],
    ["a paragraph", `${prose(900)}\n\n`],
    ["another script", "等等，让我再检查一遍。"],
  ];
  for (const [why, stretch] of rows) {
    const text = prose(5_000) + stretch.repeat(Math.ceil(20_000 / stretch.length));
    for (const size of [1, 7, 300, 5_000, 25_000]) {
      const at = caughtAt(text, size);
      ok(at > 5_000 && at <= 5_000 + 12_000 + size, `${why} in pieces of ${size}: ${at}`);
    }
  }
});

Deno.test("LoopDetector catches a loop that stands inside one huge piece", () => {
  ok(new LoopDetector().push(prose(30_000) + "again and ".repeat(3_000) + prose(30_000)));
});

Deno.test("LoopDetector lets texts be that only look alike", () => {
  const rows: readonly [why: string, text: string][] = [
    ["prose", prose(200_000)],
    ["a row of dashes", prose(3_000) + "-".repeat(2_000) + prose(3_000)],
    ["a wide table", prose(500) + "| --- ".repeat(350) + prose(3_000)],
    ["seven times", prose(900).repeat(7)],
    [
      "a list that counts",
      Array.from({ length: 5_000 }, (_, i) => `Step ${i}: add one.`).join("\n"),
    ],
    ["a long sequence of two letters", "GATTACA".repeat(300) + prose(3_000)],
  ];
  for (const [why, text] of rows) {
    for (const size of [1, 50, 4_000]) equal(caughtAt(text, size), -1, `${why}, ${size}`);
  }
});

Deno.test("endsInLoop() agrees with the definition", () => {
  fc.assert(
    fc.property(
      fc.string({ maxLength: 300 }),
      fc.string({ minLength: 1, maxLength: 400 }),
      fc.integer({ min: 1, max: 30 }),
      (head, stretch, times) => {
        const text = (head + stretch.repeat(times)).slice(-8_000);
        equal(endsInLoop(text), byDefinition(text));
      },
    ),
    { numRuns: 60 },
  );
});

function byDefinition(text: string): boolean {
  for (let period = 1; period <= 1_000; period++) {
    const chars = Math.max(2_400, period * 8);
    if (chars > text.length) continue;
    const end = text.slice(-chars);
    if (end.slice(period) === end.slice(0, -period)) return true;
  }
  return false;
}

Deno.test("LoopDetector spends a constant time a character", () => {
  for (const text of [prose(1e6), ("a".repeat(999) + "b").repeat(7) + prose(1e6)]) {
    const began = performance.now();
    caughtAt(text, 4);
    ok(performance.now() - began < 20_000);
  }
});
