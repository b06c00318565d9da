import assert from "node:assert/strict";
import type { DryRun } from "../runners/run_types.ts";
import { dryRunText } from "./dry_run_text.ts";
import { settingsText } from "./settings_text.ts";

const estimate: DryRun = {
  rows: [{
    column: "m",
    benchmark: "aime-2025",
    task: "default",
    samples: 30,
    repeats: 32,
    requests: 960,
    judgeRequests: 0,
    promptTokens: 96_000,
    completionTokens: 9_600_000,
    expectation: "10000 tokens a thinking reply, a guess until replies come in",
    cost: 19.296,
    problems: ["needs a judge (--judge-model): what it would decide stays judge-failed"],
  }],
  requests: 960,
  promptTokens: 96_000,
  completionTokens: 9_600_000,
  cost: 19.296,
  currency: "USD",
  timeMs: 5_400_000,
  examples: [{ task: "m aime-2025/default", body: { model: "m", messages: ["\x1b[2J"] } }],
};

Deno.test("dryRunText() shows requests, tokens, cost and time", () => {
  const text = dryRunText(estimate);
  assert.match(text, /m +aime-2025\/default +30 +32 +960 +0 +96,000 +9,600,000 +19.30 USD/);
  assert.match(
    text,
    /960 requests, 96,000 tokens in, about 9,600,000 tokens out, about 19.30 USD, about 1 h 30 min/,
  );
  assert.match(text, /Expected: 10000 tokens a thinking reply/);
  assert.match(text, /aime-2025\/default needs a judge/);
  assert.ok(text.includes('"model": "m"'));
  assert.ok(!text.includes("\x1b"));
});

Deno.test("dryRunText() says that the cost is unknown without prices", () => {
  assert.match(dryRunText({ ...estimate, cost: null }), /cost unknown \(no prices\)/);
});

Deno.test("settingsText() shows value and origin of each setting", () => {
  const text = settingsText([
    { name: "seed", value: 0, from: "default" },
    { name: "models.m.modes", value: ["thinking"], from: "--mode" },
  ]);
  assert.equal(
    text,
    [
      "setting         value         from",
      "seed            0             default",
      'models.m.modes  ["thinking"]  --mode',
      "",
    ].join("\n"),
  );
});
