/**
 * Numbers of `n` independent samples of one problem, `c` of them right: avg@n, pass@k, G-Pass@k,
 * mG-Pass@k, majority vote. Shares run from 0 to 1, reduced numbers in percent.
 *
 * Upstream: `opencompass@a5acc4bb opencompass/openicl/icl_evaluator/icl_base_evaluator.py`;
 * majority vote: `lm-evaluation-harness@4e7e0d47 lm_eval/filters/selection.py`.
 *
 * @module
 */

/** Shares of the `k` drawn samples that must be right, as OpenCompass prints them. */
export const G_PASS_THRESHOLDS = [0, 0.25, 0.5, 0.75, 1] as const;

/** Most samples of one problem that the formulas take. */
const MAX_SAMPLES = 10_000;

/**
 * Chance that at least one of `k` samples drawn from `n` without replacement is right: 1 when there
 * are fewer than `k` wrong ones, otherwise `1 - C(n-c, k) / C(n, k)`.
 *
 * @throws {RangeError} if a number is no integer, or too large
 */
export function passAtK(n: number, c: number, k: number): number {
  checkCounts({ n, c, k });
  if (n - c < k) return 1;
  let allWrong = 1;
  for (let i = n - c + 1; i <= n; i++) allWrong *= 1 - k / i;
  return 1 - allWrong;
}

/**
 * Chance that at least `max(ceil(k t), 1)` of `k` samples drawn from `n` are right. 0 when that many
 * cannot be had, and when `k` is above `n`. `t = 0` is {@linkcode passAtK} for `k <= n`.
 *
 * @throws {RangeError} if a number is no integer, or too large
 */
export function gPassAtK(n: number, c: number, k: number, t: number): number {
  return atLeast(n, c, k, Math.max(Math.ceil(k * t), 1));
}

/**
 * The mean of G-Pass over thresholds above one half: `2/k` times the sum of the chances of at least
 * `m` right, for `m` from `ceil(k/2) + 1` to `k`.
 *
 * @throws {RangeError} if a number is no integer, or too large
 */
export function mgPassAtK(n: number, c: number, k: number): number {
  checkCounts({ n, c, k });
  if (k === 0) return 0;
  let sum = 0;
  for (let m = Math.ceil(k * 0.5) + 1; m <= k; m++) sum += atLeast(n, c, k, m);
  return (2 * sum) / k;
}

/** `P(H >= m)`, `H` hypergeometric: population `n`, `c` right, `k` drawn. Exact until the last division. */
function atLeast(n: number, c: number, k: number, m: number): number {
  checkCounts({ n, c, k });
  if (m > Math.min(c, k) || k > n || c < 0 || n <= 0 || m < 0) return 0;
  if (c > n) throw new RangeError(`Cannot draw from ${n} samples as ${c} of them are right`);
  const right = binomials(c);
  const wrong = binomials(n - c);
  let ways = 0n;
  for (let h = m; h <= Math.min(c, k); h++) {
    ways += (right[h] ?? 0n) * (wrong[k - h] ?? 0n);
  }
  return ratio(ways, binomials(n)[k] ?? 1n);
}

/** Row `n` of Pascal's triangle. */
function binomials(n: number): readonly bigint[] {
  const row = [1n];
  for (let k = 1; k <= n; k++) row.push((row[k - 1] ?? 0n) * BigInt(n - k + 1) / BigInt(k));
  return row;
}

/** The nearest double to a fraction between 0 and 1, to the last digits. */
function ratio(part: bigint, whole: bigint): number {
  const digits = 120n;
  return Number((part << digits) / whole) / 2 ** Number(digits);
}

function checkCounts(counts: Readonly<Record<string, number>>): void {
  for (const [name, value] of Object.entries(counts)) {
    if (!Number.isInteger(value) || Math.abs(value) > MAX_SAMPLES) {
      throw new RangeError(
        `Cannot compute over samples as "${name}" must be an integer up to ${MAX_SAMPLES}: ` +
          `current value is ${value}`,
      );
    }
  }
}

/**
 * Means over problems in percent: `avg`, `pass@1` and, when there is more than one sample and `k` is
 * above 1, `G-Pass@k_t` for five thresholds and `mG-Pass@k`. Empty of no problems.
 *
 * @param correctCounts Right samples of each problem
 * @param n Samples of every problem
 * @param k Samples drawn
 */
export function reduceKSamples(
  correctCounts: readonly number[],
  n: number,
  k: number,
): Record<string, number> {
  if (correctCounts.length === 0) return {};
  const mean = (share: (c: number) => number) => {
    let sum = 0;
    for (const c of correctCounts.toSorted((a, b) => a - b)) sum += share(c);
    return (100 * sum) / correctCounts.length;
  };
  const numbers: Record<string, number> = {
    avg: mean((c) => c / n),
    "pass@1": mean((c) => passAtK(n, c, 1)),
  };
  if (n > 1 && k > 1) {
    for (const t of G_PASS_THRESHOLDS) {
      numbers[`G-Pass@${k}_${pythonFloat(t)}`] = mean((c) => gPassAtK(n, c, k, t));
    }
    numbers[`mG-Pass@${k}`] = mean((c) => mgPassAtK(n, c, k));
  }
  return numbers;
}

function pythonFloat(value: number): string {
  return Number.isInteger(value) ? value.toFixed(1) : String(value);
}

/**
 * The most frequent answer; of several the one seen first. `null` entries do not vote; `null` when
 * nobody votes.
 */
export function majorityVote(answers: readonly (string | null)[]): string | null {
  const votes = new Map<string, number>();
  for (const answer of answers) {
    if (answer !== null) votes.set(answer, (votes.get(answer) ?? 0) + 1);
  }
  let winner: string | null = null;
  let most = 0;
  for (const [answer, count] of votes) {
    if (count > most) [winner, most] = [answer, count];
  }
  return winner;
}
