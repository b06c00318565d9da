import { NumpyChoice } from "../python/numpy_choice.ts";

/** Means drawn of each list of values. */
const DRAWS = 1000;

/**
 * For each list the median of 1,000 means of values drawn from it with replacement: what Hugging
 * Face's `evaluate` gives for ROUGE instead of the mean. The lists are drawn one after the other
 * from one generator, numpy's legacy one, so their order matters and later ones change nothing.
 *
 * @param lists Of the same length, not empty
 * @param seed Of `numpy.random.seed`
 * @returns one number each; `NaN` for an empty list
 *
 * Upstream: `rouge_score` 0.1.2 `scoring.py:BootstrapAggregator`.
 */
export function bootstrapMedians(
  lists: readonly (readonly number[])[],
  seed: number,
): number[] {
  const choice = new NumpyChoice(seed);
  return lists.map((values) => {
    if (values.length === 0) return NaN;
    const means = Float64Array.from({ length: DRAWS }, () => meanOfDraw(values, choice)).sort();
    return ((means[DRAWS / 2 - 1] ?? NaN) + (means[DRAWS / 2] ?? NaN)) / 2;
  });
}

/** Mean of as many values as there are, drawn with replacement. */
function meanOfDraw(values: readonly number[], choice: NumpyChoice): number {
  let sum = 0;
  for (let drawn = 0; drawn < values.length; drawn++) {
    sum += values[choice.index(values.length)] ?? 0;
  }
  return sum / values.length;
}
