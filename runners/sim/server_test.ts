import assert from "node:assert/strict";
import { knowledge } from "./knowledge.ts";
import { SIM_HEADER, startSim } from "./server.ts";
import { ask, askStream, choice, content, send } from "./test_client.ts";
import { sleep } from "./sleep.ts";

const off = { chat_template_kwargs: { enable_thinking: false } };
const usage = { stream_options: { include_usage: true } };
const never = new AbortController().signal;

/** Waits until something holds, for at most two seconds. */
async function until(holds: () => boolean): Promise<void> {
  for (let i = 0; i < 400 && !holds(); i++) await sleep(5, never);
  assert.ok(holds(), holds.toString());
}

Deno.test("startSim() serves what it knows and marks every reply", async () => {
  await using sim = await startSim({
    skill: 1,
    knowledge: [{ benchmark: "aime-2025", prompt: "6 x 7?", reference: "\\boxed{42}" }],
  });
  assert.match(sim.url, /^http:\/\/127\.0\.0\.1:\d+\/v1$/);
  const reply = await ask(sim.url, "6 x 7?");
  assert.equal(content(reply), "\\boxed{42}");
  assert.ok((choice(reply).message.reasoning_content ?? "").length > 0);
  assert.equal(reply.headers.get(SIM_HEADER), "1");
  for (const path of ["/v1/models", "/health", "/stats", "/nothing"]) {
    const response = await fetch(new URL(path, sim.url));
    assert.equal(response.headers.get(SIM_HEADER), "1");
    assert.equal(response.status, path === "/nothing" ? 404 : 200);
    await response.body?.cancel();
  }
});

Deno.test("startSim() gives the same reply streamed and not, and from another server of its seed", async () => {
  await using sim = await startSim({ seed: 5 });
  await using twin = await startSim({ seed: 5 });
  for (const more of [off, {}, { max_tokens: 37 }]) {
    const whole = await ask(sim.url, "tell me more", more);
    const stream = await askStream(twin.url, "tell me more", { ...more, ...usage });
    const { message, finish_reason } = choice(whole);
    assert.equal(stream.fields.content, message.content ?? "");
    assert.equal(stream.fields.reasoning_content, message.reasoning_content);
    assert.equal(stream.finish, finish_reason);
    assert.deepEqual(stream.usage, (whole.body as { usage: unknown }).usage);
    assert.ok(stream.text.endsWith("data: [DONE]\n\n"));
  }
});

Deno.test("startSim() leaves usage out of a stream that does not ask for it", async () => {
  await using sim = await startSim();
  assert.equal((await askStream(sim.url, "x")).usage, null);
});

for (
  const [reasoningIn, wanted] of [
    ["reasoning_content", /^So \\boxed\{1\}$/],
    ["reasoning", /^So \\boxed\{1\}$/],
    ["inline", /^<think>\n[a-z .\n]+\n<\/think>\n\nSo \\boxed\{1\}$/],
    ["no-opening-tag", /^[a-z .\n]+\n<\/think>\n\nSo \\boxed\{1\}$/],
    ["hidden", /^So \\boxed\{1\}$/],
  ] as const
) {
  Deno.test(`startSim() gives reasoning ${reasoningIn}`, async () => {
    await using sim = await startSim({
      reasoningIn,
      skill: 1,
      knowledge: [{ benchmark: "b", prompt: "p", reference: "So \\boxed{1}" }],
    });
    const reply = await ask(sim.url, "p");
    const { message } = choice(reply);
    assert.match(message.content ?? "", wanted);
    const field = message.reasoning_content ?? message.reasoning;
    assert.equal(field !== undefined, reasoningIn.startsWith("reasoning"));
    if (reasoningIn === "reasoning") assert.equal(message.reasoning, field);
    const { usage: counts } = reply.body as {
      usage: { completion_tokens_details: { reasoning_tokens: number } };
    };
    assert.ok(counts.completion_tokens_details.reasoning_tokens > 0);
    const stream = await askStream(sim.url, "p");
    assert.equal(stream.fields.content, message.content);
  });
}

