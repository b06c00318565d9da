import assert from "node:assert/strict";
import type { ToolCall } from "../../scoring/messages.ts";
import type { Step, Turn } from "../define.ts";
import { holdsGaia } from "./contamination.ts";
import { agentConversation, type AgentOptions } from "./conversation.ts";
import { GAIA_DEMO, GAIA_DEMO_CALLS } from "./demo.ts";
import { gaiaText } from "./mod.ts";

const FREE: AgentOptions = {
  budget: { turns: 3, tokens: null, money: null, seconds: null },
  contextTokens: null,
};
const SAMPLE = {
  messages: [{ role: "system", content: "S" }, { role: "user", content: "Q" }] as const,
  target: "3",
};
const call = (id: string, name = "search"): ToolCall => ({ id, name, arguments: "{}" });

function model(text: string, toolCalls: readonly ToolCall[] = [], over: Partial<Turn> = {}): Turn {
  return {
    party: "model",
    text,
    reasoning: "",
    toolCalls,
    truncated: false,
    finish: "stop",
    tokens: 10,
    cost: 0,
    ms: 100,
    ...over,
  };
}

function tool(id: string, text = "found", over: Partial<Turn> = {}): Turn {
  return model(text, [call(id)], { party: "tool", tokens: 0, ...over });
}

const next = (turns: readonly Turn[], options: AgentOptions = FREE): Step =>
  agentConversation(options)(SAMPLE, turns, {});

function asked(step: Step): Extract<Step, { kind: "ask" }> {
  assert.equal(step.kind, "ask");
  return step as Extract<Step, { kind: "ask" }>;
}

function done(step: Step): Extract<Step, { kind: "done" }> {
  assert.equal(step.kind, "done");
  return step as Extract<Step, { kind: "done" }>;
}

Deno.test("an agent is asked with tools, its calls are made, and a turn without calls ends it", () => {
  const first = asked(next([]));
  assert.deepEqual(first.messages, SAMPLE.messages);
  assert.deepEqual(first.tools?.map(({ name }) => name), ["search", "visit", "python"]);
  assert.equal(first.toolChoice, "auto");
  const calls = [call("a"), call("b", "visit")];
  const turn = model("<think>hm</think>I look.", calls);
  assert.deepEqual(next([turn]), { kind: "tools", calls });
  const second = asked(next([turn, tool("a", "A"), tool("b", "B")]));
  assert.deepEqual(second.messages.slice(2), [
    { role: "assistant", content: "I look.", toolCalls: calls },
    { role: "tool", content: "A", toolCallId: "a" },
    { role: "tool", content: "B", toolCallId: "b" },
  ]);
  const end = done(next([turn, tool("a"), tool("b"), model("FINAL ANSWER: 3")]));
  assert.equal(end.text, "FINAL ANSWER: 3");
  assert.equal(end.end, undefined);
  assert.equal(end.facts?.turns, 2);
  assert.equal(end.facts?.searches, 2);
});

Deno.test("out of turns it is asked once more, without tools, for the final line", () => {
  const turns = ["a", "b", "c"].flatMap((id) => [model("", [call(id)]), tool(id)]);
  const last = asked(next(turns));
  assert.equal(last.tools, undefined);
  assert.match(String(last.messages.at(-1)?.content), /FINAL ANSWER: \[YOUR FINAL ANSWER\]/);
  // Calls of that turn are made by nobody.
  const end = done(next([...turns, model("FINAL ANSWER: 4", [call("d")])]));
  assert.deepEqual([end.text, end.end, end.facts?.turns], ["FINAL ANSWER: 4", "out-of-turns", 4]);
});

Deno.test("out of context it is asked for the final line with its results cut", () => {
  const options = { ...FREE, contextTokens: 10_000 };
  const turns = [model("", [call("a")], { tokens: 2_000 }), tool("a", "x".repeat(20_000))];
  assert.ok(asked(next(turns, options)).tools !== undefined);
  const full = [...turns, model("", [call("b")], { tokens: 7_000 }), tool("b", "y".repeat(8_000))];
  const last = asked(next(full, options));
  assert.equal(last.tools, undefined);
  const results = last.messages.filter(({ role }) => role === "tool");
  assert.deepEqual(results.map(({ content }) => content.length), [506, 506]);
  assert.equal(done(next([...full, model("FINAL ANSWER: 1")], options)).end, "out-of-context");
});

Deno.test("out of tokens, money or time it ends by name, without an answer", () => {
  const turns = [model("", [call("a")], { tokens: 100, cost: 2, ms: 5_000 }), tool("a")];
  for (
    const [limit, end] of [
      [{ tokens: 100 }, "out-of-tokens"],
      [{ money: 2 }, "out-of-money"],
      [{ seconds: 5 }, "out-of-time"],
    ] as const
  ) {
    const step = done(next(turns, { ...FREE, budget: { ...FREE.budget, ...limit } }));
    assert.deepEqual([step.text, step.end], ["", end]);
  }
});

