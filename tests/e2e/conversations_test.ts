import assert from "node:assert/strict";
import { seededDraw } from "../../scoring/random.ts";
import { killConversations } from "./chaos_conversations.ts";
import { workspace } from "./harness.ts";

Deno.test("50 conversations killed at random moments end as if nothing had happened", async () => {
  const { kills } = await killConversations(3, seededDraw("conversations"));
  assert.equal(kills, 3);
});

Deno.test("conversations without a model that plays the user are refused before anything is asked", async () => {
  await using place = await workspace();
  const { code, stderr } = await place.assay([
    "run",
    ...["--demo", "-b", "tau2-bench/mock", "--base-url", "http://127.0.0.1:1/v1", "-m", "x"],
  ]);
  assert.equal(code, 2, stderr);
  assert.match(stderr, /tau2-bench\/mock without a model that plays the user.*--user-model/s);
});
