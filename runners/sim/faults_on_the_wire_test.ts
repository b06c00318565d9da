import assert from "node:assert/strict";
import type { FaultInput } from "./faults/kinds.ts";
import type { SimOptions } from "./options.ts";
import { type SimServer, startSim } from "./server.ts";
import { ask, askStream, chatBody, choice, content, readStream, send } from "./test_client.ts";
import { sleep } from "./sleep.ts";

/** 40 tokens of content, no reasoning. */
const off = { chat_template_kwargs: { enable_thinking: false } };
const length = { "non-thinking": { median: 40, sigma: 0 } } as const;
const never = new AbortController().signal;

async function withFault(
  fault: FaultInput,
  test: (sim: SimServer) => Promise<void>,
  { times = 1, ...more }: SimOptions & { times?: number } = {},
): Promise<void> {
  await using sim = await startSim({ length, wire: true, ...more });
  sim.script(fault);
  await test(sim);
  const { kind } = typeof fault === "string" ? { kind: fault } : fault;
  assert.equal(sim.stats().faults[kind], times);
  const after = await ask(sim.url, "and now?", off);
  assert.equal(after.status, 200, "the next request is served");
  assert.equal(sim.stats().inFlight, 0);
}

/** What a raw connection gets: all bytes, and how it ended. */
async function raw(sim: SimServer, more: Record<string, unknown>): Promise<[string, string]> {
  const { hostname, port } = new URL(sim.url);
  const connection = await Deno.connect({ hostname, port: Number(port) });
  const body = chatBody("what?", { ...off, ...more });
  await connection.write(new TextEncoder().encode(
    `POST /v1/chat/completions HTTP/1.1\r\nhost: x\r\ncontent-length: ${body.length}\r\n\r\n${body}`,
  ));
  const decoder = new TextDecoder();
  let text = "";
  const buffer = new Uint8Array(65_536);
  try {
    for (;;) {
      const read = await connection.read(buffer);
      if (read === null) return [text, "closed"];
      text += decoder.decode(buffer.subarray(0, read), { stream: true });
    }
  } catch (error) {
    return [text, (error as Error).name];
  } finally {
    connection.close();
  }
}

for (
  const [fault, status, retryAfter, type] of [
    ["rate-limited", 429, null, "application/json"],
    [{ kind: "rate-limited", retryAfter: 2 }, 429, "2", "application/json"],
    ["server-error", 500, null, "application/json"],
    ["bad-gateway", 502, null, "text/html; charset=utf-8"],
    [{ kind: "unavailable", retryAfter: 0.5 }, 503, "0.5", "application/json"],
    [{ kind: "status", status: 425 }, 425, null, "application/json"],
    ["unauthorized", 401, null, "application/json"],
    ["forbidden", 403, null, "application/json"],
    ["no-model", 404, null, "application/json"],
    ["parameter", 400, null, "application/json"],
    ["context", 400, null, "application/json"],
    ["redirect", 307, null, null],
    ["web-page", 200, null, "text/html; charset=utf-8"],
  ] as const
) {
  Deno.test(`fault ${JSON.stringify(fault)} answers ${status}`, () =>
    withFault(fault, async (sim) => {
      const { status: got, headers } = await ask(sim.url, "what?", off);
      assert.equal(got, status);
      assert.equal(headers.get("retry-after"), retryAfter);
      assert.equal(headers.get("content-type"), type);
    }));
}

Deno.test("fault rate-limited can name a date, at least a second away", () =>
  withFault({ kind: "rate-limited", retryAfter: "date" }, async (sim) => {
    const { headers } = await ask(sim.url, "what?", off);
    const wait = Date.parse(headers.get("retry-after") ?? "") - Date.now();
    assert.ok(wait > 0 && wait <= 2_000, `${wait} ms`);
  }));

Deno.test("fault context claims a context that half of max_tokens would have fitted", () =>
  withFault("context", async (sim) => {
    const { body } = await ask(sim.url, "what?", { max_tokens: 100 });
    assert.match(JSON.stringify(body), /maximum context length is 52 tokens.*requested 102/);
  }));

for (const dialect of ["lmdeploy", "llamacpp"] as const) {
  Deno.test(`fault context is told by ${dialect} as it tells it`, () =>
    withFault("context", async (sim) => {
      const { status, body } = await ask(sim.url, "what?", { max_tokens: 100 });
      if (dialect === "llamacpp") {
        assert.equal(status, 400);
        assert.match(JSON.stringify(body), /exceed_context_size_error/);
      } else {
        assert.equal(status, 200);
        assert.match(JSON.stringify(body), /INPUT_LENGTH_ERROR/);
      }
    }, { dialect }));
}