Deno.test("of a hundred calls of one turn sixteen are made, and all are answered", () => {
  const calls = Array.from({ length: 100 }, (_, at) => call(`c${at}`));
  const turn = model("", calls);
  const step = next([turn]);
  assert.equal(step.kind === "tools" && step.calls.length, 16);
  const made = calls.slice(0, 16).map(({ id }) => tool(id));
  const { messages } = asked(next([turn, ...made]));
  const answered = messages.filter(({ role }) => role === "tool").map(({ toolCallId }) =>
    toolCallId
  );
  assert.deepEqual(answered.toSorted(), calls.map(({ id }) => id).toSorted());
});

const QUESTION = "How many bridges of that invented town opened before the year 1900, in all?";

const LEAKS: readonly (readonly [leaks: boolean, url: string, text: string])[] = [
  [true, "https://huggingface.co/datasets/gaia-benchmark/GAIA", ""],
  [true, "https://x.example/?u=GAIA%2Dbenchmark", ""],
  [true, "https://huggingface.co/datasets/somebody/my-gaia-copy", ""],
  [true, "https://raw.example/r/data/GAIA/dev.json", ""],
  [true, "https://raw.example/gaia_validation.jsonl?raw=1", ""],
  [true, "https://raw.example/gaia/2023/validation/metadata.parquet", ""],
  [true, "https://blog.example/", "Final answer: 3; Annotator Metadata: steps"],
  [
    true,
    "https://blog.example/",
    `He asked: “how many BRIDGES of that\ninvented town opened before the year 1900 in all”`,
  ],
  [false, "https://esa.example/gaia/dr3/catalogue.csv", ""],
  [false, "https://huggingface.co/datasets/esa/gaia-dr3", ""],
  [
    false,
    "https://en.wikipedia.example/wiki/Gaia",
    "The spacecraft Gaia; the final answer is unknown",
  ],
  [false, "https://town.example/bridges", "Three bridges opened before 1900"],
  [false, "not an address %E0%A4%A", ""],
];

for (const [leaks, url, text] of LEAKS) {
  Deno.test(`holdsGaia() says ${leaks} of ${url} ${text.slice(0, 20)}`, () => {
    assert.equal(holdsGaia({ url, text }, QUESTION), leaks);
  });
}

Deno.test("holdsGaia() takes a short question for no sign, and is fast on hostile texts", () => {
  assert.ok(!holdsGaia({ url: "https://a.example/", text: "Who is it? Who?" }, "Who is it?"));
  const began = performance.now();
  for (const part of ["/gaia", "gaia_", "/datasets/a/", "%", "a", "ﬀ", "annotator "]) {
    holdsGaia({ url: part.repeat(300_000), text: part.repeat(150_000) }, QUESTION);
  }
  assert.ok(performance.now() - began < 10_000);
});

Deno.test("the demo's questions are answered by its own pages, which are none of the benchmark", () => {
  for (const { Question } of GAIA_DEMO) {
    const search = GAIA_DEMO_CALLS.find(({ call }) =>
      call.tool === "search" && call.query === Question
    );
    assert.ok(search !== undefined, Question);
  }
  for (const { call, result } of GAIA_DEMO_CALLS) {
    if (call.tool !== "visit") continue;
    const page = { url: call.url, text: JSON.stringify(result) };
    for (const { Question } of GAIA_DEMO) assert.ok(!holdsGaia(page, Question));
  }
});

Deno.test("gaia-text takes the listed rows in the order of the file, and refuses another list", () => {
  const [task] = gaiaText.tasks(gaiaText.options.parse({}));
  assert.ok(task?.private);
  assert.equal(task.repeats, 4);
  const { listed, gated } = task.source as { listed?: typeof task.source.listed; gated?: string };
  assert.match(gated ?? "", /HF_TOKEN/);
  assert.throws(
    () => listed?.choose([{ task_id: "a", file_name: "" }], [{ task_id: "a" }]),
    RangeError,
  );
  const part = (subset: string) => gaiaText.tasks(gaiaText.options.parse({ subset }))[0]?.source;
  const rows = [{ task_id: "a", file_name: "" }, { task_id: "b", file_name: "b.png" }, { odd: 1 }];
  assert.deepEqual(part("noattachment")?.choose?.(rows), [0, 2]);
  assert.deepEqual([part("all")?.choose, part("all")?.listed], [undefined, undefined]);
});
