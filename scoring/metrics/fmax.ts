/**
 * Fmax of a multi-label task (torchdrug's `f1_max`, as copied into the biology suites): the largest
 * F1 on the walk through all cells (row, label) from the highest prediction to the lowest.
 *
 * At each step a row's precision and recall are those of the cells of it seen so far; precision is
 * averaged over the rows seen, recall over all rows. Equal predictions are walked one by one, in row
 * order and within a row in label order. So zeros matter: a row without any prediction walks its
 * labels from the first on, and the number depends on the order of the rows.
 *
 * Upstream works in single precision; these doubles agree to about 1e-6.
 *
 * @module
 */

/** Keeps quotients of empty rows finite; the value is upstream's. */
const TINY = 1e-10;

/**
 * Fmax, 0..1, of any predictions.
 *
 * @param pred One row of predictions a sample.
 * @param gold Ones and zeros of the same shape.
 */
export function fmax(
  pred: readonly (readonly number[])[],
  gold: readonly (readonly number[])[],
): number {
  // Predictions that are equal in single precision are ties upstream.
  const cells = pred.flatMap((row, at) =>
    row.map((score, label) => ({ at, label, score: Math.fround(score) }))
  );
  cells.sort((a, b) => b.score - a.score);
  const walk = new Walk(gold.map((row) => row.reduce((sum, value) => sum + value, 0)));
  const seen = new Array<number>(pred.length).fill(0);
  const hits = new Array<number>(pred.length).fill(0);
  for (const { at, label } of cells) {
    const rank = seen[at] = (seen[at] ?? 0) + 1;
    const hit = hits[at] = (hits[at] ?? 0) + (gold[at]?.[label] ?? 0);
    walk.move(at, hit, rank);
  }
  return walk.best;
}

/** A row of hard labels as indices into the list of labels, rising. */
export interface LabelIndices {
  readonly gold: readonly number[];
  readonly pred: readonly number[];
}

/**
 * {@linkcode fmax} of hard labels, in time that does not depend on the number of labels: F1 can only
 * rise at a hit, so steps over cells without one are taken at once.
 */
export function fmaxOfLabels(rows: readonly LabelIndices[], labels: number): number {
  const walk = new Walk(rows.map(({ gold }) => gold.length));
  for (const [at, { gold, pred }] of rows.entries()) {
    let hits = 0;
    for (const [rank, label] of pred.entries()) {
      if (gold.includes(label)) hits++;
      walk.move(at, hits, rank + 1);
    }
  }
  for (const [at, { gold, pred }] of rows.entries()) {
    let hits = gold.filter((label) => pred.includes(label)).length;
    for (const label of gold) {
      if (pred.includes(label)) continue;
      const before = pred.filter((predicted) => predicted < label).length;
      walk.move(at, ++hits, pred.length + label + 1 - before);
    }
    if (labels > 0) walk.move(at, hits, labels);
  }
  return walk.best;
}

class Walk {
  best = 0;
  #precision = 0;
  #recall = 0;
  #started = 0;
  readonly #at: (readonly [number, number] | undefined)[];

  constructor(private readonly golds: readonly number[]) {
    this.#at = golds.map(() => undefined);
  }

  /** Takes a row to where `hits` of its first `rank` cells are gold. */
  move(row: number, hits: number, rank: number): void {
    const before = this.#at[row];
    if (before === undefined) this.#started++;
    const precision = hits / rank;
    const recall = hits / ((this.golds[row] ?? 0) + TINY);
    this.#precision += precision - (before?.[0] ?? 0);
    this.#recall += recall - (before?.[1] ?? 0);
    this.#at[row] = [precision, recall];
    const p = this.#precision / this.#started;
    const r = this.#recall / this.golds.length;
    this.best = Math.max(this.best, 2 * p * r / (p + r + TINY));
  }
}
