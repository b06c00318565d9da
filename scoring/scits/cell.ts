import { pyFixed } from "../python/fixed.ts";

/**
 * A fraction as upstream's table has it: percent with two decimals, ties to even on the exact value,
 * so that 0.15625 is `15.62`.
 *
 * Upstream: `TimeOmni@4d4a9f4c eval_benchmark.py:evaluate_all_files`.
 */
export function tableCell(fraction: number): string {
  return pyFixed(fraction * 100, 2);
}
