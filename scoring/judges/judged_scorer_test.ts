import assert from "node:assert/strict";
import fc from "fast-check";
import type { JudgeReply, Scored, ScoreInput, ScoreStep } from "../types.ts";
import { cascadeScorer } from "./cascade_scorer.ts";
import { judgedScorer } from "./judged_scorer.ts";
import { letterGrader, type VerdictParser } from "./judging.ts";
import { cascade, generic, strict } from "./parsers.ts";

interface Target {
  readonly [name: string]: string;
  readonly question: string;
  readonly gold: string;
}

const TARGET: Target = { question: "3 + 4 {x}?", gold: "7" };

function input(text: string, judged: readonly (string | JudgeReply)[]): ScoreInput<Target> {
  return {
    text,
    raw: text,
    truncated: false,
    target: TARGET,
    judged: judged.map((reply) =>
      typeof reply === "string" ? { text: reply, reasoning: "" } : reply
    ),
  };
}

function judge(parser: VerdictParser, reads: "strip" | "upstream" = "strip") {
  return judgedScorer<Target>({
    id: "test",
    version: 1,
    prompt: letterGrader({ ignoreBoxed: true }),
    parser,
    reads,
    exhibit: ({ question, gold }) => ({ question, gold }),
  });
}

function scored(step: ScoreStep | Promise<ScoreStep>): Scored {
  assert.ok(!(step instanceof Promise) && step.kind === "scored");
  return step;
}

Deno.test("judgedScorer() asks the judge with the sampling of its contract", () => {
  const step = judge(strict).score(input("It is 7", []), {});
  assert.ok(!(step instanceof Promise) && step.kind === "judge");
  assert.deepEqual(step.sampling, { temperature: 0.001, maxTokens: 8192 });
  const text = String(step.messages[1]?.content);
  assert.ok(text.includes("3 + 4 {x}?") && text.includes("It is 7"));
});

Deno.test("judgedScorer() asks again up to three times, then calls it wrong and says so", () => {
  const scorer = judge(strict);
  for (let asked = 1; asked <= 3; asked++) {
    const step = scorer.score(input("7", Array(asked).fill("hard to say")), {});
    assert.ok(!(step instanceof Promise) && step.kind === "judge", `after ${asked} replies`);
  }
  const end = scored(scorer.score(input("7", Array(4).fill("hard to say")), {}));
  assert.equal(end.outcome, "wrong");
  assert.equal(end.values.judge_unparsable, true);
  const saved = scored(scorer.score(input("7", ["hard to say", "hm", "A."]), {}));
  assert.equal(saved.outcome, "correct");
  assert.equal(saved.values.judge_unparsable, false);
});

Deno.test("judgedScorer() with an official parser never asks twice", () => {
  for (const parser of [generic, cascade]) {
    const end = scored(judge(parser).score(input("7", ["hard to say"]), {}));
    assert.equal(end.values.correct, false);
    assert.equal(end.values.judge_unparsable, true);
  }
  assert.deepEqual(scored(judge(generic).score(input("7", ["no"]), {})).perSample, {
    grade: "unknown",
  });
});

Deno.test("judgedScorer() reads a reasoning judge with its thinking taken off, or as upstream does", () => {
  const apart: JudgeReply = { text: "A", reasoning: "Both are the same" };
  const inline = "<think>Both are the same</think>A";
  for (const reply of [apart, inline]) {
    assert.equal(scored(judge(generic).score(input("7", [reply]), {})).values.grade, "A");
    const upstream = scored(judge(generic, "upstream").score(input("7", [reply]), {}));
    assert.equal(upstream.values.grade, "B");
    assert.equal(upstream.values.judge_long, true);
  }
});

Deno.test("judgedScorer() calls an empty reply that is not right no answer", () => {
  assert.equal(scored(judge(generic).score(input(" \n", ["B"]), {})).outcome, "no-answer");
  assert.equal(scored(judge(generic).score(input("", ["A"]), {})).outcome, "correct");
});

Deno.test("judgedScorer() shows a very long reply without its head and says so", () => {
  const text = "x".repeat(200_000) + "END";
  const step = judge(generic).score(input(text, []), {});
  assert.ok(!(step instanceof Promise) && step.kind === "judge");
  const shown = String(step.messages.at(-1)?.content);
  assert.ok(shown.length < 100_000 && shown.includes("xEND\n<Predicted End>"));
  assert.equal(scored(judge(generic).score(input(text, ["A"]), {})).values.prediction_cut, true);
});

Deno.test("letterGrader() leaves the data alone, whatever is in it", () => {
  fc.assert(fc.property(fc.string(), fc.string(), fc.string(), (question, gold, prediction) => {
    for (const role of ["system", "user"] as const) {
      const messages = letterGrader({ role })({ question, gold, prediction });
      assert.equal(messages.length, role === "system" ? 2 : 1);
      const text = String(messages.at(-1)?.content);
      const at = [question, gold, prediction].map((part) => text.indexOf(`: \n${part}\n<`));
      assert.ok(at.every((place) => place > 0));
    }
  }));
});

Deno.test("cascadeScorer() asks the judge only about what the rule does not accept", () => {
  const scorer = cascadeScorer<Target>({
    id: "test",
    version: 1,
    prompt: letterGrader(),
    parser: cascade,
    reads: "strip",
    exhibit: ({ question, gold }) => ({ question, gold }),
    rule: (text, { gold }) => ({ correct: text === gold, answer: text, values: { seen: text } }),
  });
  const right = scored(scorer.score(input("7", []), {}));
  assert.deepEqual(right.perSample, { judged: false, llm_correct: null, final: true });
  assert.deepEqual(scored(scorer.score(input("7", ["B"]), {})), right);
  const step = scorer.score(input("seven", []), {});
  assert.ok(!(step instanceof Promise) && step.kind === "judge");
  const saved = scored(scorer.score(input("seven", ["correct"]), {}));
  assert.deepEqual(saved.perSample, { judged: true, llm_correct: true, final: true });
  assert.equal(saved.values.rule_correct, false);
  assert.equal(saved.values.seen, "seven");
  const wrong = scored(scorer.score(input("seven", ["**A**"]), {}));
  assert.deepEqual(wrong.perSample, { judged: true, llm_correct: false, final: false });
  assert.equal(wrong.values.judge_unparsable, true);
});
