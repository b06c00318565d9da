/**
 * Simulates samples from populations whose true value is known and counts how often the interval
 * holds it. Seeded: a figure moves only when a method moves.
 */
import assert from "node:assert/strict";
import type { Item, MeanMetric } from "../../scoring/types.ts";
import { bootstrapLimits } from "./bootstrap.ts";
import { metricResult } from "./interval.ts";
import { seededDraw } from "../../scoring/random.ts";
import type { Limits } from "./wilson.ts";

type Draw = () => number;

function gauss(draw: Draw): number {
  return Math.sqrt(-2 * Math.log(1 - draw())) * Math.cos(2 * Math.PI * draw());
}

/** Marsaglia and Tsang (2000), with their boost for shapes below 1. */
function gamma(draw: Draw, shape: number): number {
  if (shape < 1) return gamma(draw, shape + 1) * (1 - draw()) ** (1 / shape);
  const d = shape - 1 / 3;
  while (true) {
    const x = gauss(draw);
    const v = (1 + x / Math.sqrt(9 * d)) ** 3;
    if (v > 0 && Math.log(1 - draw()) < x * x / 2 + d * (1 - v + Math.log(v))) return d * v;
  }
}

function beta(draw: Draw, a: number, b: number): number {
  const x = gamma(draw, a);
  return x / (x + gamma(draw, b));
}

function coverage(trials: number, covers: () => boolean): number {
  let hits = 0;
  for (let trial = 0; trial < trials; trial++) if (covers()) hits++;
  return 100 * hits / trials;
}

function holds(limits: Limits | null, truth: number): boolean {
  return limits !== null && limits.low <= truth && truth <= limits.high;
}

function assertCoverage(percent: number, what: string): void {
  assert.ok(percent >= 93 && percent <= 97, `${what}: covers ${percent.toFixed(1)} %`);
}

const score: MeanMetric = {
  kind: "mean",
  id: "score",
  unit: "percent",
  better: "higher",
  scale: 100,
  range: [0, 1],
  value: (item) => Number(item.values.v),
};
const error: MeanMetric = { ...score, id: "mae", better: "lower", range: [0, Infinity] };

interface Population {
  readonly name: string;
  readonly metric: MeanMetric;
  readonly repeats: number;
  /** What a trial is about, drawn anew for each: the true mean. */
  mean(draw: Draw): number;
  /** Draws what is common to the repeats of one sample. */
  sample(draw: Draw, mean: number): number;
  value(draw: Draw, sample: number): number;
}

const flip = (draw: Draw, p: number) => draw() < p ? 1 : 0;
const itself = (_: Draw, value: number) => value;

const populations: readonly Population[] = [
  {
    // For one fixed probability the coverage of any interval of counts jumps with the counts that
    // fit (wilson_test.ts sums it exactly); over probabilities it is what it promises.
    name: "right or wrong, one ask",
    metric: score,
    repeats: 1,
    mean: (draw) => 0.1 + 0.85 * draw(),
    sample: (_, mean) => mean,
    value: flip,
  },
  {
    name: "four asks, difficulty uniform",
    metric: score,
    repeats: 4,
    mean: () => 0.5,
    sample: (draw) => draw(),
    value: flip,
  },
  {
    name: "four asks, hard and skewed",
    metric: score,
    repeats: 4,
    mean: () => 0.1,
    sample: (draw) => beta(draw, 0.2, 1.8),
    value: flip,
  },
  {
    name: "eight asks, mostly right, some samples hard",
    metric: score,
    repeats: 8,
    mean: () => 0.8 * 20 / 21 + 0.2 * 0.4,
    sample: (draw) => draw() < 0.8 ? beta(draw, 20, 1) : beta(draw, 1, 1.5),
    value: flip,
  },
  {
    name: "eight asks, guessing",
    metric: score,
    repeats: 8,
    mean: () => 0.25,
    sample: () => 0.25,
    value: flip,
  },
  {
    name: "partial credit 0, 0.5, 1",
    metric: score,
    repeats: 1,
    mean: () => 0.7,
    sample: (draw) => {
      const u = draw();
      return u < 0.2 ? 0 : u < 0.4 ? 0.5 : 1;
    },
    value: itself,
  },
  {
    name: "similarity with a lump at zero",
    metric: score,
    repeats: 1,
    mean: () => 0.42,
    sample: (draw) => draw() < 0.3 ? 0 : beta(draw, 3, 2),
    value: itself,
  },
  {
    name: "absolute errors, exponential",
    metric: error,
    repeats: 1,
    mean: () => 1,
    sample: (draw) => -Math.log(1 - draw()),
    value: itself,
  },
];