Deno.test("startSim() refuses keys, models, parameters and sizes with a status of their own", async () => {
  await using sim = await startSim({
    apiKey: "secret",
    refuses: ["top_k"],
    contextTokens: 1_000,
    maxCompletionTokens: 500,
  });
  const headers = { authorization: "Bearer secret" };
  const status = async (more: Record<string, unknown>, init: RequestInit = { headers }) => {
    const response = await send(sim.url, "x", { max_tokens: 100, ...more }, init);
    await response.body?.cancel();
    return response.status;
  };
  assert.equal(await status({}), 200);
  assert.equal(await status({}, {}), 401);
  assert.equal(await status({}, { headers: { authorization: "Bearer other" } }), 401);
  assert.equal(await status({ model: "another" }), 404);
  assert.equal(await status({ top_k: 50 }), 400);
  assert.equal(await status({ top_k: null }), 200);
  assert.equal(await status({ max_tokens: 501 }), 400);
  assert.equal(await status({ messages: [{ role: "user", content: "x".repeat(4_001) }] }), 400);
  assert.equal(await status({ messages: [] }), 400);
  const models = await fetch(`${sim.url}/models`);
  assert.equal(models.status, 401);
  await models.body?.cancel();
  assert.equal(sim.stats().refused, 8);
});

Deno.test("startSim() gives what is left of the context where the dialect clips", async () => {
  await using sim = await startSim({ dialect: "llamacpp", contextTokens: 100 });
  const reply = await ask(sim.url, "x".repeat(200), { max_tokens: 4_000 });
  assert.equal(choice(reply).finish_reason, "length");
  assert.equal((reply.body as { usage: { total_tokens: number } }).usage.total_tokens, 100);
  const props = await (await fetch(new URL("/props", sim.url))).json();
  assert.equal(props.default_generation_settings.n_ctx, 100);
});

Deno.test("startSim() tells a prompt that is too long as text where the dialect does", async () => {
  await using sim = await startSim({ dialect: "lmdeploy", contextTokens: 100 });
  const reply = await ask(sim.url, "x".repeat(2_000));
  assert.equal(reply.status, 200);
  assert.equal(choice(reply).finish_reason, "error");
  assert.match(content(reply) ?? "", /INPUT_LENGTH_ERROR/);
});

Deno.test("startSim() counts requests by key, tokens and what is in flight", async () => {
  await using sim = await startSim({ latency: { firstTokenMs: 30 } });
  await Promise.all([..."aabc"].map((prompt) => ask(sim.url, prompt, off)));
  await askStream(sim.url, "c", off);
  const stats = sim.stats();
  assert.equal(stats.requests, 5);
  assert.equal(stats.replies, 5);
  assert.equal(stats.streamed, 1);
  assert.equal(stats.peakInFlight, 4);
  assert.equal(stats.inFlight, 0);
  assert.deepEqual(stats.keys, { distinct: 3, maxAsked: 2, maxAnswered: 2, answeredTwice: 2 });
  assert.ok(stats.tokens.completion > 0 && stats.tokens.reasoning === 0);
  assert.deepEqual(await (await fetch(new URL("/stats", sim.url))).json(), sim.stats());
});

Deno.test("startSim() tells repeats apart by seed, or by arrival when told so", async () => {
  const known = await knowledge([{ benchmark: "b", prompt: "p", reference: "r" }]);
  const texts = async (url: string, more: (i: number) => Record<string, unknown>) =>
    await Promise.all(
      Array.from(
        { length: 12 },
        async (_, i) => content(await ask(url, "?", { ...off, ...more(i) })),
      ),
    );
  await using bySeed = await startSim({ knowledge: known });
  assert.equal(new Set(await texts(bySeed.url, () => ({}))).size, 1);
  const seeded = await texts(bySeed.url, (seed) => ({ seed }));
  assert.equal(new Set(seeded).size, 12);
  assert.deepEqual(await texts(bySeed.url, (seed) => ({ seed })), seeded);
  await using byArrival = await startSim({ repeatBy: "arrival" });
  await using again = await startSim({ repeatBy: "arrival" });
  const arrived = await texts(byArrival.url, () => ({}));
  assert.equal(new Set(arrived).size, 12);
  assert.deepEqual((await texts(again.url, () => ({}))).sort(), arrived.sort());
});