for (const stream of [false, true]) {
  const more = { stream };

  Deno.test(`fault reset is a TCP reset without a byte of a reply (stream: ${stream})`, () =>
    withFault("reset", async (sim) => {
      assert.deepEqual(await raw(sim, more), ["", "ConnectionReset"]);
    }));

  Deno.test(`fault cut-stream closes in the middle (stream: ${stream})`, () =>
    withFault("cut-stream", async (sim) => {
      const [text, end] = await raw(sim, more);
      assert.match(text, /^HTTP\/1\.1 200 OK\r\n/);
      assert.ok(text.length > 300 && !text.includes('finish_reason":"stop'));
      assert.ok(!text.endsWith("0\r\n\r\n"), "no last chunk");
      assert.equal(end, "closed");
    }));

  Deno.test(`fault cut-stream can reset in the middle (stream: ${stream})`, () =>
    withFault({ kind: "cut-stream", how: "reset" }, async (sim) => {
      const [text, end] = await raw(sim, more);
      assert.match(text, /^HTTP\/1\.1 200 OK\r\n/);
      assert.equal(end, "ConnectionReset");
    }));

  Deno.test(`fault cut-stream can end in good HTTP order (stream: ${stream})`, () =>
    withFault({ kind: "cut-stream", how: "end", after: 0.25 }, async (sim) => {
      const response = await send(sim.url, "what?", { ...off, ...more });
      const text = await response.text();
      assert.ok(!text.includes("[DONE]") && !text.includes('finish_reason":"stop'));
      if (stream) assert.equal(readStream(text).fields.content?.length, 40);
      else assert.throws(() => JSON.parse(text));
    }));

  Deno.test(`fault stall sends nothing until the client leaves (stream: ${stream})`, () =>
    withFault("stall", async (sim) => {
      const signal = AbortSignal.timeout(60);
      await assert.rejects(send(sim.url, "what?", { ...off, ...more }, { signal }), /timeout/i);
      await sleep(30, never);
    }));

  Deno.test(`fault stall can be a pause (stream: ${stream})`, () =>
    withFault({ kind: "stall", forMs: 50 }, async (sim) => {
      const started = performance.now();
      const response = await send(sim.url, "what?", { ...off, ...more });
      assert.ok(performance.now() - started >= 48);
      await response.text();
      assert.equal(sim.stats().replies, 1);
    }));

  Deno.test(`fault stall-stream falls silent in the middle (stream: ${stream})`, () =>
    withFault("stall-stream", async (sim) => {
      const signal = AbortSignal.timeout(80);
      const response = await send(sim.url, "what?", { ...off, ...more }, { signal });
      let bytes = 0;
      await assert.rejects(async () => {
        for await (const chunk of response.body ?? []) bytes += chunk.length;
      }, /timeout/i);
      assert.ok(bytes > 100);
      await sleep(30, never);
    }));

  Deno.test(`fault stall-stream can go on (stream: ${stream})`, () =>
    withFault({ kind: "stall-stream", forMs: 40 }, async (sim) => {
      const started = performance.now();
      const text = await (await send(sim.url, "what?", { ...off, ...more })).text();
      assert.ok(performance.now() - started >= 38);
      const reply = stream ? readStream(text).fields.content : JSON.parse(text).choices[0].message
        .content;
      assert.equal(reply.length, 160);
    }));

  for (const kind of ["broken-json", "broken-sse"] as const) {
    Deno.test(`fault ${kind} cannot be parsed (stream: ${stream})`, () =>
      withFault(kind, async (sim) => {
        const response = await send(sim.url, "what?", { ...off, ...more });
        assert.equal(response.status, 200);
        const text = await response.text();
        assert.throws(() => stream ? readStream(text) : JSON.parse(text), SyntaxError);
      }));
  }

  Deno.test(`fault error-in-reply comes with status 200 (stream: ${stream})`, () =>
    withFault("error-in-reply", async (sim) => {
      const response = await send(sim.url, "what?", { ...off, ...more });
      assert.equal(response.status, 200);
      assert.match(await response.text(), /"error":\{"message":"The engine stopped/);
    }));

  Deno.test(`fault odd-sse is still the whole reply (stream: ${stream})`, () =>
    withFault("odd-sse", async (sim) => {
      const text = await (await send(sim.url, "what?", { ...off, ...more })).text();
      if (!stream) {
        assert.equal(JSON.parse(text).choices[0].message.content.length, 160);
        return;
      }
      assert.match(text, /^: a comment\r\n\r\nretry: 3000\r\nid: 1\r\nnoise\r\nevent: message\r\n/);
      const tidy = text.replaceAll("\r\n", "\n")
        .replace(/^: a comment\n\n(?:.*\n){4}/, "")
        .replaceAll('\ndata:"created"', '"created"')
        .replaceAll(/^data:(?! )/gm, "data: ");
      assert.equal(readStream(tidy).fields.content?.length, 160);
    }));
}

Deno.test("fault refused resets everybody and refuses connections for a while", () =>
  withFault({ kind: "refused", forMs: 150 }, async (sim) => {
    const { hostname, port } = new URL(sim.url);
    const idle = await Deno.connect({ hostname, port: Number(port) });
    assert.deepEqual(await raw(sim, {}), ["", "ConnectionReset"]);
    await assert.rejects(idle.read(new Uint8Array(1)), Deno.errors.ConnectionReset);
    idle.close();
    await assert.rejects(Deno.connect({ hostname, port: Number(port) }), /refused/i);
    await sleep(250, never);
  }));

Deno.test("openAfterMs keeps the port closed first", async () => {
  await using sim = await startSim({ openAfterMs: 120 });
  await assert.rejects(send(sim.url, "x"));
  await sleep(200, never);
  assert.equal((await ask(sim.url, "x")).status, 200);
});

for (
  const [fault, text, finish] of [
    ["empty", /^$/, "stop"],
    [{ kind: "length", after: 0.25 }, /^[^]{40}$/, "length"],
    ["length-called-stop", /^[^]{80}$/, "stop"],
    ["content-filter", /^[^]{80}$/, "content_filter"],
    ["no-finish", /^[^]{160}$/, null],
    ["no-done", /^[^]{160}$/, "stop"],
    ["no-usage", /^[^]{160}$/, "stop"],
    [{ kind: "huge", bytes: 100_000 }, /^[^]{100000}$/, "stop"],
    [
      { kind: "loop", tokens: 100 },
      /^(?:and so we see once more that the same holds, ){8}/,
      "stop",
    ],
    [{ kind: "loop", tokens: 1_000_000 }, /^and so/, "length"],
  ] as const
) {
  Deno.test(`fault ${JSON.stringify(fault)} is in the content, streamed and not`, () =>
    withFault(fault, async (sim) => {
      const reply = await ask(sim.url, "what?", off);
      assert.match(content(reply) ?? "", text);
      assert.equal(choice(reply).finish_reason, finish);
      sim.script(fault);
      const stream = await askStream(sim.url, "what?", {
        ...off,
        stream_options: { include_usage: true },
      });
      assert.equal(stream.fields.content, content(reply));
      assert.equal(stream.finish, finish);
      const { kind } = typeof fault === "string" ? { kind: fault } : fault;
      assert.equal(stream.text.includes("[DONE]"), kind !== "no-done");
      const { usage } = reply.body as { usage?: { completion_tokens: number } };
      assert.deepEqual(stream.usage ?? undefined, usage);
      assert.equal(usage === undefined, kind === "no-usage");
      if (kind === "length-called-stop") assert.equal(usage?.completion_tokens, 4_096);
      assert.equal(sim.stats().keys.maxAnswered, 2, "a bad reply is a whole reply");
    }, { times: 2 }));
}

Deno.test("fault reasoning-only leaves the content out", () =>
  withFault("reasoning-only", async (sim) => {
    const reply = await ask(sim.url, "what?", off);
    assert.equal(content(reply), null);
    assert.ok((choice(reply).message.reasoning_content ?? "").length > 100);
  }));

Deno.test("broken replies do not count as answers", async () => {
  await using sim = await startSim({ length, wire: true, repeatBy: "arrival" });
  sim.script("cut-stream", "broken-json", "server-error", "error-in-reply");
  for (let i = 0; i < 4; i++) {
    await send(sim.url, "x", off).then((response) => response.text()).catch(() => {});
  }
  const first = content(await ask(sim.url, "x", off));
  const { keys, replies } = sim.stats();
  assert.deepEqual(keys, { distinct: 1, maxAsked: 5, maxAnswered: 1, answeredTwice: 0 });
  assert.equal(replies, 1);
  await using fresh = await startSim({ length, repeatBy: "arrival" });
  assert.equal(content(await ask(fresh.url, "x", off)), first, "no number was used up");
});
