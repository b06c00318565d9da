import assert from "node:assert/strict";
import { openSandbox } from "./sandbox.ts";

const selection = (id: string) => ({
  id,
  tasks: null,
  options: {},
  data: null,
  limit: null,
  repeats: null,
});

/** What opening said on standard error, and of which kind the sandbox is. */
async function opened(id: string, kind: "bubblewrap" | "none" | undefined) {
  let said = "";
  const io = { err: (text: string) => void (said += text) };
  await using sandbox = await openSandbox({ benchmarks: [selection(id)] }, kind, io);
  return { said, kind: sandbox.envelope()?.kind };
}

Deno.test("openSandbox() says aloud that programs run bare, and only then do they", async () => {
  const bare = await opened("livecodebench-v6", "none");
  assert.match(bare.said, /^livecodebench-v6: programs of the model run bare, with all the rights/);
  assert.notEqual(bare.kind, "bubblewrap");
  const held = await opened("livecodebench-v6", undefined);
  assert.notEqual(held.kind, "none");
  assert.doesNotMatch(held.said, /bare/);
});

Deno.test("openSandbox() starts nothing where no programs run", async () => {
  assert.deepEqual(await opened("ifbench", "none"), { said: "", kind: undefined });
});
