import { deepEqual, equal, match, ok, rejects, throws } from "node:assert/strict";
import { ask, failureOf, open, replyOf, REQUEST } from "./open_endpoint.ts";
import {
  cutAnswer,
  deadUrl,
  event,
  GOODBYE,
  type Handler,
  models,
  piece,
  rawServer,
  refusal,
  scriptedServer,
  silence,
  stream,
  streamed,
  whole,
} from "./scripted_server.ts";
import type { EndpointConfig } from "./types.ts";

Deno.test("ask() streams a reply and tells all about it", async () => {
  const { answer, asks } = await ask([streamed("The answer is five.")]);
  const { firstTokenMs, totalMs, ...reply } = replyOf(answer);
  deepEqual(reply, {
    text: "The answer is five.",
    reasoning: "",
    toolCalls: [],
    finish: "stop",
    truncated: false,
    usage: { promptTokens: 9, completionTokens: 3, reasoningTokens: null, estimated: false },
    serverModel: "m-served",
    sentMaxTokens: 100,
  });
  ok(firstTokenMs !== null && firstTokenMs <= totalMs);
  equal(answer.attempts.length, 1);
  const { baseUrl, startedAt, ms, ...attempt } = onlyOf(answer.attempts);
  deepEqual(attempt, { status: 200, error: null });
  ok(baseUrl.endsWith("/v1") && Math.abs(startedAt - Date.now()) < 60_000 && ms >= 0);
  deepEqual(asks[0]?.body, {
    model: "m",
    messages: [{ role: "user", content: "What is 2 + 3?" }],
    max_tokens: 100,
    temperature: 0,
    top_p: 1,
    top_k: 1,
    seed: 7,
    chat_template_kwargs: { enable_thinking: false, thinking: false },
    stream: true,
    stream_options: { include_usage: true },
  });
});

function onlyOf<T>(list: readonly T[]): T {
  const [only] = list;
  if (list.length !== 1 || only === undefined) throw new Error(`There are ${list.length}`);
  return only;
}

Deno.test("ask() takes a reply in one piece where streaming is off, or the server will not", async () => {
  const off = await ask([whole("five")], { stream: false });
  equal(replyOf(off.answer).text, "five");
  equal("stream" in (off.asks[0]?.body ?? {}), false);
  const will_not = await ask([whole("five")]);
  equal(replyOf(will_not.answer).text, "five");
  equal(replyOf(will_not.answer).firstTokenMs, null);
});

Deno.test("ask() takes a stream that goes by another name", async () => {
  const handler: Handler = () =>
    new Response(`${piece({ content: "five" })}${GOODBYE.join("")}`, {
      headers: { "content-type": "text/plain" },
    });
  equal(replyOf((await ask([handler])).answer).text, "five");
  equal(replyOf((await ask([streamed("five")], { stream: false })).answer).text, "five");
});

Deno.test("ask() asks again after what may pass, and tells every try", async () => {
  const rows: readonly [why: string, first: Handler, kind: string, status: number | null][] = [
    ["408", refusal(408, "slow"), "timeout", 408],
    ["409", refusal(409, "conflict"), "overloaded", 409],
    ["425", refusal(425, "early"), "overloaded", 425],
    ["429", refusal(429, "slow down"), "rate-limited", 429],
    ["500", refusal(500, "oops"), "server-error", 500],
    [
      "502 with a page",
      () =>
        new Response("<html><h1>502 Bad Gateway</h1></html>", {
          status: 502,
          headers: { "content-type": "text/html" },
        }),
      "server-error",
      502,
    ],
    ["503", refusal(503, "loading model"), "overloaded", 503],
    [
      "an empty body",
      () => new Response("", { headers: { "content-type": "application/json" } }),
      "unparsable",
      200,
    ],
    ["a page of status 200", () => new Response("<h1>It works</h1>"), "unparsable", 200],
    ["broken JSON", () => new Response('{"choices":[{', { headers: JSON_TYPE }), "unparsable", 200],
    [
      "broken gzip",
      () => new Response("not gzip", { headers: { ...JSON_TYPE, "content-encoding": "gzip" } }),
      "unparsable",
      200,
    ],
    [
      "gzip that nobody announced",
      async () =>
        new Response(
          await new Response(
            new Blob(["x".repeat(99)]).stream().pipeThrough(new CompressionStream("gzip")),
          ).bytes(),
          { headers: JSON_TYPE },
        ),
      "unparsable",
      200,
    ],
    [
      "a broken event",
      stream([piece({ content: "a" }), "data: {broken\n\n", ...GOODBYE]),
      "unparsable",
      200,
    ],
    ["a cut stream", stream([piece({ content: "a" })]), "cut-stream", 200],
    [
      "a stream cut inside an event",
      stream([piece({ content: "a" }), 'data: {"choi']),
      "cut-stream",
      200,
    ],
    ["a stream of nothing", stream([]), "cut-stream", 200],
    [
      "an error inside",
      stream([piece({ content: "a" }), event({ error: { message: "OOM" } })]),
      "server-error",
      200,
    ],
    [
      "an error named so",
      stream([piece({ content: "a" }), 'event: error\ndata: {"x":1}\n\n']),
      "server-error",
      200,
    ],
    [
      "an error of status 200",
      () => Response.json({ error: { message: "busy", code: 503 } }),
      "overloaded",
      200,
    ],
    [
      "a failed finish",
      stream([piece({ content: "a" }, "abort"), "data: [DONE]\n\n"]),
      "server-error",
      200,
    ],
  ];
  await Promise.all(rows.map(async ([why, first, kind, status]) => {
    const { answer, asks } = await ask([first, streamed("five")]);
    equal(replyOf(answer).text, "five", why);
    equal(asks.length, 2, why);
    deepEqual(
      answer.attempts.map((attempt) => [attempt.status, attempt.error?.kind ?? null]),
      [[status, kind], [200, null]],
      why,
    );
  }));
});

