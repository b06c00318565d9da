import assert from "node:assert/strict";
import { parseSettings, SimOptionsError } from "./options.ts";

Deno.test("parseSettings() fills in every default", () => {
  const settings = parseSettings({});
  assert.equal(settings.port, 0);
  assert.deepEqual(settings.models, ["sim"]);
  assert.equal(settings.skill, 0.7);
  assert.deepEqual(settings.length.thinking, { median: 1200, sigma: 0.9, max: 60_000 });
  assert.deepEqual(settings.faults, { rates: [], limitPerRequest: null, script: [], match: [] });
  assert.deepEqual(parseSettings(settings), settings, "parsed settings parse to themselves");
});

Deno.test("parseSettings() keeps the defaults beside what is given", () => {
  const { length } = parseSettings({ length: { "non-thinking": { median: 5 } } });
  assert.deepEqual(length["non-thinking"], { median: 5, sigma: 0.7, max: 8_000 });
  assert.equal(length.thinking.median, 1_200);
});

Deno.test("parseSettings() reads a fault from its name and from an object", () => {
  const { faults } = parseSettings({
    faults: {
      rates: { reset: 0.25, "rate-limited": 0.5 },
      script: ["cut-stream", null, { kind: "cut-stream", how: "reset", after: 0.1 }],
    },
  });
  assert.deepEqual(faults.rates, [
    { rate: 0.25, fault: { kind: "reset" } },
    { rate: 0.5, fault: { kind: "rate-limited", retryAfter: null } },
  ]);
  assert.deepEqual(faults.script, [
    { kind: "cut-stream", after: 0.5, how: "close" },
    null,
    { kind: "cut-stream", after: 0.1, how: "reset" },
  ]);
});

for (
  const [options, said] of [
    [{ prot: 1 }, /there is no option "prot"$/],
    [{ length: { thinking: { medain: 3 } } }, /no option "medain" in "length.thinking"/],
    [{ port: -1 }, /"port" cannot be used/],
    [{ skill: 1.5 }, /"skill" cannot be used/],
    [{ skill: { ifbench: 3 } }, /"skill.ifbench" cannot be used/],
    [{ skill: { thinking: 0.4 } }, /must give "thinking" and "non-thinking" both/],
    [{ dialect: "tgi" }, /"dialect" cannot be used: .*"openai"/],
    [{ faults: { script: ["resett"] } }, /"faults.script.0" cannot be used: .*"reset"/],
    [{ faults: { script: [{ kind: "reset", how: 1 }] } }, /no option "how" in "faults.script.0"/],
    [{ faults: { script: [{ kind: "nothing" }] } }, /"faults.script.0.kind" cannot be used/],
    [{ faults: { rates: { reset: 0.7, stall: 0.7 } } }, /must not add up to more than 1/],
    [{ wrong: { other: 0, mangled: 0, none: 0 } }, /one weight above 0/],
    [null, /the options cannot be used/],
  ] as const
) {
  Deno.test(`parseSettings() says what is wrong with ${JSON.stringify(options)}`, () => {
    assert.throws(() => parseSettings(options), (error: unknown) => {
      assert.ok(error instanceof SimOptionsError);
      assert.match(error.message, said);
      assert.match(error.message, /^Cannot start the simulated server as /);
      assert.ok(!error.message.includes("\n"));
      return true;
    });
  });
}
