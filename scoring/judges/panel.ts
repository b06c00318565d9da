/**
 * Several judges about one reply: each of them drives the scorer on its own, then their verdicts
 * become one.
 *
 * @module
 */
import type { JsonObject } from "../json.ts";
import type { Outcome, Scored, Verdict } from "../types.ts";

/** What one judge of a panel made of a reply. */
export interface PanelVerdict {
  /** Label of the judge; unique in the panel. */
  readonly judge: string;
  readonly verdict: Verdict;
}

/**
 * Puts the verdicts of a panel together. Two verdicts are the same vote if their outcomes are; of
 * partial credit, if the credit is.
 *
 * - More than half of the panel (those who did not answer count in it) with the same vote: that vote.
 * - Everybody answered and no vote has more than half: the lower middle of the votes from worst to
 *   best. A tie of right and wrong is wrong, and of the scores 5, 6 and 7 it is 6.
 * - Otherwise the sample waits as `judge-failed` until more judges have answered.
 *
 * An unparsable verdict is a vote as the judge's contract counts it: wrong. A scorer that failed for
 * one judge has failed. The verdict given is that of the first judge with the vote whose reply was
 * readable; `panel_split` among its values says whether the judges disagreed.
 *
 * @throws {RangeError} if there is no verdict
 */
export function panelVerdict(verdicts: readonly PanelVerdict[]): Verdict {
  if (verdicts.length === 0) throw new RangeError("Cannot decide as the panel has no judges");
  const broken = verdicts.find(({ verdict }) =>
    verdict.kind === "unscored" && verdict.reason !== "judge-failed"
  );
  if (broken !== undefined) return broken.verdict;
  const scored = verdicts.flatMap(({ verdict }) => verdict.kind === "scored" ? [verdict] : []);
  const groups = [...Map.groupBy(scored, voteOf).values()];
  const majority = groups.find((group) => group.length * 2 > verdicts.length);
  if (majority !== undefined) return spokenBy(majority, groups.length > 1);
  if (scored.length < verdicts.length) return waiting(verdicts, scored.length);
  const ranked = scored.toSorted(fromWorst);
  const middle = voteOf(ranked[Math.ceil(ranked.length / 2) - 1] as Scored);
  return spokenBy(scored.filter((verdict) => voteOf(verdict) === middle), true);
}

function waiting(verdicts: readonly PanelVerdict[], answered: number): Verdict {
  const silent = verdicts.find(({ verdict }) => verdict.kind === "unscored");
  const detail = silent?.verdict.kind === "unscored" ? silent.verdict.detail : "";
  return {
    kind: "unscored",
    reason: "judge-failed",
    detail: verdicts.length === 1
      ? detail
      : `${answered} of ${verdicts.length} judges answered, which decides nothing; ` +
        `"${silent?.judge}": ${detail}`,
  };
}

/** What a verdict says, for counting votes and for the agreement of judges. */
export function voteOf({ outcome, values, answer }: Scored): string {
  return outcome === "partial" ? `partial:${values.score ?? answer ?? ""}` : outcome;
}

function spokenBy(group: readonly Scored[], split: boolean): Scored {
  const first = group.find(({ values }) => values.judge_unparsable !== true) ?? group[0];
  if (first === undefined) throw new RangeError("Cannot decide as the panel has no judges");
  return { ...first, values: { ...first.values, panel_split: split } };
}

/** Rank of an outcome; what is neither right nor partly right is wrong. */
function rank(outcome: Outcome): number {
  return outcome === "correct" ? 2 : outcome === "partial" ? 1 : 0;
}

function fromWorst(a: Scored, b: Scored): number {
  return rank(a.outcome) - rank(b.outcome) ||
    credit(a.values, a.answer) - credit(b.values, b.answer);
}

/** Partial credit as a number: the score, or what was extracted; 0 where neither is one. */
function credit(values: JsonObject, answer: string | null): number {
  const number = typeof values.score === "number" ? values.score : Number(answer);
  return Number.isFinite(number) ? number : 0;
}
