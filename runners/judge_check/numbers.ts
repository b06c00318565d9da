import type { JudgePair } from "../../benchmarks/judge_check/mod.ts";
import type { CheckedJudge, CheckShare } from "../../results/judge_check.ts";
import { agreement } from "../../results/stats/kappa.ts";
import { wilson } from "../../results/stats/wilson.ts";
import type { Variant } from "./contract.ts";

/** What a judge said about a pair; `null` where it gave no verdict. */
export interface PairVerdict {
  readonly accepted: boolean;
  readonly unparsable: boolean;
  readonly raw: string;
}

/** The verdicts of one judge on one variant, by the place of the pair. */
export type Verdicts = readonly (PairVerdict | null)[];

type Numbers = Omit<CheckedJudge, "label" | "model" | "simulated">;

/** Characters kept of a wrong verdict. */
const MAX_RAW = 200;

/** A judge's numbers over its verdicts. Pairs without a verdict count as failed and in nothing else. */
export function checkNumbers(
  pairs: readonly JudgePair[],
  verdicts: Readonly<Record<Variant, Verdicts | null>>,
): Numbers {
  const plain = verdicts.plain ?? [];
  const judged = judgedPairs(pairs, plain);
  const labels = judged.map(({ pair, verdict }) => [pair.label, wordOf(verdict)]);
  const categories = Map.groupBy(judged, ({ pair }) => pair.category);
  return {
    judged: judged.length,
    failed: pairs.length - judged.length,
    unparsable: judged.filter(({ verdict }) => verdict.unparsable).length,
    ...scores(judged),
    kappa: agreement(labels)?.kappa ?? null,
    categories: Object.fromEntries([...categories].map(([name, some]) => [name, scores(some)])),
    mistakes: judged.filter((one) => !right(one)).map(({ pair, verdict }) => ({
      id: pair.id,
      category: pair.category,
      label: pair.label,
      raw: verdict.raw.slice(0, MAX_RAW),
    })),
    padded: sensitivity(pairs, plain, verdicts.padded),
    reordered: sensitivity(pairs, plain, verdicts.reordered),
  };
}

/** What a verdict says, in the words of the labels. */
export function wordOf({ accepted }: PairVerdict): JudgePair["label"] {
  return accepted ? "correct" : "incorrect";
}

interface JudgedPair {
  readonly pair: JudgePair;
  readonly verdict: PairVerdict;
}

function judgedPairs(pairs: readonly JudgePair[], verdicts: Verdicts): readonly JudgedPair[] {
  return pairs.flatMap((pair, at) => {
    const verdict = verdicts[at] ?? null;
    return verdict === null ? [] : [{ pair, verdict }];
  });
}

function right({ pair, verdict }: JudgedPair): boolean {
  return wordOf(verdict) === pair.label;
}

function scores(judged: readonly JudgedPair[]) {
  const wrongOnes = judged.filter(({ pair }) => pair.label === "incorrect");
  const rightOnes = judged.filter(({ pair }) => pair.label === "correct");
  return {
    accuracy: shareOf(judged.filter(right).length, judged.length),
    falseAccepts: shareOf(wrongOnes.filter((one) => !right(one)).length, wrongOnes.length),
    falseRejects: shareOf(rightOnes.filter((one) => !right(one)).length, rightOnes.length),
  };
}

function sensitivity(
  pairs: readonly JudgePair[],
  plain: Verdicts,
  changed: Verdicts | null,
): CheckedJudge["padded"] {
  if (changed === null) return null;
  const both = pairs.flatMap((_, at) => {
    const [before, after] = [plain[at] ?? null, changed[at] ?? null];
    return before === null || after === null ? [] : [before.accepted !== after.accepted];
  });
  return {
    ...scores(judgedPairs(pairs, changed)),
    flips: shareOf(both.filter((flipped) => flipped).length, both.length),
  };
}

function shareOf(count: number, of: number): CheckShare {
  const limits = of === 0 ? { low: null, high: null } : wilson(count, of);
  return { count, of, value: of === 0 ? null : count / of, low: limits.low, high: limits.high };
}
