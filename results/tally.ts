import type { Outcome, UnscoredReason } from "../scoring/types.ts";
import type { KeptVerdict, Tally } from "./types.ts";

const outcomes: Readonly<Record<Outcome, number>> = {
  correct: 0,
  wrong: 0,
  partial: 0,
  "no-answer": 0,
  refused: 0,
  truncated: 0,
};

const reasons: Readonly<Record<UnscoredReason, number>> = {
  "request-failed": 0,
  "judge-failed": 0,
  "scorer-failed": 0,
};

/**
 * The tally of `planned` asks before any verdict is in: all of them are unscored as `not-asked`.
 *
 * @param planned Samples times repeats. Default 0: the plan then grows with the verdicts.
 */
export function emptyTally(planned = 0): Tally {
  return {
    planned,
    scored: 0,
    unscored: planned,
    outcomes,
    reasons: { ...reasons, "not-asked": planned },
    truncated: 0,
    loops: 0,
    reasoningOnly: 0,
    empty: 0,
    judgeUnparsable: 0,
  };
}

/** The tally with one verdict more: its ask is no longer `not-asked`. */
export function addVerdict(tally: Tally, { verdict, flags }: KeptVerdict): Tally {
  const notAsked = Math.max(0, tally.reasons["not-asked"] - 1);
  const planned = tally.planned + (tally.reasons["not-asked"] === 0 ? 1 : 0);
  const scored = tally.scored + (verdict.kind === "scored" ? 1 : 0);
  return {
    planned,
    scored,
    unscored: planned - scored,
    outcomes: verdict.kind === "scored"
      ? { ...tally.outcomes, [verdict.outcome]: tally.outcomes[verdict.outcome] + 1 }
      : tally.outcomes,
    reasons: verdict.kind === "scored" ? { ...tally.reasons, "not-asked": notAsked } : {
      ...tally.reasons,
      "not-asked": notAsked,
      [verdict.reason]: tally.reasons[verdict.reason] + 1,
    },
    truncated: tally.truncated + Number(flags.truncated),
    loops: tally.loops + Number(flags.loop),
    reasoningOnly: tally.reasoningOnly + Number(flags.reasoningOnly),
    empty: tally.empty + Number(flags.empty),
    judgeUnparsable: tally.judgeUnparsable + Number(flags.judgeUnparsable),
  };
}

/** The tally of several tasks together. */
export function sumTallies(tallies: readonly Tally[]): Tally {
  return tallies.reduce((sum, tally) => ({
    planned: sum.planned + tally.planned,
    scored: sum.scored + tally.scored,
    unscored: sum.unscored + tally.unscored,
    outcomes: sumRecords(sum.outcomes, tally.outcomes),
    reasons: sumRecords(sum.reasons, tally.reasons),
    truncated: sum.truncated + tally.truncated,
    loops: sum.loops + tally.loops,
    reasoningOnly: sum.reasoningOnly + tally.reasoningOnly,
    empty: sum.empty + tally.empty,
    judgeUnparsable: sum.judgeUnparsable + tally.judgeUnparsable,
  }), emptyTally());
}

function sumRecords<Key extends string>(
  a: Readonly<Record<Key, number>>,
  b: Readonly<Record<Key, number>>,
): Record<Key, number> {
  const sum: Record<Key, number> = { ...a };
  for (const key of Object.keys(a) as Key[]) sum[key] = a[key] + b[key];
  return sum;
}
