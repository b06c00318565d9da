/** What the endpoint does about refused parameters and replies that do not fit, on the wire. */
import { deepEqual, equal, match, ok } from "node:assert/strict";
import type { Json } from "../../scoring/json.ts";
import { user } from "../../scoring/messages.ts";
import { dialects } from "./dialects/mod.ts";
import { ask, failureOf, open, replyOf, REQUEST } from "./open_endpoint.ts";
import {
  event,
  type Handler,
  models,
  refusal,
  scriptedServer,
  stream,
  streamed,
  whole,
} from "./scripted_server.ts";

/** A reasoning model behind OpenAI's API: refuses what such models refuse, one at a time. */
const reasoningModel: Handler = ({ body }) => {
  const refuse = (param: string, message: string) =>
    Response.json({ error: { message, param, code: "unsupported_parameter" } }, { status: 400 });
  if ("max_tokens" in body) {
    return refuse(
      "max_tokens",
      "Unsupported parameter: 'max_tokens' is not supported with this model. Use " +
        "'max_completion_tokens' instead.",
    );
  }
  for (const name of ["temperature", "top_p"]) {
    if (name in body) return refuse(name, `Unsupported value: '${name}' does not support this.`);
  }
  if ("top_k" in body) {
    return Response.json({ error: { message: "Unrecognized request argument supplied: top_k" } }, {
      status: 400,
    });
  }
  if (body.reasoning_effort === "none") {
    return refuse(
      "reasoning_effort",
      "Unsupported value: 'reasoning_effort' does not support 'none'",
    );
  }
  return Response.json({
    model: "o-served",
    choices: [{ index: 0, message: { content: "five" }, finish_reason: "stop" }],
    usage: { prompt_tokens: 9, completion_tokens: 3 },
  });
};

Deno.test("ask() leaves out what is refused by name, says so once, and remembers", async () => {
  await using server = scriptedServer([reasoningModel]);
  using opened = open(server.url, { dialect: "openai" });
  const { endpoint, notes } = opened;
  const first = await endpoint.ask(REQUEST);
  equal(replyOf(first).text, "five");
  equal(replyOf(first).sentMaxTokens, 100);
  equal(first.attempts.length, 6);
  ok(first.attempts.slice(0, -1).every(({ error }) => error?.kind === "rejected"));
  deepEqual(server.asks.at(-1)?.body, {
    model: "m",
    messages: [{ role: "user", content: "What is 2 + 3?" }],
    max_completion_tokens: 100,
    seed: 7,
    reasoning_effort: "minimal",
    stream: true,
    stream_options: { include_usage: true },
  });
  const dropped = ["max_tokens", "temperature", "top_p", "top_k", "reasoning_effort"];
  deepEqual(endpoint.dropped, dropped);
  equal(notes.length, 5);
  for (const [i, { kind, text }] of notes.entries()) {
    equal(kind, "dropped-parameter");
    ok(text.includes(`"${dropped[i]}"`) && text.includes("as the server answered"), text);
  }
  const asked = server.asks.length;
  equal((await endpoint.ask(REQUEST)).attempts.length, 1);
  equal(server.asks.length, asked + 1);
  equal(notes.length, 5);
});

Deno.test("ask() says a refusal once that many requests hit together", async () => {
  const strict: Handler = ({ body }) =>
    "top_k" in body
      ? Response.json({ error: { message: "Unknown parameter: 'top_k'" } }, { status: 400 })
      : Response.json({ choices: [{ message: { content: "five" }, finish_reason: "stop" }] });
  await using server = scriptedServer([strict]);
  using opened = open(server.url, { stream: false });
  const answers = await Promise.all(
    Array.from({ length: 20 }, () => opened.endpoint.ask(REQUEST)),
  );
  ok(answers.every((answer) => replyOf(answer).text === "five"));
  equal(opened.notes.filter(({ kind }) => kind === "dropped-parameter").length, 1);
});

Deno.test("ask() goes on without streaming or its options where they are refused", async () => {
  const rows: readonly [refused: string, left: string[]][] = [
    ["stream_options", ["stream"]],
    ["stream", []],
  ];
  for (const [param, left] of rows) {
    const { answer, asks } = await ask([
      refusal(400, `Unsupported parameter: '${param}'`, { param, code: "unsupported_parameter" }),
      param === "stream" ? whole("five") : streamed("five"),
    ]);
    equal(replyOf(answer).text, "five");
    deepEqual(
      Object.keys(asks[1]?.body ?? {}).filter((name) => name.startsWith("stream")),
      left,
    );
  }
});

Deno.test("ask() does not leave out what the user put into the body himself", async () => {
  const { answer, asks, notes } = await ask([refusal(400, "Unknown parameter: 'top_k'")], {
    extraBody: { top_k: 3 },
  });
  equal(failureOf(answer).failure, "rejected");
  match(failureOf(answer).detail, /top_k/);
  equal(asks.length, 1);
  deepEqual(notes, []);
});

Deno.test("ask() does not go in circles with a server that refuses the same for ever", async () => {
  const { answer, asks } = await ask([refusal(400, "Unknown parameter: 'top_k', 'seed', 'model'")]);
  equal(failureOf(answer).failure, "rejected");
  ok(asks.length <= 3, `${asks.length}`);
});

