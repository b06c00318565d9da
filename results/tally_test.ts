import assert from "node:assert/strict";
import fc from "fast-check";
import type { Outcome, UnscoredReason, Verdict } from "../scoring/types.ts";
import { addVerdict, emptyTally, sumTallies } from "./tally.ts";
import type { KeptVerdict, Tally, VerdictFlags } from "./types.ts";

const quiet: VerdictFlags = {
  truncated: false,
  loop: false,
  reasoningOnly: false,
  empty: false,
  judgeUnparsable: false,
};

function kept(verdict: Verdict, flags: Partial<VerdictFlags> = {}): KeptVerdict {
  return {
    ask: { column: "m", benchmark: "b", task: "t", sampleId: "s", repeat: 0 },
    scoring: "exact@1",
    verdict,
    flags: { ...quiet, ...flags },
    at: 0,
  };
}

function scored(outcome: Outcome): Verdict {
  return { kind: "scored", outcome, answer: null, values: {} };
}

function unscored(reason: UnscoredReason): Verdict {
  return { kind: "unscored", reason, detail: "" };
}

Deno.test("addVerdict() moves an ask from not-asked to its end state", () => {
  const start = emptyTally(3);
  assert.equal(start.reasons["not-asked"], 3);
  const one = addVerdict(start, kept(scored("truncated"), { truncated: true, loop: true }));
  const two = addVerdict(one, kept(unscored("judge-failed"), { judgeUnparsable: true }));
  assert.deepEqual([two.planned, two.scored, two.unscored], [3, 1, 2]);
  assert.deepEqual(two.reasons, {
    "request-failed": 0,
    "judge-failed": 1,
    "scorer-failed": 0,
    "not-asked": 1,
  });
  assert.deepEqual([two.outcomes.truncated, two.truncated, two.loops], [1, 1, 1]);
  assert.equal(two.judgeUnparsable, 1);
  assert.deepEqual(start, emptyTally(3), "the tally it was given is unchanged");
});

Deno.test("addVerdict() grows a plan that was too small, so that no ask is lost from the count", () => {
  const tally = [scored("wrong"), scored("wrong")].reduce(
    (sum, verdict) => addVerdict(sum, kept(verdict)),
    emptyTally(1),
  );
  assert.deepEqual([tally.planned, tally.scored, tally.unscored], [2, 2, 0]);
});

Deno.test("tallies add up: every planned ask is scored or has one reason, halves make the whole", () => {
  const verdict = fc.oneof(
    fc.constantFrom<Outcome>("correct", "wrong", "partial", "no-answer", "refused").map(scored),
    fc.constantFrom<UnscoredReason>("request-failed", "judge-failed", "scorer-failed")
      .map(unscored),
  );
  const total = (record: Readonly<Record<string, number>>) =>
    Object.values(record).reduce((a, b) => a + b, 0);
  const tallyOf = (verdicts: readonly Verdict[], planned: number): Tally =>
    verdicts.reduce((sum, one) => addVerdict(sum, kept(one)), emptyTally(planned));
  fc.assert(fc.property(fc.array(verdict), fc.array(verdict), fc.nat(5), (a, b, spare) => {
    const whole = tallyOf([...a, ...b], a.length + b.length + spare);
    assert.equal(whole.unscored, total(whole.reasons));
    assert.equal(whole.scored, total(whole.outcomes));
    assert.equal(whole.planned, whole.scored + whole.unscored);
    const halves = [tallyOf(a, a.length), tallyOf(b, b.length + spare)];
    assert.deepEqual(sumTallies(halves), whole);
  }));
});
