import { deepEqual, equal, throws } from "node:assert/strict";
import { AttemptError } from "./attempt_error.ts";
import { vllm } from "./dialects/vllm.ts";
import { LoopDetector } from "./loop.ts";
import { InBandError } from "./parse.ts";
import { redactor } from "./redact.ts";
import { StreamedReply } from "./streamed_reply.ts";

const KEY = "sk-canary-0123456789";

function open(loop: LoopDetector | null = null) {
  let grown = 0;
  const reply = new StreamedReply({
    dialect: vllm,
    loop,
    redact: redactor([KEY]),
    onPiece: () => grown++,
  });
  return {
    reply,
    get grown() {
      return grown;
    },
    push(event: unknown, name?: string, closed = true) {
      return reply.push(typeof event === "string" ? event : JSON.stringify(event), name, closed);
    },
  };
}

function delta(delta: unknown, finish_reason: unknown = null) {
  return { model: "m-1", choices: [{ index: 0, delta, finish_reason }] };
}

Deno.test("StreamedReply puts a reply together", () => {
  const stream = open();
  stream.push(delta({ role: "assistant", content: null }));
  stream.push(delta({ reasoning: "2" }));
  stream.push(delta({ reasoning_content: "+3" }));
  stream.push(delta({ reasoning: "=", reasoning_content: "=" }));
  stream.push(delta({ content: "fi" }));
  stream.push(delta({ content: "ve" }));
  equal(stream.reply.complete, false);
  stream.push(delta({}, "stop"));
  equal(stream.reply.complete, true);
  equal(stream.push({ choices: [], usage: { prompt_tokens: 3, completion_tokens: 6 } }), true);
  equal(stream.push(" [DONE] "), false);
  deepEqual(stream.reply.parts(), {
    text: "five",
    reasoning: "2+3=",
    toolCalls: [],
    finish: "stop",
    usage: { promptTokens: 3, completionTokens: 6, reasoningTokens: null },
    serverModel: "m-1",
    logprobs: [],
    pieces: 5,
  });
  equal(stream.grown, 5);
});

Deno.test("StreamedReply keeps each token's log-probability, and leaves out what is none", () => {
  const stream = open();
  const rated = (content: string, logprobs: unknown) => ({
    choices: [{ index: 0, delta: { content }, finish_reason: null, logprobs }],
  });
  stream.push(rated("a", { content: [{ token: "a", logprob: -0.5, top_logprobs: [] }] }));
  stream.push(rated("b", { content: [{ token: "b", logprob: -9999 }, { token: "c" }] }));
  stream.push(rated("d", null));
  stream.push(rated("e", { content: [{ token: "e", logprob: "high" }] }));
  deepEqual(stream.reply.parts().logprobs, [["a", -0.5], ["b", -9999]]);
  equal(stream.reply.parts().text, "abde");
});

Deno.test("StreamedReply takes the last usage of servers that count all along", () => {
  const stream = open();
  for (const n of [1, 2, 3]) {
    stream.push({ ...delta({ content: "a" }), usage: { prompt_tokens: 9, completion_tokens: n } });
  }
  stream.push({ ...delta({}, "stop"), usage: null });
  equal(stream.reply.parts().usage?.completionTokens, 3);
});

Deno.test("StreamedReply is complete by reason or by last event, and not otherwise", () => {
  const rows: readonly [why: string, events: unknown[], complete: boolean][] = [
    ["nothing", [], false],
    ["text only", [delta({ content: "a" })], false],
    ["a reason", [delta({ content: "a" }, "length")], true],
    ["the last event", [delta({ content: "a" }), "[DONE]"], true],
    ["empty data", ["", " "], false],
  ];
  for (const [why, events, complete] of rows) {
    const stream = open();
    for (const event of events) stream.push(event);
    equal(stream.reply.complete, complete, why);
  }
  const cut = open();
  cut.push(delta({ content: "a" }));
  equal(cut.push('{"choices":[{"del', undefined, false), false);
  equal(cut.reply.complete, false);
});

Deno.test("StreamedReply throws errors in the middle of the stream", () => {
  const rows: readonly [event: unknown, name?: string][] = [
    [{ error: { message: "out of memory", code: 500 } }],
    [{ error: "busy" }],
    [{ object: "error", message: "no", code: 400 }],
    [{ message: "no" }, "error"],
    ["plain words of an error", "error"],
    [{ ...delta({ content: "" }, "error"), error: { message: "upstream", code: 502 } }],
    [delta({}, "abort")],
  ];
  for (const [event, name] of rows) {
    const stream = open();
    stream.push(delta({ content: "a" }));
    throws(() => stream.push(event, name), InBandError, JSON.stringify(event));
  }
  const stream = open();
  throws(
    () => stream.push('{"choices": [broken'),
    (error) => error instanceof AttemptError && error.kind === "unparsable",
  );
});

Deno.test("StreamedReply ends a reply that repeats itself", () => {
  const stream = open(new LoopDetector());
  let events = 0;
  while (stream.push(delta({ reasoning: "Wait, let me check. " }))) events++;
  equal(events < 400, true);
  equal(stream.reply.complete, true);
  equal(stream.reply.parts().finish, "loop");
});

Deno.test("StreamedReply masks keys before anything is shortened", () => {
  const rows: readonly [data: string, name?: string][] = [
    [`${"x".repeat(110)}${KEY}`],
    [JSON.stringify({ error: { message: `bad key ${KEY}` } })],
    [`${"y".repeat(110)}${KEY}`, "error"],
  ];
  for (const [data, name] of rows) {
    throws(() => open().push(data, name), (error) => {
      equal(/sk-can/.test(Deno.inspect(error)), false);
      return true;
    });
  }
});
