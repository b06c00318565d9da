import type { BreakdownMetric, Item } from "../types.ts";
import { numberOf } from "./mean.ts";
import { majorityVote, passAtK, reduceKSamples } from "./k_sample.ts";

/** Asks of one sample, in the order of their repeats. */
type Repeats = readonly Item[];

function bySample(items: readonly Item[]): Repeats[] {
  const samples = Map.groupBy(items, ({ sampleId }) => sampleId);
  return [...samples.values()].map((repeats) => repeats.sort((a, b) => a.repeat - b.repeat));
}

/** The number of repeats that every sample has, or `null` when they differ. */
function commonRepeats(samples: readonly Repeats[]): number | null {
  const n = samples[0]?.length ?? 0;
  return n > 0 && samples.every((repeats) => repeats.length === n) ? n : null;
}

/**
 * pass@k for `k` in powers of two up to the number of repeats `n`, G-Pass@n and mG-Pass@n, in
 * percent. Nothing with one repeat; nothing while some sample has fewer scored repeats than another,
 * as the formulas ask for the same `n` everywhere.
 *
 * @param valueName Flag of a right answer. Default: `correct`
 */
export function passNumbers(valueName = "correct"): BreakdownMetric {
  return {
    kind: "breakdown",
    id: "pass",
    unit: "percent",
    compute(items) {
      const samples = bySample(items);
      const n = commonRepeats(samples);
      if (n === null || n < 2) return {};
      const counts = samples.map((repeats) =>
        repeats.filter((item) => numberOf(item.values[valueName]) === 1).length
      );
      const { avg: _, ...numbers } = reduceKSamples(counts, n, n);
      for (let k = 2; k <= n; k *= 2) {
        let sum = 0;
        for (const c of counts.toSorted((a, b) => a - b)) sum += passAtK(n, c, k);
        numbers[`pass@${k}`] = (100 * sum) / counts.length;
      }
      return numbers;
    },
  };
}

/**
 * `maj@n`: percent of the samples whose most frequent answer is the target. Asks without an answer
 * do not vote, a sample nobody votes on is wrong. Nothing with one repeat.
 *
 * @param vote Value with the answer in canonical form, or `null`
 * @param target Value with the target in canonical form
 */
export function majorityNumbers(vote: string, target: string): BreakdownMetric {
  return {
    kind: "breakdown",
    id: "majority",
    unit: "percent",
    compute(items) {
      const samples = bySample(items);
      const n = commonRepeats(samples);
      if (n === null || n < 2) return {};
      const right = samples.filter((repeats) => {
        const winner = majorityVote(repeats.map((item) => textOf(item, vote)));
        return winner !== null && winner === textOf(repeats[0], target);
      }).length;
      return { [`maj@${n}`]: (100 * right) / samples.length };
    },
  };
}

/**
 * Sample standard deviation (divisor `replicas - 1`) of the mean of a flag or share over each repeat,
 * in percent points. Nothing with one repeat.
 *
 * @param id Name of the number
 * @param valueName Which value is averaged. Default: `correct`
 */
export function replicaDeviation(id: string, valueName = "correct"): BreakdownMetric {
  return {
    kind: "breakdown",
    id,
    unit: "percent",
    compute(items) {
      const replicas = new Map<number, { sum: number; count: number }>();
      for (const item of items) {
        const value = numberOf(item.values[valueName]);
        if (value === null) continue;
        const { sum, count } = replicas.get(item.repeat) ?? { sum: 0, count: 0 };
        replicas.set(item.repeat, { sum: sum + value, count: count + 1 });
      }
      if (replicas.size < 2) return {};
      const means = [...replicas.values()].map(({ sum, count }) => (100 * sum) / count).sort((
        a,
        b,
      ) => a - b);
      const mean = means.reduce((sum, value) => sum + value, 0) / means.length;
      const squares = means.reduce((sum, value) => sum + (value - mean) ** 2, 0);
      return { [id]: Math.sqrt(squares / (means.length - 1)) };
    },
  };
}

function textOf(item: Item | undefined, name: string): string | null {
  const value = item?.values[name];
  return typeof value === "string" ? value : null;
}
