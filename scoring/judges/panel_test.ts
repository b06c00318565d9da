import assert from "node:assert/strict";
import fc from "fast-check";
import type { JsonObject } from "../json.ts";
import type { Outcome, Scored, Unscored, Verdict } from "../types.ts";
import { panelVerdict } from "./panel.ts";

function says(outcome: Outcome, values: JsonObject = {}): Scored {
  return { kind: "scored", outcome, answer: null, values };
}

const silent: Unscored = { kind: "unscored", reason: "judge-failed", detail: "refused" };

function decide(...verdicts: readonly Verdict[]): Verdict {
  return panelVerdict(verdicts.map((verdict, at) => ({ judge: `j${at + 1}`, verdict })));
}

function outcome(verdict: Verdict): string {
  return verdict.kind === "scored" ? verdict.outcome : verdict.reason;
}

Deno.test("panelVerdict() follows more than half of the judges", () => {
  const [right, wrong] = [says("correct"), says("wrong")];
  assert.equal(outcome(decide(right)), "correct");
  assert.equal(outcome(decide(right, wrong, right)), "correct");
  assert.equal(outcome(decide(right, wrong, wrong)), "wrong");
  assert.equal(outcome(decide(wrong, right, right, right)), "correct");
});

Deno.test("panelVerdict() calls a tie wrong, and says that the judges disagreed", () => {
  const [right, wrong] = [says("correct"), says("wrong")];
  for (const tie of [[right, wrong], [wrong, right], [right, right, wrong, wrong]]) {
    const verdict = decide(...tie);
    assert.ok(verdict.kind === "scored");
    assert.equal(verdict.outcome, "wrong");
    assert.equal(verdict.values.panel_split, true);
  }
  const same = decide(right, right);
  assert.ok(same.kind === "scored" && same.values.panel_split === false);
});

Deno.test("panelVerdict() waits unless the judges that are silent could change nothing", () => {
  const [right, wrong] = [says("correct"), says("wrong")];
  assert.equal(outcome(decide(right, right, silent)), "correct");
  assert.equal(outcome(decide(right, silent, silent)), "judge-failed");
  assert.equal(outcome(decide(right, silent, wrong)), "judge-failed");
  assert.equal(outcome(decide(right, right, silent, silent)), "judge-failed");
  const waits = decide(right, silent);
  assert.ok(waits.kind === "unscored");
  assert.equal(
    waits.detail,
    '1 of 2 judges answered, which decides nothing; "j2": refused',
  );
  assert.deepEqual(decide(silent), silent);
});

Deno.test("panelVerdict() counts an unparsable verdict as wrong and shows a readable one", () => {
  const odd = says("wrong", { grade: "unknown", judge_unparsable: true });
  const clear = says("wrong", { grade: "B", judge_unparsable: false });
  const verdict = decide(odd, clear, says("correct"));
  assert.ok(verdict.kind === "scored");
  assert.equal(verdict.values.grade, "B");
  assert.equal(outcome(decide(odd, says("correct"))), "wrong");
});

Deno.test("panelVerdict() takes the middle of scores without a majority", () => {
  const score = (value: number) => says("partial", { score: value });
  const scoreOf = (verdict: Verdict) => verdict.kind === "scored" ? verdict.values.score : null;
  assert.equal(scoreOf(decide(score(7), score(5), score(6))), 6);
  assert.equal(scoreOf(decide(score(5), score(5), score(9))), 5);
  assert.equal(scoreOf(decide(score(8), score(2))), 2);
  assert.equal(scoreOf(decide(says("correct", { score: 9 }), score(3), says("wrong"))), 3);
});

Deno.test("panelVerdict() is a failed scorer where a scorer failed", () => {
  const failed: Unscored = { kind: "unscored", reason: "scorer-failed", detail: "bug" };
  assert.deepEqual(decide(says("correct"), says("correct"), failed), failed);
  assert.throws(() => panelVerdict([]), RangeError);
});

Deno.test("panelVerdict() does not depend on the order of judges", () => {
  const verdict = fc.constantFrom<Verdict>(
    says("correct"),
    says("wrong"),
    says("no-answer"),
    says("partial", { score: 3 }),
    says("partial", { score: 4 }),
    silent,
  );
  // Votes of one rank and credit may stand for each other: compare what counts.
  const kindOf = (found: Verdict) =>
    found.kind === "unscored"
      ? found.reason
      : found.outcome === "no-answer"
      ? "wrong"
      : `${found.outcome}${found.values.score ?? ""}`;
  fc.assert(fc.property(fc.array(verdict, { minLength: 1, maxLength: 5 }), (verdicts) => {
    assert.equal(kindOf(decide(...verdicts)), kindOf(decide(...verdicts.toReversed())));
  }));
});