Deno.test("ask() takes a refusal inside the stream as well", async () => {
  const { answer, asks } = await ask([
    stream([event({ error: { message: "Unknown parameter: 'top_k'", code: 400 } })]),
    streamed("five"),
  ]);
  equal(replyOf(answer).text, "five");
  equal("top_k" in (asks[1]?.body ?? {}), false);
});

Deno.test("ask() caps the reply to what every server says is left, and asks once more", async () => {
  const rows: readonly [who: string, message: string, sent: number, capped: number][] = [
    ["SGLang", example("sglang", 0), 4000, 8192 - 5000 - 1],
    ["vLLM until 0.10", example("vllm", 3), 8000, 4096 - 2778 - 1],
    ["OpenAI", example("openai", 0), 4000, 8192 - 5000 - 1],
    ["OpenAI's bound of replies", example("openai", 3), 65_536, 16_384],
  ];
  for (const [who, message, maxTokens, capped] of rows) {
    const sampling = { ...REQUEST.sampling, maxTokens };
    const { answer, asks, notes } = await ask([refusal(400, message), streamed("five")], {}, {
      sampling,
    });
    equal(replyOf(answer).sentMaxTokens, capped, who);
    equal(asks[1]?.body.max_tokens, capped, who);
    deepEqual(notes.map(({ kind }) => kind), ["capped"], who);
    match(notes[0]?.text ?? "", new RegExp(`${capped} instead of ${maxTokens}`), who);
    equal(answer.attempts[0]?.error?.kind, "context-overflow", who);
  }
});

function example(name: string, index: number): string {
  const found = dialects.find((dialect) => dialect.name === name)?.overflow[index]?.example;
  if (found === undefined) throw new Error(`There is no wording ${index} of ${name}`);
  return found;
}

Deno.test("ask() leaves room for a prompt that the server did not count to its end", async () => {
  const { answer, asks } = await ask(
    [refusal(400, example("vllm", 0)), streamed("five")],
    {},
    { messages: user("x".repeat(6000)), sampling: { ...REQUEST.sampling, maxTokens: 4096 } },
  );
  equal(replyOf(answer).text, "five");
  equal(asks[1]?.body.max_tokens, Math.floor((8192 - 4097) / 2));
});

Deno.test("ask() gives up where nothing is left, or the server still says no", async () => {
  const rows: readonly [why: string, handlers: Handler[], tries: number][] = [
    ["the prompt alone is too long", [refusal(400, example("llamacpp", 0))], 1],
    ["LMDeploy", [refusal(400, example("lmdeploy", 0))], 1],
    ["twice", [refusal(400, example("sglang", 0))], 2],
    ["LMDeploy's older text", [
      whole("internal error happened, status code ResponseType.INPUT_LENGTH_ERROR", {
        choices: [{
          index: 0,
          message: {
            content: "internal error happened, status code ResponseType.INPUT_LENGTH_ERROR",
          },
          finish_reason: "error",
        }],
      }),
    ], 1],
  ];
  for (const [why, handlers, tries] of rows) {
    const { answer, asks } = await ask(handlers, {}, {
      sampling: { ...REQUEST.sampling, maxTokens: 4000 },
    });
    equal(failureOf(answer).failure, "context-overflow", why);
    equal(asks.length, tries, why);
  }
});

Deno.test("ask() caps beforehand what a known context cannot hold, and counts it aloud", async () => {
  const card: Json = { id: "m", owned_by: "vllm", max_model_len: 4096 };
  await using server = scriptedServer([streamed("five")], { models: models(card) });
  using opened = open(server.url);
  const { endpoint, notes } = opened;
  equal((await endpoint.connect()).contextTokens, 4096);
  const sampling = { ...REQUEST.sampling, maxTokens: 4096 };
  for (let i = 0; i < 12; i++) {
    const { sentMaxTokens } = replyOf(await endpoint.ask({ ...REQUEST, sampling }));
    ok(sentMaxTokens < 4096 && sentMaxTokens > 4000, `${sentMaxTokens}`);
    equal(server.asks.at(-1)?.body.max_tokens, sentMaxTokens);
  }
  const capped = notes.filter(({ kind }) => kind === "capped").map(({ text }) => text);
  equal(capped.length, 2);
  match(capped[1] ?? "", /requests capped so far: 10/);
  const small = replyOf(await endpoint.ask(REQUEST));
  equal(small.sentMaxTokens, 100, "what fits is not touched");
});

Deno.test("ask() sends a prompt that seems too long all the same: the server counts better", async () => {
  const { answer, asks } = await ask([streamed("five")], { contextTokens: 1000 }, {
    messages: user("x".repeat(9000)),
    sampling: { ...REQUEST.sampling, maxTokens: 500 },
  });
  equal(replyOf(answer).text, "five");
  equal(asks[0]?.body.max_tokens, 256);
});

Deno.test("ask() learns the context from a refusal", async () => {
  await using server = scriptedServer([refusal(400, example("sglang", 0)), streamed("five")]);
  using opened = open(server.url);
  const sampling = { ...REQUEST.sampling, maxTokens: 32_768 };
  await opened.endpoint.ask({ ...REQUEST, sampling });
  await opened.endpoint.ask({ ...REQUEST, sampling });
  equal(server.asks.length, 3);
  ok(Number(server.asks[2]?.body.max_tokens) < 8192);
});