const JSON_TYPE = { "content-type": "application/json" };

Deno.test("ask() asks again after a connection that was refused, reset or cut", async () => {
  const rows: readonly [why: string, answer: string, kind: string][] = [
    ["reset", "", "reset"],
    ["not HTTP", "SSH-2.0-OpenSSH\r\n", "reset"],
    [
      "cut inside the stream",
      cutAnswer("text/event-stream", piece({ content: "a" })),
      "cut-stream",
    ],
    ["cut inside JSON", cutAnswer("application/json", '{"choices":'), "cut-stream"],
    ["cut before the stream", cutAnswer("text/event-stream", ""), "cut-stream"],
  ];
  await Promise.all(rows.map(async ([why, first, kind]) => {
    using server = rawServer([first]);
    using opened = open(server.url, { maxAttempts: 2 });
    const answer = await opened.endpoint.ask(REQUEST);
    equal(failureOf(answer).failure, kind, why);
    equal(server.connections, 2, why);
  }));
  using dead = open(deadUrl(), { maxAttempts: 2 });
  const answer = await dead.endpoint.ask(REQUEST);
  equal(failureOf(answer).failure, "refused");
  match(failureOf(answer).detail, /Connection refused.*\(after 2 tries\)/);
});

Deno.test("ask() keeps a reply that was whole when the connection broke", async () => {
  const body = piece({ content: "five" }) + piece({}, "stop");
  using server = rawServer([cutAnswer("text/event-stream", body)]);
  using opened = open(server.url);
  const { text, usage } = replyOf(await opened.endpoint.ask(REQUEST));
  equal(text, "five");
  equal(usage.estimated, true);
  equal(server.connections, 1);
});

Deno.test("ask() gives up after its tries, with the last reason", async () => {
  const { answer, asks } = await ask([refusal(500, "one"), refusal(500, "two")]);
  equal(failureOf(answer).failure, "server-error");
  equal(failureOf(answer).detail, "HTTP 500: two (after 3 tries)");
  equal(asks.length, 3);
  equal(answer.attempts.length, 3);
});

Deno.test("ask() does not ask again what was rejected, filtered or too large", async () => {
  const rows: readonly [why: string, handler: Handler, kind: string, detail: RegExp][] = [
    ["400", refusal(400, "messages must not be empty"), "rejected", /HTTP 400: messages must/],
    ["422", refusal(422, "bad role"), "rejected", /bad role/],
    ["413", refusal(413, "body too large"), "rejected", /body too large/],
    [
      "a filter",
      refusal(400, "The prompt was filtered", { code: "content_filter" }),
      "content-filter",
      /filtered/,
    ],
    ["no words", () => new Response(null, { status: 400 }), "rejected", /no reason given/],
    ["a long message", refusal(400, "x".repeat(5000)), "rejected", /^.{500,520}$/],
  ];
  for (const [why, handler, kind, detail] of rows) {
    const { answer, asks } = await ask([handler]);
    equal(failureOf(answer).failure, kind, why);
    match(failureOf(answer).detail, detail, why);
    equal(asks.length, 1, why);
  }
  const endless = stream(Array(100).fill(piece({ content: "x".repeat(1000) })));
  const large = await ask([endless], { maxReplyBytes: 20_000 });
  equal(failureOf(large.answer).failure, "too-large");
  equal(large.asks.length, 1);
});

