import assert from "node:assert/strict";
import {
  type CheckedJudge,
  type JudgeCheck,
  judgeChecks,
  keepJudgeCheck,
  lastCheckOf,
} from "./judge_check.ts";
import { JUDGE_CHECK_SCHEMA } from "./schema_ids.ts";

const share = { count: 9, of: 10, value: 0.9, low: 0.6, high: 0.98 };

function checked(model: string): CheckedJudge {
  return {
    label: model,
    model,
    simulated: false,
    judged: 10,
    failed: 0,
    unparsable: 0,
    accuracy: share,
    falseAccepts: share,
    falseRejects: { count: 0, of: 0, value: null, low: null, high: null },
    kappa: null,
    categories: { all: { accuracy: share, falseAccepts: share, falseRejects: share } },
    mistakes: [{ id: "x", category: "all", label: "correct", raw: "B" }],
    padded: null,
    reordered: null,
  };
}

function check(at: string, ...models: readonly string[]): JudgeCheck {
  return {
    $schema: JUDGE_CHECK_SCHEMA,
    schemaVersion: 1,
    at,
    pairs: { source: "bundled", sha256: "0".repeat(64), count: 10 },
    contract: { prompt: "letter", parser: "strict", quoting: "labels", reads: "strip" },
    judges: models.map(checked),
    agreement: null,
  };
}

Deno.test("judgeChecks() gives back what was kept, oldest first, and passes over what is no check", async () => {
  const runsDir = await Deno.makeTempDir();
  try {
    assert.deepEqual(await judgeChecks(runsDir), []);
    const later = check("2026-02-06T00:00:00.000Z", "a", "b");
    const earlier = check("2026-02-05T00:00:00.000Z", "a");
    for (const one of [later, earlier]) await keepJudgeCheck(runsDir, one, Math.random);
    const file = await keepJudgeCheck(runsDir, earlier, Math.random);
    await Deno.writeTextFile(file, '{"schemaVersion": 1, "at": "never"}');
    await Deno.writeTextFile(`${runsDir}/judge_checks/broken.json`, "{");
    assert.deepEqual(await judgeChecks(runsDir), [earlier, later]);
  } finally {
    await Deno.remove(runsDir, { recursive: true });
  }
});

Deno.test("lastCheckOf() finds the newest check of a model", () => {
  const checks = [
    check("2026-02-05T00:00:00.000Z", "a", "b"),
    check("2026-02-06T00:00:00.000Z", "b"),
  ];
  assert.equal(lastCheckOf(checks, "a")?.check.at, "2026-02-05T00:00:00.000Z");
  assert.equal(lastCheckOf(checks, "b")?.check.at, "2026-02-06T00:00:00.000Z");
  assert.equal(lastCheckOf(checks, "c"), null);
});