for (const [n, trials] of [[30, 2000], [1000, 400]] as const) {
  Deno.test(`metricResult() covers means in 93-97 of 100 cases at n = ${n}`, () => {
    for (const population of populations) {
      const draw = seededDraw(`${population.name}/${n}`);
      const percent = coverage(trials, () => {
        const items: Item[] = [];
        const mean = population.mean(draw);
        for (let i = 0; i < n; i++) {
          const common = population.sample(draw, mean);
          for (let repeat = 0; repeat < population.repeats; repeat++) {
            const v = population.value(draw, common);
            items.push({
              sampleId: String(i).padStart(4, "0"),
              repeat,
              groups: {},
              outcome: "partial",
              values: { v },
            });
          }
        }
        const { interval } = metricResult(
          population.metric,
          items,
          { planned: items.length, unscored: 0 },
          "coverage",
        );
        return holds(interval, 100 * mean);
      });
      assertCoverage(percent, `${population.name}, n = ${n}`);
    }
  });
}

/** Prediction and truth of a yes/no question as one number: 2 * truth + prediction. */
function matthews(codes: readonly number[]): number | null {
  const counts = [0, 0, 0, 0];
  for (const code of codes) counts[code] = (counts[code] ?? 0) + 1;
  const [tn = 0, fp = 0, fn = 0, tp = 0] = counts;
  const scale = Math.sqrt((tp + fp) * (tp + fn) * (tn + fp) * (tn + fn));
  return scale === 0 ? null : (tp * tn - fp * fn) / scale;
}

interface Pair {
  readonly x: number;
  readonly y: number;
}

function pearson(pairs: readonly Pair[]): number | null {
  let [sx, sy, sxx, syy, sxy] = [0, 0, 0, 0, 0];
  for (const { x, y } of pairs) {
    sx += x;
    sy += y;
    sxx += x * x;
    syy += y * y;
    sxy += x * y;
  }
  const n = pairs.length;
  const scale = Math.sqrt((n * sxx - sx * sx) * (n * syy - sy * sy));
  return scale > 0 ? (n * sxy - sx * sy) / scale : null;
}

function ratio(pairs: readonly Pair[]): number | null {
  let [sx, sy] = [0, 0];
  for (const { x, y } of pairs) {
    sx += x;
    sy += y;
  }
  return sy === 0 ? null : sx / sy;
}

/** Coverage of the bootstrap for one statistic; clusters of one item. */
function bootstrapCoverage<T>(
  name: string,
  [n, trials, resamples]: readonly [number, number, number],
  statistic: (items: readonly T[]) => number | null,
  item: (draw: Draw) => T,
  truth: number,
): void {
  const draw = seededDraw(`${name}/${n}`);
  let trial = 0;
  const percent = coverage(trials, () => {
    const clusters = Array.from({ length: n }, () => [item(draw)]);
    return holds(bootstrapLimits(clusters, statistic, { seed: `${trial++}`, resamples }), truth);
  });
  assertCoverage(percent, `${name}, n = ${n}`);
}

for (const size of [[30, 1000, 400], [1000, 250, 200]] as const) {
  Deno.test(`bootstrapLimits() covers set metrics in 93-97 of 100 cases at n = ${size[0]}`, () => {
    // Sensitivity and specificity 0.8 on a balanced set: MCC 0.6.
    bootstrapCoverage("Matthews", size, matthews, (draw) => {
      const truth = flip(draw, 0.5);
      return 2 * truth + (draw() < 0.8 ? truth : 1 - truth);
    }, 0.6);
    if (size[0] === 30) {
      bootstrapCoverage("Pearson", size, pearson, (draw) => {
        const x = gauss(draw);
        return { x, y: 0.6 * x + 0.8 * gauss(draw) };
      }, 0.6);
    }
    // One to three constraints a prompt, each met with probability 0.7.
    bootstrapCoverage("ratio of sums", size, ratio, (draw) => {
      const y = 1 + Math.floor(3 * draw());
      let x = 0;
      for (let i = 0; i < y; i++) x += flip(draw, 0.7);
      return { x, y };
    }, 0.7);
  });
}