Deno.test("ask() waits as long as the server asks, then asks again", async () => {
  const asked: readonly Record<string, string>[] = [
    { "retry-after-ms": "700" },
    { "retry-after": "0.7" },
  ];
  await Promise.all(asked.map(async (headers) => {
    const began = performance.now();
    const { answer } = await ask([refusal(429, "slow down", {}, headers), streamed("five")]);
    equal(replyOf(answer).text, "five");
    ok(performance.now() - began >= 690);
  }));
  const now = Date.parse("2026-03-01T12:00:00Z");
  await using server = scriptedServer([
    refusal(503, "wait", {}, { "retry-after": "Sun, 01 Mar 2026 12:00:01 GMT" }),
    streamed("five"),
  ]);
  using opened = open(server.url, {}, { now: () => now });
  const began = performance.now();
  await opened.endpoint.ask(REQUEST);
  ok(performance.now() - began >= 990);
});

Deno.test("ask() has a clock for a try, for the silence, and for the whole", async () => {
  const quiet = stream([piece({ content: "a" }), ...Array(9).fill(piece({ content: "b" }))], 400);
  const rows: readonly [string, Handler, Partial<EndpointConfig>, string, RegExp, number][] = [
    [
      "a try, asked twice",
      silence(),
      { attemptTimeoutMs: 60, stream: false },
      "timeout",
      /one try may take/,
      2,
    ],
    ["the whole", silence(), { totalTimeoutMs: 60 }, "timeout", /in all/, 1],
    [
      "silence before the stream",
      silence(),
      { idleTimeoutMs: 60, maxAttempts: 1 },
      "idle",
      /nothing came for 0.06 s/,
      1,
    ],
    [
      "silence inside the stream",
      quiet,
      { idleTimeoutMs: 120, maxAttempts: 1 },
      "idle",
      /nothing came/,
      1,
    ],
    [
      "no time for another try",
      refusal(503, "busy"),
      { totalTimeoutMs: 200 },
      "overloaded",
      /no time is left/,
      1,
    ],
  ];
  for (const [why, handler, more, kind, detail, tries] of rows) {
    const { answer } = await ask([handler], more);
    equal(failureOf(answer).failure, kind, why);
    match(failureOf(answer).detail, detail, why);
    equal(answer.attempts.length, tries, why);
  }
});

Deno.test("ask() does not mind a slow stream that keeps coming, comments included", async () => {
  const beat = stream([
    ": ping\n\n",
    ": ping\n\n",
    ": ping\n\n",
    piece({ content: "five" }),
    ...GOODBYE,
  ], 60);
  const { answer } = await ask([beat], { idleTimeoutMs: 200, maxAttempts: 1 });
  equal(replyOf(answer).text, "five");
});

Deno.test("ask() ends with the caller's reason, whether it asks or waits", async () => {
  const reason = new Error("the run is over");
  for (
    const handler of [
      silence(),
      refusal(503, "busy"),
      stream(Array(99).fill(piece({ content: "a" })), 50),
    ]
  ) {
    await using server = scriptedServer([handler]);
    using opened = open(server.url);
    const controller = new AbortController();
    setTimeout(() => controller.abort(reason), 60);
    await rejects(opened.endpoint.ask(REQUEST, { signal: controller.signal }), reason);
  }
  await using server = scriptedServer([streamed("five")]);
  using opened = open(server.url);
  await rejects(opened.endpoint.ask(REQUEST, { signal: AbortSignal.abort(reason) }), reason);
  equal(server.asks.length, 0);
});

Deno.test("close() ends what is asked and lets nothing more begin", async () => {
  await using server = scriptedServer([silence()]);
  const { endpoint } = open(server.url);
  setTimeout(() => endpoint.close(), 30);
  await rejects(endpoint.ask(REQUEST), /is closed/);
  await rejects(endpoint.ask(REQUEST), /is closed/);
  await rejects(endpoint.connect(), /is closed/);
});

Deno.test("ask() leaves nothing behind on a signal that a whole run shares", async () => {
  const controller = new AbortController();
  const { signal } = controller;
  let listeners = 0;
  let most = 0;
  const add = signal.addEventListener.bind(signal);
  const remove = signal.removeEventListener.bind(signal);
  signal.addEventListener = (...args: Parameters<typeof add>) => {
    most = Math.max(most, ++listeners);
    add(...args);
  };
  signal.removeEventListener = (...args: Parameters<typeof remove>) => {
    listeners--;
    remove(...args);
  };
  await using server = scriptedServer([
    refusal(429, "wait", {}, { "retry-after-ms": "1" }),
    stream([piece({ content: "cut" })]),
    streamed("five"),
  ], { models: models({ id: "m", owned_by: "vllm" }) });
  using opened = open(server.url);
  await opened.endpoint.connect({ signal });
  equal(listeners, 0);
  await Promise.all(Array.from({ length: 40 }, () => opened.endpoint.ask(REQUEST, { signal })));
  equal(listeners, 0);
  ok(most <= 40, `${most}`);
});

