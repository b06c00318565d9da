import assert from "node:assert/strict";
import { permissionList, ToolError, ToolProcess } from "./tool_process.ts";

function odd(mood = "works", limits: { startMs?: number; callMs?: number } = {}): ToolProcess {
  return new ToolProcess({
    name: "the odd tool",
    main: new URL("./testdata/odd_tool.ts", import.meta.url),
    args: [mood],
    permissions: [],
    startMs: 30_000,
    callMs: 30_000,
    ...limits,
  });
}

const fails = (call: Promise<unknown>, message: RegExp) =>
  assert.rejects(call, (cause) => cause instanceof ToolError && message.test(cause.message));

Deno.test("a tool's process answers in order and ends with its owner", async () => {
  await using tool = odd();
  const answers = await Promise.all(["a", "b", "c"].map((say) => tool.call({ say })));
  assert.deepEqual(answers, [
    { say: "a", asked: 1 },
    { say: "b", asked: 2 },
    { say: "c", asked: 3 },
  ]);
});

Deno.test("what a tool throws costs the call alone", async () => {
  await using tool = odd();
  await fails(tool.call({ say: "throw" }), /^the odd tool gave no answer: no such luck$/);
  assert.deepEqual(await tool.call({ say: "on" }), { say: "on", asked: 2 });
});

Deno.test("a tool that dies costs its call, and is started again", async () => {
  await using tool = odd();
  await fails(tool.call({ say: "die" }), /gave no answer: its process ended with code 3/);
  assert.deepEqual(await tool.call({ say: "on" }), { say: "on", asked: 1 });
});

Deno.test("a tool that hangs is ended", async () => {
  await using tool = odd("works", { callMs: 1_500 });
  await fails(tool.call({ say: "hang" }), /took longer than 1500 ms/);
  assert.deepEqual(await tool.call({ say: "on" }), { say: "on", asked: 1 });
});

Deno.test("a tool that says nonsense gave no answer", async () => {
  await using tool = odd();
  await fails(tool.call({ say: "nonsense" }), /gave no answer, but something else/);
});

Deno.test("a tool that refuses says why, and is not asked again", async () => {
  await using tool = odd("refuses");
  await fails(tool.call({ say: "a" }), /^Cannot use the odd tool: its file is no model$/);
  await fails(tool.call({ say: "b" }), /^Cannot use the odd tool: its file is no model$/);
});

Deno.test("a tool that never gets ready gives no answer", async () => {
  await using dead = odd("dies-at-start");
  await fails(dead.call({ say: "a" }), /ended with code 7/);
  await using slow = odd("hangs-at-start", { startMs: 1_000 });
  await fails(slow.call({ say: "a" }), /took longer than 1000 ms/);
});

Deno.test("a call that has not begun can be left", async () => {
  await using tool = odd();
  const controller = new AbortController();
  controller.abort(new DOMException("enough", "AbortError"));
  await assert.rejects(tool.call({ say: "a" }, controller.signal), { name: "AbortError" });
});

Deno.test("a call that is under way ends with its owner", async () => {
  const tool = odd();
  const call = fails(tool.call({ say: "hang" }), /its process ended by SIGKILL/);
  await new Promise((resolve) => setTimeout(resolve, 500));
  await tool[Symbol.asyncDispose]();
  await call;
});

Deno.test("a closed tool is not started", async () => {
  const tool = odd();
  await tool[Symbol.asyncDispose]();
  await fails(tool.call({ say: "a" }), /the run has ended/);
});

Deno.test("permissionList() keeps commas in paths", () => {
  assert.equal(permissionList(["/a,b", "/c"]), "/a,,b,/c");
});