Deno.test("startSim() keeps to its latency, streamed and not", async () => {
  await using sim = await startSim({
    latency: { firstTokenMs: 40, perTokenMs: 2 },
    length: { "non-thinking": { median: 30, sigma: 0 } },
  });
  for (const stream of [false, true]) {
    const started = performance.now();
    const response = await send(sim.url, "x", { ...off, stream });
    await response.text();
    const ms = performance.now() - started;
    // 40 + 29 x 2 = 98 ms; the upper end leaves room for a busy machine.
    assert.ok(ms >= 95 && ms < 20_000, `${ms} ms`);
  }
  const response = await send(sim.url, "x", { ...off, stream: true });
  const times: number[] = [];
  for await (const _ of response.body ?? []) times.push(performance.now());
  assert.ok(times.length > 5, "tokens come one after the other");
  assert.ok((times.at(-1) ?? 0) - (times[0] ?? 0) > 30);
});

Deno.test("startSim() queues beyond its slots, or says 429", async () => {
  const latency = { firstTokenMs: 25 };
  await using queueing = await startSim({ latency, capacity: { slots: 2 } });
  const started = performance.now();
  await Promise.all([..."abcd"].map((prompt) => ask(queueing.url, prompt, off)));
  assert.ok(performance.now() - started >= 48, "two rounds of 25 ms");
  assert.equal(queueing.stats().replies, 4);
  await using refusing = await startSim({
    latency,
    capacity: { slots: 2, beyond: "429", retryAfterSeconds: 3 },
  });
  const replies = await Promise.all([..."abcd"].map((prompt) => ask(refusing.url, prompt, off)));
  assert.deepEqual(replies.map(({ status }) => status).sort(), [200, 200, 429, 429]);
  const full = replies.find(({ status }) => status === 429);
  assert.equal(full?.headers.get("retry-after"), "3");
});

for (const stream of [false, true]) {
  Deno.test(`startSim() frees the slot of a client that leaves (stream: ${stream})`, async () => {
    await using sim = await startSim({
      capacity: { slots: 1 },
      latency: { firstTokenMs: 5, perTokenMs: 1_000 },
      length: { "non-thinking": { median: 50, sigma: 0 } },
    });
    const gone = new AbortController();
    const first = send(sim.url, "a", { ...off, stream }, { signal: gone.signal });
    const read = first.then((response) => response.text());
    await until(() => sim.stats().inFlight === 1);
    const second = send(sim.url, "b", { ...off, stream: true });
    await until(() => sim.stats().waiting === 1);
    await sleep(20, never);
    gone.abort();
    await assert.rejects(read);
    const response = await second;
    assert.equal(response.status, 200);
    assert.equal(sim.stats().aborted, 1);
    await response.body?.cancel();
    await until(() => sim.stats().inFlight === 0);
    assert.equal(sim.stats().aborted, 2);
  });
}

Deno.test("startSim() closes at once, open replies or not", async () => {
  const sim = await startSim({
    faults: { script: ["stall", null] },
    latency: { perTokenMs: 5_000 },
  });
  const stalled = assert.rejects(send(sim.url, "a").then((response) => response.text()));
  await until(() => sim.stats().inFlight === 1);
  const response = await send(sim.url, "b", { stream: true });
  const started = performance.now();
  await sim.close();
  assert.ok(performance.now() - started < 20_000);
  await stalled;
  await response.text().catch(() => {});
  await assert.rejects(send(sim.url, "c"));
});

Deno.test("script() refuses a fault of the connection on a server without a door", async () => {
  await using sim = await startSim();
  assert.throws(() => sim.script("reset"), /without "wire: true"/);
  sim.script("server-error");
  assert.equal((await ask(sim.url, "x")).status, 500);
});