Deno.test("ask() tells how much has come, at most every 200 ms", async () => {
  const slow = stream([...Array(12).fill(piece({ content: "a" })), ...GOODBYE], 50);
  await using server = scriptedServer([slow]);
  using opened = open(server.url);
  const told: number[] = [];
  await opened.endpoint.ask(REQUEST, { onProgress: ({ tokens }) => told.push(tokens) });
  ok(told.length >= 1 && told.length <= 4, `${told}`);
  ok(told.every((tokens, i) => tokens > (told[i - 1] ?? 0)));
});

Deno.test("ask() says once that the server does not count, and estimates", async () => {
  await using server = scriptedServer([
    stream([piece({ content: "one two three four" }), piece({}, "stop"), "data: [DONE]\n\n"]),
  ]);
  using opened = open(server.url);
  for (let i = 0; i < 3; i++) {
    equal(replyOf(await opened.endpoint.ask(REQUEST)).usage.estimated, true);
  }
  deepEqual(opened.notes.map(({ kind }) => kind), ["usage"]);
});

Deno.test("ask() calls a reply truncated that used up its tokens, whatever the server says", async () => {
  const { answer } = await ask([
    whole("x", { usage: { prompt_tokens: 1, completion_tokens: 100 } }),
  ]);
  const { truncated, finish } = replyOf(answer);
  deepEqual({ truncated, finish }, { truncated: true, finish: "stop" });
});

Deno.test("ask() ends a reply that repeats itself, where it is told to", async () => {
  const looping = stream([
    ...Array<string>(2000).fill(piece({ reasoning: "Wait, let me check that again. " })),
    ...GOODBYE,
  ]);
  const { answer, asks, notes } = await ask([looping], { loopBreaker: true });
  const { finish, truncated, reasoning } = replyOf(answer);
  deepEqual({ finish, truncated }, { finish: "loop", truncated: true });
  ok(reasoning.length < 20_000);
  deepEqual(notes.map(({ kind }) => kind), ["loop"]);
  ok(asks[0]?.body.repetition_detection !== undefined, "vLLM is told as well");
  const untold = await ask([looping]);
  equal(replyOf(untold.answer).finish, "stop");
  equal("repetition_detection" in (untold.asks[0]?.body ?? {}), false);
  const byServer = await ask([stream([piece({ content: "a" }, "repetition")])], {
    loopBreaker: true,
  });
  equal(replyOf(byServer.answer).finish, "loop");
});

Deno.test("body() is the same before and after the server was looked at and refused things", async () => {
  await using server = scriptedServer([
    refusal(400, "Unknown parameter: 'top_k'"),
    refusal(
      400,
      "This model's maximum context length is 120 tokens. However, you requested 190 " +
        "tokens (90 in the messages, 100 in the completion).",
    ),
    whole("five"),
  ], { models: models({ id: "m", owned_by: "someone", context_length: 120 }) });
  using opened = open(server.url, { dialect: "auto" });
  const { endpoint } = opened;
  const before = JSON.stringify(endpoint.body(REQUEST));
  await endpoint.connect();
  equal(replyOf(await endpoint.ask(REQUEST)).text, "five");
  equal(JSON.stringify(endpoint.body(REQUEST)), before);
  equal(/stream/.test(before), false);
});

Deno.test("createEndpoint() refuses a configuration that cannot be", () => {
  throws(() => open("localhost:8000"), RangeError);
});

Deno.test("limit starts small, stays where it is fixed, and tells its changes", async () => {
  await using server = scriptedServer([
    refusal(429, "slow down", {}, { "retry-after-ms": "1" }),
    streamed("five"),
  ]);
  using adaptive = open(server.url);
  const changes: number[] = [];
  adaptive.endpoint.onLimitChange((limit) => changes.push(limit));
  equal(adaptive.endpoint.limit, 8);
  await adaptive.endpoint.ask(REQUEST);
  equal(adaptive.endpoint.limit, 4);
  deepEqual(changes, [4]);
  using fixed = open(server.url, { concurrency: 3 });
  await fixed.endpoint.ask(REQUEST);
  equal(fixed.endpoint.limit, 3);
});
