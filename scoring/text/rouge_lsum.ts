import { type RougeOptions, rougeTokens } from "./rouge.ts";

/**
 * ROUGE-Lsum of a text against one reference, F-measure 0..1: lines are sentences, and each line of the
 * reference counts the words that it has in common, in order, with any line of the text. A word counts
 * as often as both sides have it.
 *
 * Time and memory grow with the product of the numbers of words.
 *
 * Upstream: `rouge_score` 0.1.2 `rouge_scorer.py:_summary_level_lcs`, without `split_summaries`.
 */
export function rougeLsum(reference: string, text: string, options: RougeOptions = {}): number {
  const gold = lines(reference, options);
  const pred = lines(text, options);
  const wanted = gold.flat();
  const written = pred.flat();
  if (wanted.length === 0 || written.length === 0) return 0;
  const [goldLeft, predLeft] = [countsOf(wanted), countsOf(written)];
  let hits = 0;
  for (const line of gold) {
    const places = new Set(pred.flatMap((other) => commonPlaces(line, other)));
    for (const place of places) {
      const word = line[place] ?? "";
      const [inGold, inPred] = [goldLeft.get(word) ?? 0, predLeft.get(word) ?? 0];
      if (inGold <= 0 || inPred <= 0) continue;
      goldLeft.set(word, inGold - 1);
      predLeft.set(word, inPred - 1);
      hits++;
    }
  }
  if (hits === 0) return 0;
  const precision = hits / written.length;
  const recall = hits / wanted.length;
  return 2 * precision * recall / (precision + recall);
}

function lines(text: string, options: RougeOptions): string[][] {
  return text.split("\n").filter(Boolean).map((line) => rougeTokens(line, options));
}

function countsOf(words: readonly string[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const word of words) counts.set(word, (counts.get(word) ?? 0) + 1);
  return counts;
}

/** Steps of the walk back. */
const SAME = 1;
const LEFT = 2;

/** Places of a longest common sequence in the first list; of several the one upstream walks to. */
function commonPlaces(line: readonly string[], other: readonly string[]): number[] {
  const width = other.length;
  const steps = new Uint8Array(line.length * width);
  let above = new Uint32Array(width + 1);
  let current = new Uint32Array(width + 1);
  for (const [row, word] of line.entries()) {
    for (let column = 0; column < width; column++) {
      const step = row * width + column;
      const [up, left] = [above[column + 1] ?? 0, current[column] ?? 0];
      if (word === other[column]) {
        current[column + 1] = (above[column] ?? 0) + 1;
        steps[step] = SAME;
      } else {
        current[column + 1] = Math.max(up, left);
        if (left > up) steps[step] = LEFT;
      }
    }
    [above, current] = [current, above];
  }
  const places: number[] = [];
  for (let [row, column] = [line.length - 1, width - 1]; row >= 0 && column >= 0;) {
    const step = steps[row * width + column];
    if (step === SAME) places.push(row);
    if (step === SAME || step === LEFT) column--;
    if (step !== LEFT) row--;
  }
  return places.reverse();
}
