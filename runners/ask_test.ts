import assert from "node:assert/strict";
import { z } from "zod";
import type { ToolCall } from "../scoring/messages.ts";
import { type Conversation, task, url, user } from "../benchmarks/define.ts";
import { outOf } from "../benchmarks/budget.ts";
import { openMemoryStore } from "../results/store/memory.ts";
import type { AskId } from "../results/types.ts";
import { runAsk, type Turns } from "./ask.ts";
import { queuedTurns } from "./queued_turns.ts";
import { toolLine } from "./tool_line.ts";

const ask: AskId = { column: "m", benchmark: "b", task: "t", sampleId: "s", repeat: 1 };
const call = (id: string, name = "search"): ToolCall => ({ id, name, arguments: `{"q":"${id}"}` });

function talk(conversation: Conversation, seed?: (repeat: number) => number) {
  return task({
    id: "t",
    source: url({ url: "http://127.0.0.1/x.jsonl", format: "jsonl", licence: "none" }),
    record: z.object({}),
    sample: () => ({ id: "s", messages: user("Hi"), target: null }),
    conversation,
    ...(seed === undefined ? {} : { seed }),
    scorer: {
      id: "any",
      version: 1,
      needs: [],
      score: ({ text, end = "usual" }) => ({
        kind: "scored",
        outcome: "correct",
        answer: text,
        values: { seen: end },
      }),
    },
    metrics: [],
    primary: "x",
    noReference: "any reply counts",
    demo: [],
  });
}

/** Nothing here asks a judge. */
const NO_JUDGES = null as never;

const sample = { messages: user("Hi"), target: null };

/** Turns that answer `said` one after the other, and what was asked. */
function scripted(said: readonly string[]) {
  const asked: { turn: number; seed: number | null }[] = [];
  const left = [...said];
  const turns: Turns = {
    take(ask, turn, request) {
      assert.ok(request.party === "model");
      asked.push({ turn, seed: request.seed ?? null });
      return Promise.resolve({
        requestKey: String(turn),
        ask,
        party: "model",
        turn,
        text: left.shift() ?? "",
        reasoning: "",
        toolCalls: [],
        finish: "stop",
        truncated: false,
        promptTokens: 10,
        completionTokens: 5,
        usageEstimated: false,
        firstTokenMs: null,
        totalMs: 2_000,
        serverModel: null,
        sentMaxTokens: 9,
        at: 0,
      });
    },
  };
  return { turns, asked };
}

const run = (conversation: Conversation, turns: Turns, seed?: (repeat: number) => number) =>
  runAsk(sample, ask, {
    task: talk(conversation, seed),
    turns,
    score: async (job) => {
      const target = null;
      const step = await talk(conversation).score({ ...job, raw: job.text, target }, {});
      return step;
    },
    costOf: () => 0.5,
    judges: NO_JUDGES,
  });

Deno.test("a conversation begins again without its turns, and is not scored when that fails", async () => {
  const conversation: Conversation = (_, turns) => {
    const last = turns.at(-1);
    if (last === undefined) return { kind: "ask", party: "model", messages: user("Hi") };
    return last.text === ""
      ? { kind: "again", detail: "it said nothing", plays: 3 }
      : { kind: "done", text: `${turns.length} ${last.text}`, reasoning: "" };
  };
  const twice = scripted(["", "Yes"]);
  const { verdict } = await run(conversation, twice.turns, (repeat) => 100 + repeat);
  assert.equal(verdict.kind === "scored" && verdict.answer, "1 Yes");
  assert.deepEqual(twice.asked, [{ turn: 0, seed: 101 }, { turn: 1, seed: 101 }]);
  const never = scripted([]);
  const end = await run(conversation, never.turns);
  assert.deepEqual(end.verdict, {
    kind: "unscored",
    reason: "request-failed",
    detail: "not played to its end in 3 tries: it said nothing",
  });
  assert.equal(never.asked.length, 3);
});

Deno.test("the end of a conversation has a name that its scorer and its values see", async () => {
  const conversation: Conversation = (_, turns) => {
    const end = outOf(turns, { turns: 9, tokens: null, money: 1, seconds: null });
    return end === null
      ? { kind: "ask", party: "model", messages: user("Go on") }
      : { kind: "done", text: String(turns.length), reasoning: "", end };
  };
  const { verdict } = await run(conversation, scripted(["a", "b", "c"]).turns);
  assert.ok(verdict.kind === "scored");
  assert.equal(verdict.answer, "2");
  assert.deepEqual(verdict.values, { seen: "out-of-money", end: "out-of-money" });
});

Deno.test("a conversation that throws costs its ask and not the run", async () => {
  const { verdict } = await run(() => {
    throw new RangeError("no such world");
  }, scripted([]).turns);
  assert.deepEqual(verdict, {
    kind: "unscored",
    reason: "scorer-failed",
    detail: "RangeError: no such world",
  });
});

Deno.test("a task whose files are not to be had is not asked", async () => {
  const { turns, asked } = scripted(["a"]);
  const { verdict } = await runAsk(sample, ask, {
    task: talk(() => ({ kind: "ask", party: "model", messages: user("Hi") })),
    turns,
    score: () => Promise.reject(new Error("nothing to score")),
    files: "there is no db.json",
    judges: NO_JUDGES,
  });
  assert.deepEqual(verdict, {
    kind: "unscored",
    reason: "scorer-failed",
    detail: "there is no db.json",
  });
  assert.deepEqual(asked, []);
});

Deno.test("tools answer once: their results are kept and read back", async () => {
  await using store = openMemoryStore();
  const answered: string[] = [];
  const tools = toolLine({
    id: "web@1",
    limit: 1,
    call: ({ id, name }) => {
      answered.push(id);
      return Promise.resolve({ text: `${name} ${id}`, failed: name !== "search" });
    },
  });
  const conversation: Conversation = (_, turns) =>
    turns.length === 0
      ? { kind: "tools", calls: [call("c1"), call("c2", "fly")] }
      : { kind: "done", text: JSON.stringify(turns), reasoning: "" };
  const once = async () => {
    const never = () => {
      throw new Error("no request is wanted");
    };
    const turns = queuedTurns({
      store,
      resumed: true,
      model: { slots: null as never, sampling: null as never, thinking: null },
      user: null,
      tools,
      signal: new AbortController().signal,
      now: () => 7,
      onReply: () => {},
      onFlight: never,
      onTokens: never,
    });
    const { verdict } = await run(conversation, turns);
    assert.ok(verdict.kind === "scored");
    return JSON.parse(verdict.answer ?? "");
  };
  const first = await once();
  assert.deepEqual(
    first.map(({ party, text, finish, toolCalls }: Record<string, unknown>) => [
      party,
      text,
      finish,
      toolCalls,
    ]),
    [
      ["tool", "search c1", "stop", [call("c1")]],
      ["tool", "fly c2", "error", [call("c2", "fly")]],
    ],
  );
  assert.deepEqual(await once(), first);
  assert.deepEqual(answered, ["c1", "c2"]);
});
