import assert from "node:assert/strict";
import { readChatRequest } from "../chat_request.ts";
import { parseSettings, type SimOptions } from "../options.ts";
import { chatBody } from "../test_client.ts";
import { FAULT_NAMES, FaultSchema, needsWire } from "./kinds.ts";
import { faultPlan } from "./plan.ts";

const planOf = (faults: SimOptions["faults"], seed = 1) =>
  faultPlan(parseSettings({ faults }).faults, seed);
const request = (prompt: string) => readChatRequest(chatBody(prompt));
const count = (asked = 1) => ({ asked, answered: 0, faults: 0 });

Deno.test("faultPlan() takes the script in order, then has nothing to say", () => {
  const plan = planOf({ script: ["reset", null, "stall"] });
  const kinds = [1, 2, 3, 4].map(() => plan.next(request("x"), count())?.kind ?? null);
  assert.deepEqual(kinds, ["reset", null, "stall", null]);
  plan.script([FaultSchema.parse("empty")]);
  assert.equal(plan.next(request("x"), count())?.kind, "empty");
});

Deno.test("faultPlan() puts a match before the script, as often as it says", () => {
  const plan = planOf({
    script: ["reset"],
    match: [{ contains: "poison", fault: "server-error", times: 2 }],
  });
  const kinds = ["a poison b", "poison", "poison", "poison"]
    .map((prompt) => plan.next(request(prompt), count())?.kind ?? null);
  assert.deepEqual(kinds, ["server-error", "server-error", "reset", null]);
});

Deno.test("faultPlan() draws rates by request, not by order of arrival", () => {
  const faults = { rates: { reset: 0.2, stall: 0.3 } } as const;
  const prompts = Array.from({ length: 2_000 }, (_, i) => `p${i}`);
  const drawn = (list: string[]) => {
    const plan = planOf(faults);
    return new Map(list.map((prompt) => [prompt, plan.next(request(prompt), count())?.kind]));
  };
  const forward = drawn(prompts);
  const backward = drawn(prompts.toReversed());
  for (const prompt of prompts) assert.equal(forward.get(prompt), backward.get(prompt));
  const share = (kind: string) =>
    [...forward.values()].filter((found) => found === kind).length / prompts.length;
  assert.ok(Math.abs(share("reset") - 0.2) < 0.03);
  assert.ok(Math.abs(share("stall") - 0.3) < 0.035);
});

Deno.test("faultPlan() draws anew for a request asked again, up to the limit", () => {
  const plan = planOf({ rates: { reset: 1 }, limitPerRequest: 2 });
  const kept = count();
  const kinds = [1, 2, 3].map((asked) => {
    kept.asked = asked;
    return plan.next(request("x"), kept)?.kind ?? null;
  });
  assert.deepEqual(kinds, ["reset", "reset", null]);
  const half = planOf({ rates: { reset: 0.5 } });
  const draws = Array.from({ length: 50 }, (_, i) => half.next(request("x"), count(i + 1)));
  assert.ok(draws.includes(null) && draws.some((fault) => fault !== null));
});

Deno.test("FaultSchema knows every fault by its bare name", () => {
  for (const kind of FAULT_NAMES) assert.equal(FaultSchema.parse(kind).kind, kind);
});

Deno.test("needsWire() names the faults that HTTP servers cannot give", () => {
  const wired = FAULT_NAMES.filter((kind) => needsWire(FaultSchema.parse(kind)));
  assert.deepEqual(wired, ["refused", "reset", "cut-stream"]);
  assert.equal(needsWire(FaultSchema.parse({ kind: "cut-stream", how: "end" })), false);
});
