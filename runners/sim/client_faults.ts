/**
 * What the client does about each fault of a server: one entry for each line of the first table of
 * `docs/faults.md`, run by `faults_test.ts`.
 *
 * @module
 */
import assert from "node:assert/strict";
import {
  MissingKeyError,
  RefusedKeyError,
  UnknownModelError,
  UnreachableError,
  WrongAddressError,
} from "../backend/errors.ts";
import { Watch } from "../watch.ts";
import {
  atOnce,
  capped,
  type ClientFault,
  drops,
  failed,
  keptReply,
  KEY,
  replyOf,
  retried,
  says,
  type Seen,
  stops,
  waited,
  whole,
  WHOLE_CHARS,
} from "./fault_checks.ts";

const anywhere = "a server of any kind";
const longPrompt = "x".repeat(4_000);
const small = { contextTokens: 200 } as const;

/** The cases by the name of their line; a line may have several, by what they vary. */
export const CLIENT_FAULTS: Readonly<Record<string, Readonly<Record<string, ClientFault>>>> = {
  "rate-limited": {
    "without Retry-After": {
      script: ["rate-limited"],
      check: (seen) => {
        retried("rate-limited", 429)(seen);
        waited(seen, 240);
      },
    },
    "with seconds": {
      script: [{ kind: "rate-limited", retryAfter: 1 }],
      check: (seen) => {
        retried("rate-limited", 429)(seen);
        waited(seen, 990);
      },
    },
    "with a date": {
      script: [{ kind: "rate-limited", retryAfter: "date" }],
      check: (seen) => {
        retried("rate-limited", 429)(seen);
        // A date has whole seconds, and a busy machine reads it late.
        waited(seen, 500);
      },
    },
  },
  "no-slot": {
    [anywhere]: {
      sim: {
        capacity: { slots: 1, beyond: "429" },
        latency: { firstTokenMs: 60 },
      },
      config: { concurrency: "auto" },
      async check(seen) {
        const before = seen.endpoint.limit;
        const answers = await Promise.all([seen.ask(), seen.ask()]);
        assert.deepEqual(answers.map(({ kind }) => kind), ["reply", "reply"]);
        assert.ok(answers.some(({ attempts }) => attempts[0]?.error?.kind === "rate-limited"));
        assert.ok(seen.endpoint.limit < before, `${seen.endpoint.limit} of ${before}`);
      },
    },
  },
  "server-error": { [anywhere]: { script: ["server-error"], check: retried("server-error", 500) } },
  "bad-gateway": { [anywhere]: { script: ["bad-gateway"], check: retried("server-error", 502) } },
  unavailable: {
    [anywhere]: {
      script: [{ kind: "unavailable", retryAfter: 0.4 }],
      check: (seen) => {
        retried("overloaded", 503)(seen);
        waited(seen, 390);
      },
    },
  },
  "passing-status": {
    "408": { script: [{ kind: "status", status: 408 }], check: retried("timeout", 408) },
    "409": { script: [{ kind: "status", status: 409 }], check: retried("overloaded", 409) },
    "425": { script: [{ kind: "status", status: 425 }], check: retried("overloaded", 425) },
  },
  "lasting-status": {
    "413": {
      script: [{ kind: "status", status: 413, message: "Too much" }],
      check: (seen) => {
        const { detail, attempts } = failed(seen, "rejected");
        assert.match(detail, /HTTP 413.*Too much/);
        assert.equal(attempts.length, 1);
      },
    },
  },
  unauthorized: {
    "by a server that echoes the key": {
      sim: { apiKey: "another" },
      key: KEY,
      check: stops(RefusedKeyError, /refuses with HTTP 401 .*\[key\].*"ASSAY_TEST_KEY"/),
    },
    "in the middle of a run": {
      script: ["unauthorized"],
      check: stops(RefusedKeyError, /HTTP 401.*--api-key-env/),
    },
  },
  forbidden: {
    [anywhere]: { script: ["forbidden"], check: stops(RefusedKeyError, /HTTP 403/) },
  },
  "no-key": {
    [anywhere]: {
      config: { apiKeyEnv: "ASSAY_TEST_KEY" },
      check: (seen) => {
        stops(MissingKeyError, /"ASSAY_TEST_KEY".*is not set/)(seen);
        assert.equal(seen.sim.stats().requests, 0);
      },
    },
  },
  "no-model": {
    "before the first ask": {
      sim: { models: ["other"], dialect: "vllm" },
      check: (seen) => {
        stops(UnknownModelError, /"sim".*"other"/)(seen);
        assert.equal(seen.sim.stats().requests, 0);
      },
    },
    "by a server without a list": {
      script: ["no-model"],
      check: stops(UnknownModelError, /for the model "sim"/),
    },
  },
  "wrong-address": {
    [anywhere]: {
      script: [{ kind: "status", status: 404, message: "Not Found" }],
      check: stops(WrongAddressError, /has no chat completions.*"\/v1"/),
    },
  },
  down: {
    [anywhere]: {
      sim: { openAfterMs: 60_000 },
      check: stops(UnreachableError, /Cannot reach the server.*refused.*start it/i),
    },
  },
  "one-of-several-down": {
    [anywhere]: {
      deadServers: 1,
      check: atOnce((reply, seen) => {
        whole(reply);
        says(seen, "set-aside", /http:\/\/127\.0\.0\.1:\d+\/v1/);
      }),
    },
  },
  parameter: { [anywhere]: { sim: { refuses: ["top_k"] }, check: drops("top_k") } },
  "parameter-stream-options": {
    [anywhere]: {
      sim: { refuses: ["stream_options"] },
      streams: [true],
      check: async (seen) => {
        await drops("stream_options")(seen);
        assert.equal(replyOf(seen).usage.estimated, true);
      },
    },
  },
  "parameter-temperature": {
    [anywhere]: { sim: { refuses: ["temperature"] }, check: drops("temperature") },
  },
  context: {
    "in the words of OpenAI": { sim: { ...small, dialect: "openai" }, check: capped },
    "in the words of vLLM": { sim: { ...small, dialect: "vllm" }, check: capped },
    "in the words of SGLang": { sim: { ...small, dialect: "sglang" }, check: capped },
    "as a limit of completion tokens": {
      sim: { dialect: "openai", maxCompletionTokens: 1_000 },
      check: (seen) => {
        capped(seen);
        assert.equal(replyOf(seen).sentMaxTokens, 1_000);
      },
    },
  },
  "context-clipped": Object.fromEntries((["lmdeploy", "llamacpp"] as const).map((dialect) => [
    `by ${dialect}`,
    {
      sim: {
        dialect,
        contextTokens: 100,
        length: { "non-thinking": { median: 1_000, sigma: 0 } },
      },
      check: atOnce((reply) => {
        assert.equal(reply.finish, "length");
        assert.equal(reply.truncated, true);
        assert.ok(reply.usage.completionTokens < 100);
      }),
    },
  ])),
  "prompt-too-long": Object.fromEntries(
    (["openai", "vllm", "sglang", "lmdeploy", "llamacpp"] as const).map((dialect) => [
      `in the words of ${dialect}`,
      {
        sim: { ...small, dialect },
        prompt: longPrompt,
        check: (seen: Seen) => {
          const { attempts } = failed(seen, "context-overflow");
          assert.ok(attempts.length <= 2, JSON.stringify(attempts));
          assert.equal(
            seen.sim.stats().origins.filler,
            dialect === "lmdeploy" ? attempts.length : 0,
          );
        },
      },
    ]),
  ),
  redirect: {
    [anywhere]: {
      script: [{ kind: "redirect", location: "/v1/chat/completions" }],
      check: atOnce(whole),
    },
  },
  "redirect-elsewhere": {
    [anywhere]: {
      script: [{ kind: "redirect", location: "http://localhost:9/v1/chat/completions" }],
      key: KEY,
      check: (seen) => {
        const { detail } = failed(seen, "rejected");
        assert.match(detail, /redirects to http:\/\/localhost:9, where the key must not go/);
      },
    },
  },
  refused: {
    [anywhere]: {
      sim: { openAfterMs: 350 },
      connect: false,
      config: { maxAttempts: 6 },
      check: (seen) => {
        assert.equal(replyOf(seen).text.length, WHOLE_CHARS);
        const { attempts } = seen.answer();
        assert.ok(attempts.length >= 2);
        assert.ok(attempts.slice(0, -1).every(({ error }) => error?.kind === "refused"));
      },
    },
  },
  restart: {
    [anywhere]: {
      script: [{ kind: "refused", forMs: 350 }],
      connect: false,
      config: { maxAttempts: 6 },
      check: (seen) => {
        assert.equal(replyOf(seen).text.length, WHOLE_CHARS);
        const kinds = seen.answer().attempts.map(({ error }) => error?.kind ?? null);
        assert.equal(kinds[0], "reset");
        assert.ok(kinds.slice(1, -1).every((kind) => kind === "refused"), kinds.join());
        assert.equal(seen.sim.stats().keys.answeredTwice, 0);
      },
    },
  },
  reset: {
    "on a new connection": {
      script: ["reset"],
      connect: false,
      check: retried("reset", null),
    },
    // Deno's fetch asks again on its own when a connection it had kept breaks without an answer.
    "on a connection used before": {
      script: ["reset"],
      check: (seen) => {
        whole(replyOf(seen));
        const { maxAsked, maxAnswered } = seen.sim.stats().keys;
        assert.deepEqual([maxAsked, maxAnswered], [2, 1]);
      },
    },
  },
  stall: {
    "in a stream": {
      script: ["stall"],
      streams: [true],
      config: { idleTimeoutMs: 250 },
      check: retried("idle", null),
    },
    "without a stream": {
      script: ["stall"],
      streams: [false],
      config: { attemptTimeoutMs: 400 },
      check: retried("timeout", null),
    },
  },
  "stall-stream": {
    "in a stream": {
      script: ["stall-stream"],
      streams: [true],
      config: { idleTimeoutMs: 250 },
      check: retried("idle", 200),
    },
    "without a stream": {
      script: ["stall-stream"],
      streams: [false],
      config: { attemptTimeoutMs: 400 },
      check: retried("timeout", 200),
    },
  },
  slow: {
    [anywhere]: {
      sim: { latency: { firstTokenMs: 10, perTokenMs: 1_000 } },
      config: { totalTimeoutMs: 300 },
      check: (seen) => {
        const { detail } = failed(seen, "timeout");
        assert.match(detail, /longer than it may take in all/);
      },
    },
  },
  "cut-stream": {
    "closed": { script: ["cut-stream"], check: retried("cut-stream", 200) },
    "reset": {
      script: [{ kind: "cut-stream", how: "reset" }],
      check: retried("cut-stream", 200),
    },
    "ended early": {
      script: [{ kind: "cut-stream", how: "end" }],
      check: (seen) => retried(seen.stream ? "cut-stream" : "unparsable", 200)(seen),
    },
  },
  "broken-json": { [anywhere]: { script: ["broken-json"], check: retried("unparsable", 200) } },
  "broken-sse": { [anywhere]: { script: ["broken-sse"], check: retried("unparsable", 200) } },
  "odd-sse": { [anywhere]: { script: ["odd-sse"], check: atOnce(whole) } },
  "web-page": { [anywhere]: { script: ["web-page"], check: retried("unparsable", 200) } },
  "error-in-reply": {
    [anywhere]: { script: ["error-in-reply"], check: retried("server-error", 200) },
  },
  "still-failing": {
    [anywhere]: {
      script: ["server-error", "unavailable", "bad-gateway"],
      check: (seen) => {
        const { detail, attempts } = failed(seen, "server-error");
        assert.match(detail, /HTTP 502.*after 3 tries/);
        assert.deepEqual(attempts.map(({ error }) => error?.kind), [
          "server-error",
          "overloaded",
          "server-error",
        ]);
      },
    },
  },
  empty: {
    [anywhere]: {
      script: ["empty"],
      check: atOnce((reply) => {
        assert.equal(reply.text + reply.reasoning, "");
        assert.equal(reply.truncated, false);
      }),
    },
  },
  "reasoning-only": {
    [anywhere]: {
      script: ["reasoning-only"],
      check: atOnce((reply) => {
        assert.equal(reply.text, "");
        assert.ok(reply.reasoning.length > 100);
      }),
    },
  },
  "reasoning-only-often": {
    [anywhere]: {
      sim: { faults: { rates: { "reasoning-only": 1 } } },
      async check(seen) {
        const [watch, going] = [new Watch(false), new Watch(true)];
        let stop: Error | null = null;
        let asked = 0;
        for (; stop === null && asked < 50; asked++) {
          const answer = await seen.ask();
          const kept = keptReply(replyOf({ answer: () => answer }));
          stop = watch.reply("m", kept);
          assert.equal(going.reply("m", kept), null);
        }
        assert.equal(asked, 11);
        assert.match(stop?.message ?? "", /reasoning parser.*--keep-going/);
      },
    },
  },
  "reasoning-field": Object.fromEntries(
    (["reasoning_content", "reasoning"] as const).map((field) => [
      field,
      {
        sim: { reasoningIn: field, thinking: "always" as const },
        check: atOnce((reply) => {
          assert.ok(reply.reasoning.length > 0 && reply.text.length > 0);
          assert.doesNotMatch(reply.text, /think/);
          assert.ok((reply.usage.reasoningTokens ?? 0) > 0);
        }),
      },
    ]),
  ),
  "reasoning-inline": {
    "with both tags": {
      sim: { reasoningIn: "inline", thinking: "always" },
      check: atOnce((reply) => {
        assert.match(reply.text, /^<think>\n[^]+\n<\/think>\n\n[^]+$/);
        assert.equal(reply.reasoning, "");
      }),
    },
    "without the opening tag": {
      sim: { reasoningIn: "no-opening-tag", thinking: "always" },
      check: atOnce((reply) => assert.match(reply.text, /^[^<]+\n<\/think>\n\n[^]+$/)),
    },
  },
  length: {
    [anywhere]: {
      script: ["length"],
      check: atOnce((reply) => {
        assert.equal(reply.finish, "length");
        assert.equal(reply.truncated, true);
      }),
    },
  },
  "length-called-stop": {
    [anywhere]: {
      script: ["length-called-stop"],
      check: atOnce((reply) => {
        assert.equal(reply.finish, "stop");
        assert.equal(reply.truncated, true);
      }),
    },
  },
  "content-filter": {
    [anywhere]: {
      script: ["content-filter"],
      check: atOnce((reply) => assert.equal(reply.finish, "content-filter")),
    },
  },
  "no-usage": {
    [anywhere]: {
      script: ["no-usage"],
      check: atOnce((reply, seen) => {
        whole(reply);
        assert.equal(reply.usage.estimated, true);
        assert.ok(reply.usage.completionTokens > 0);
        says(seen, "usage", /estimated/);
      }),
    },
  },
  "no-finish": {
    [anywhere]: {
      script: ["no-finish"],
      check: atOnce((reply) => {
        whole(reply);
        assert.equal(reply.finish, "unknown");
      }),
    },
  },
  "no-done": { [anywhere]: { script: ["no-done"], check: atOnce(whole) } },
  huge: {
    [anywhere]: {
      script: [{ kind: "huge", bytes: 400_000 }],
      config: { maxReplyBytes: 100_000 },
      check: (seen) => {
        const { detail, attempts } = failed(seen, "too-large");
        assert.match(detail, /larger than 100000 bytes/);
        assert.equal(attempts.length, 1);
      },
    },
  },
  loop: {
    "with the loop breaker": {
      script: ["loop"],
      streams: [true],
      config: { loopBreaker: true },
      check: atOnce((reply, seen) => {
        assert.equal(reply.finish, "loop");
        assert.equal(reply.truncated, true);
        assert.ok(reply.text.length < 12_000, `${reply.text.length} characters`);
        says(seen, "loop", /repeated itself/);
      }),
    },
    "without it": {
      script: [{ kind: "loop", tokens: 1_000 }],
      check: atOnce((reply) => assert.equal(reply.text.length, 4_000)),
    },
  },
};
