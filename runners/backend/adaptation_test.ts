import { deepEqual, equal, ok } from "node:assert/strict";
import { Adaptation } from "./adaptation.ts";
import { openai } from "./dialects/openai.ts";
import { vllm } from "./dialects/vllm.ts";

Deno.test("Adaptation drops what is refused, once", () => {
  const adaptation = new Adaptation();
  const body = { model: "m", top_k: 50, seed: 7 };
  equal(adaptation.apply(body), body);
  ok(adaptation.refuse("top_k", 50, vllm)?.includes('"top_k" is no longer sent'));
  equal(adaptation.refuse("top_k", 50, vllm), null);
  deepEqual(adaptation.apply(body), { model: "m", seed: 7 });
  deepEqual(adaptation.dropped, ["top_k"]);
});

Deno.test("Adaptation sends max_tokens under its new name, then not at all", () => {
  const adaptation = new Adaptation();
  const body = { max_tokens: 100 };
  ok(adaptation.refuse("max_tokens", 100, openai)?.includes("max_completion_tokens"));
  deepEqual(adaptation.apply(body), { max_completion_tokens: 100 });
  ok(adaptation.refuse("max_completion_tokens", 100, openai));
  deepEqual(adaptation.apply(body), {});
  deepEqual(adaptation.dropped, ["max_tokens", "max_completion_tokens"]);
});

Deno.test("Adaptation goes down the ladder of values before it drops", () => {
  const adaptation = new Adaptation();
  const off = { reasoning_effort: "none" };
  const on = { reasoning_effort: "high" };
  ok(adaptation.refuse("reasoning_effort", "none", openai)?.includes('"minimal"'));
  equal(adaptation.refuse("reasoning_effort", "none", openai), null, "another request in flight");
  deepEqual(adaptation.apply(off), { reasoning_effort: "minimal" });
  deepEqual(adaptation.apply(on), on);
  ok(adaptation.refuse("reasoning_effort", "minimal", openai)?.includes('"low"'));
  deepEqual(adaptation.apply(off), { reasoning_effort: "low" });
  ok(adaptation.refuse("reasoning_effort", "low", openai)?.includes("no longer sent"));
  deepEqual(adaptation.apply(off), {});
  deepEqual(adaptation.dropped, ["reasoning_effort"]);
});
