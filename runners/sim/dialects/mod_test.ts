import assert from "node:assert/strict";
import { IMITATED, parseSettings } from "../options.ts";
import { imitation } from "./mod.ts";

const sizes = { prompt: 900, max: 200, context: 1_000 };
const tooLong = { prompt: 1_200, max: 200, context: 1_000 };

/** What each server says to a completion and to a prompt that does not fit. */
const SAID = {
  openai: [/maximum context length is 1000 tokens.*requested 1100 tokens/, /resulted in 1200/],
  vllm: [/'max_completion_tokens' is too large: 200.*900 input tokens/, /1200 input tokens/],
  sglang: [/total of 1100 tokens: 900 tokens from/, /input \(1200 tokens\) is longer/],
  llamacpp: [null, /request \(1200 tokens\) exceeds the available context size \(1000 tokens\)/],
} as const;

for (const [name, said] of Object.entries(SAID)) {
  Deno.test(`${name} says in its own words what does not fit`, () => {
    const dialect = imitation(name as keyof typeof SAID);
    for (const [index, wanted] of said.entries()) {
      const overflow = dialect.overflow(index === 0 ? sizes : tooLong);
      if (wanted === null) {
        assert.equal(overflow?.kind, "clipped");
        continue;
      }
      assert.ok(overflow?.kind === "refused");
      assert.equal(overflow.refusal.status, 400);
      assert.match(JSON.stringify(overflow.refusal.body), wanted);
    }
  });
}

Deno.test("lmdeploy clips a completion and tells a prompt that is too long as text", () => {
  const dialect = imitation("lmdeploy");
  assert.equal(dialect.overflow(sizes)?.kind, "clipped");
  const overflow = dialect.overflow(tooLong);
  assert.ok(overflow?.kind === "told-as-text");
  assert.match(overflow.content, /INPUT_LENGTH_ERROR/);
});

for (const name of [null, ...IMITATED]) {
  Deno.test(`${name ?? "the plain server"} lists its models, owned by itself`, () => {
    const dialect = imitation(name);
    const settings = parseSettings({ models: ["a", "b"], contextTokens: 5_000 });
    const { data } = dialect.models(settings) as {
      data: { id: string; owned_by: string; max_model_len?: number }[];
    };
    assert.deepEqual(data.map(({ id }) => id), ["a", "b"]);
    assert.ok(data.every(({ owned_by }) => owned_by === (name ?? "assay-sim")));
    const told = name === null || name === "vllm" || name === "sglang";
    assert.ok(data.every(({ max_model_len }) => max_model_len === (told ? 5_000 : undefined)));
  });

  Deno.test(`${name ?? "the plain server"} lets through what fits exactly`, () => {
    assert.equal(imitation(name).overflow({ prompt: 800, max: 200, context: 1_000 }), null);
    assert.equal(imitation(name).overflow({ prompt: 800, max: null, context: 1_000 }), null);
  });

  Deno.test(`${name ?? "the plain server"} names a refused parameter`, () => {
    const { status, body } = imitation(name).refusedParameter("top_k", 50);
    assert.ok(status === 400 || status === 422);
    assert.match(JSON.stringify(body), /top_k/);
  });
}
