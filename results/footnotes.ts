import type { Footnote } from "./leaderboard_types.ts";
import type { Cell, RunSummary } from "./types.ts";

/** Numbers remarks in the order in which they are first made; the same text is one footnote. */
export class Footnotes {
  readonly #numbers = new Map<string, number>();

  /** The numbers of these remarks, rising. */
  refer(texts: readonly string[]): readonly number[] {
    const numbers = texts.map((text) => {
      const known = this.#numbers.get(text);
      if (known !== undefined) return known;
      this.#numbers.set(text, this.#numbers.size + 1);
      return this.#numbers.size;
    });
    return [...new Set(numbers)].sort((a, b) => a - b);
  }

  /** All remarks so far. */
  list(): readonly Footnote[] {
    return [...this.#numbers].map(([text, number]) => ({ number, text }));
  }
}

/** What a reader must know about a whole column. */
export function columnRemarks(simulated: boolean, run: RunSummary): readonly string[] {
  const remarks = [];
  if (simulated) {
    remarks.push(
      "Simulated: the built-in server made up the replies; this says nothing of a model",
    );
  }
  if (run.status === "interrupted") {
    remarks.push(`Run ${run.runId} was interrupted: its numbers may still change`);
  }
  if (run.status === "incomplete") {
    remarks.push(`Run ${run.runId} is incomplete: some asks have no score`);
  }
  return remarks;
}

/** What a reader must know about one cell: gaps, cut-off replies, odd replies, the runner's notes. */
export function cellRemarks(cell: Cell, heading: string): readonly string[] {
  const { tally } = cell;
  const at = `${cell.title}, ${heading}: `;
  const remarks: string[] = [];
  const gaps = Object.entries(tally.reasons).filter(([, count]) => count > 0);
  if (gaps.length > 0) {
    const reasons = gaps.map(([reason, count]) => `${count} ${reason}`).join(", ");
    remarks.push(`${at}${tally.unscored} of ${tally.planned} asks unscored (${reasons})`);
  }
  const replies = tally.planned - tally.reasons["not-asked"] - tally.reasons["request-failed"];
  if (tally.truncated > 0) {
    const loops = tally.loops > 0 ? `, ${tally.loops} of them ended as endless repetition` : "";
    remarks.push(`${at}${share(tally.truncated, replies)} replies cut off${loops}`);
  } else if (tally.loops > 0) {
    remarks.push(`${at}${share(tally.loops, replies)} replies ended as endless repetition`);
  }
  const odd: readonly (readonly [number, string])[] = [
    [tally.reasoningOnly, "replies with reasoning but no answer"],
    [tally.empty, "replies empty"],
    [tally.judgeUnparsable, "asks whose judge gave no readable verdict"],
  ];
  for (const [count, what] of odd) {
    if (count > 0) remarks.push(`${at}${share(count, replies)} ${what}`);
  }
  return [...remarks, ...cell.notes];
}

function share(count: number, total: number): string {
  return total > 0 ? `${count} of ${total} (${(100 * count / total).toFixed(1)} %)` : String(count);
}
