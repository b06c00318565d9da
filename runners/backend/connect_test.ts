import { deepEqual, equal, match, ok, rejects } from "node:assert/strict";
import type { Json } from "../../scoring/json.ts";
import {
  BackendError,
  MissingKeyError,
  RefusedKeyError,
  UnknownModelError,
  UnreachableError,
  WrongAddressError,
} from "./errors.ts";
import { open, REQUEST } from "./open_endpoint.ts";
import {
  deadUrl,
  type Handler,
  models,
  rawServer,
  refusal,
  scriptedServer,
  silence,
  streamed,
} from "./scripted_server.ts";
import type { EndpointConfig } from "./types.ts";

async function connect(
  answer: Handler | undefined,
  more: Partial<EndpointConfig> = {},
  other?: Handler,
) {
  await using server = scriptedServer([], {
    ...(answer === undefined ? {} : { models: answer }),
    ...(other === undefined ? {} : { other }),
  });
  using opened = open(server.url, { dialect: "auto", ...more });
  const facts = await opened.endpoint.connect();
  return { facts, notes: opened.notes, seen: server.seen };
}

Deno.test("connect() finds dialect, models and context of each server", async () => {
  const rows: readonly [card: Json, dialect: string, contextTokens: number | null][] = [
    [{ id: "m", owned_by: "vllm", max_model_len: 40_960 }, "vllm", 40_960],
    [{ id: "m", owned_by: "sglang", max_model_len: 32_768 }, "sglang", 32_768],
    [{ id: "m", owned_by: "lmdeploy" }, "lmdeploy", null],
    [
      { id: "m", owned_by: "llamacpp", meta: { n_ctx: 4096, n_ctx_train: 32_768 } },
      "llamacpp",
      4096,
    ],
    [{ id: "m", owned_by: "someone", context_length: 131_072 }, "openai", 131_072],
    [{ id: "m", owned_by: "openai" }, "openai", null],
  ];
  for (const [card, dialect, contextTokens] of rows) {
    const { facts, notes } = await connect(models(card));
    equal(facts.dialect, dialect);
    equal(facts.contextTokens, contextTokens, dialect);
    deepEqual(facts.models, ["m"]);
    deepEqual(facts.dropped, []);
    equal(facts.simulated, false);
    ok(facts.dialectWhy.length > 10);
    deepEqual(notes.map(({ kind }) => kind), ["dialect"]);
  }
});

Deno.test("connect() asks llama.cpp's /props where the list does not tell the context", async () => {
  const { facts, seen } = await connect(
    models({ id: "m", owned_by: "llamacpp" }),
    {},
    () => Response.json({ default_generation_settings: { n_ctx: 8192 } }),
  );
  equal(facts.contextTokens, 8192);
  deepEqual(seen.map(({ path }) => path), ["/v1/models", "/props"]);
  const without = await connect(models({ id: "m", owned_by: "llamacpp" }));
  equal(without.facts.contextTokens, null);
});

Deno.test("connect() believes the configuration before the server", async () => {
  const { facts } = await connect(
    models({ id: "m", owned_by: "vllm", max_model_len: 40_960 }),
    { dialect: "sglang", contextTokens: 1000 },
  );
  equal(facts.dialect, "sglang");
  equal(facts.dialectWhy, "it is configured");
  equal(facts.contextTokens, 1000);
});

Deno.test("connect() tells a simulated server", async () => {
  const { facts } = await connect(() =>
    Response.json({ data: [{ id: "m" }] }, { headers: { "x-assay-sim": "1" } })
  );
  equal(facts.simulated, true);
});

Deno.test("connect() does without a list of models, and says so", async () => {
  const rows: readonly [why: string, answer: Handler | undefined, said: RegExp][] = [
    ["404", undefined, /HTTP 404: Not Found/],
    ["405", () => new Response("no", { status: 405 }), /HTTP 405: no/],
    ["a page", () => new Response("<h1>Welcome</h1>"), /no JSON but "Welcome"/],
    ["busy", refusal(503, "loading"), /HTTP 503: loading/],
  ];
  await Promise.all(rows.map(async ([why, answer, said]) => {
    const { facts, notes } = await connect(answer);
    deepEqual(facts.models, [], why);
    equal(facts.dialect, "openai", why);
    ok(notes.some(({ text }) => said.test(text)), `${why}: ${JSON.stringify(notes)}`);
  }));
});

Deno.test("connect() takes odd lists as far as they can be read", async () => {
  const rows: readonly [list: unknown, found: string[]][] = [
    [{ data: [{ id: "m" }, 7, null, { name: "x" }] }, ["m"]],
    [[{ id: "m" }], ["m"]],
    [{ data: [{ id: "long/m", aliases: ["m"] }] }, ["long/m", "m"]],
    [{ models: [] }, []],
    [{ data: "none" }, []],
  ];
  for (const [list, found] of rows) {
    const { facts } = await connect(() => Response.json(list));
    deepEqual(facts.models, found, JSON.stringify(list));
  }
});

Deno.test("connect() stops a run with a model that a server of our own does not serve", async () => {
  const cards = ["a", "b"].map((id) => ({ id, owned_by: "vllm" }));
  await rejects(connect(models(...cards)), (error) => {
    ok(error instanceof UnknownModelError);
    deepEqual(error.models, ["a", "b"]);
    match(error.message, /"test" for the model "m".*serves "a", "b": give one of these names$/);
    return true;
  });
  const hosted = await connect(models({ id: "a", owned_by: "someone" }));
  ok(hosted.notes.some(({ text }) => /does not list "m" among its 1 models/.test(text)));
});

Deno.test("connect() stops a run with a refused or a missing key", async () => {
  await rejects(connect(refusal(401, "bad key")), (error) => {
    ok(error instanceof RefusedKeyError && error instanceof BackendError);
    match(error.message, /refuses with HTTP 401 \(bad key\): name the environment variable/);
    return true;
  });
  using opened = open("http://127.0.0.1:9/v1", { apiKeyEnv: "NO_SUCH_KEY" }, {
    env: () => undefined,
  });
  const missing = (error: unknown) => {
    ok(error instanceof MissingKeyError);
    match(error.message, /the environment variable "NO_SUCH_KEY"/);
    return true;
  };
  await rejects(opened.endpoint.connect(), missing);
  await rejects(opened.endpoint.ask(REQUEST), missing);
});

Deno.test("a key loses the end of its line, and one that no header can hold is told", async () => {
  await using server = scriptedServer([streamed("five")]);
  using trimmed = open(server.url, { apiKeyEnv: "KEY" }, { env: () => " sk-canary-012345\r\n" });
  await trimmed.endpoint.ask(REQUEST);
  equal(server.asks[0]?.headers.get("authorization"), "Bearer sk-canary-012345");
  for (const key of ["sk-canary\n012345", "sk-canary-\u2026"]) {
    using opened = open(server.url, { apiKeyEnv: "KEY" }, { env: () => key });
    await rejects(opened.endpoint.ask(REQUEST), (error) => {
      ok(error instanceof MissingKeyError);
      match(error.message, /"KEY" holds characters that no key can have: set it again$/);
      return true;
    });
  }
  using header = open(server.url, { headers: { "x-team": "a\nb" } });
  await rejects(header.endpoint.connect(), /the header "x-team" holds characters/);
});

Deno.test("connect() stops a run with a server that cannot be reached", async () => {
  using dead = open(deadUrl());
  await rejects(dead.endpoint.connect(), (error) => {
    ok(error instanceof UnreachableError);
    match(
      error.message,
      /^Cannot reach the server of "test" at http.*Connection refused.*start it/,
    );
    return true;
  });
  using raw = rawServer([""]);
  using reset = open(raw.url);
  await rejects(reset.endpoint.connect(), UnreachableError);
  equal(raw.connections, 3, "three tries");
});

Deno.test("connect() does not wait for ever, and ends with the caller's reason", async () => {
  await using server = scriptedServer([], { models: silence() });
  using opened = open(server.url, { attemptTimeoutMs: 50 });
  await rejects(opened.endpoint.connect(), /no answer within/);
  const reason = new Error("the user went home");
  using other = open(server.url);
  const controller = new AbortController();
  setTimeout(() => controller.abort(reason), 30);
  await rejects(other.endpoint.connect({ signal: controller.signal }), reason);
});

Deno.test("ask() stops a run with 401, 403 and 404", async () => {
  const rows: readonly [Handler, new (...args: never[]) => Error, RegExp][] = [
    [refusal(401, "bad key"), RefusedKeyError, /HTTP 401 \(bad key\)/],
    [refusal(403, "not yours"), RefusedKeyError, /HTTP 403 \(not yours\)/],
    [
      refusal(404, "The model `m` does not exist."),
      UnknownModelError,
      /does not know it \(The model `m` does not exist\.\): give the name/,
    ],
    [
      () => Response.json({ detail: "Not Found" }, { status: 404 }),
      WrongAddressError,
      /has no chat completions \(Not Found\): check the base URL/,
    ],
  ];
  for (const [handler, kind, message] of rows) {
    await using server = scriptedServer([handler]);
    using opened = open(server.url);
    await rejects(opened.endpoint.ask(REQUEST), (error) => {
      ok(error instanceof kind);
      match(error.message, message);
      return true;
    });
    equal(server.asks.length, 1);
  }
});

Deno.test("a 404 after connect() names what the server serves", async () => {
  await using server = scriptedServer([refusal(404, "no such model")], {
    models: models({ id: "other", owned_by: "someone" }),
  });
  using opened = open(server.url, { dialect: "auto" });
  await opened.endpoint.connect();
  await rejects(opened.endpoint.ask(REQUEST), (error) => {
    ok(error instanceof UnknownModelError);
    deepEqual(error.models, ["other"]);
    match(error.message, /it serves "other"$/);
    return true;
  });
});

Deno.test("a pool goes on without the servers that are dead", async () => {
  const card = { id: "m", owned_by: "vllm", max_model_len: 4096 };
  await using alive = scriptedServer([streamed("five")], { models: models(card) });
  using opened = open([deadUrl(), alive.url]);
  const facts = await opened.endpoint.connect();
  deepEqual(facts.models, ["m"]);
  deepEqual(opened.notes.map(({ kind }) => kind), ["set-aside", "dialect"]);
  for (let i = 0; i < 4; i++) {
    equal((await opened.endpoint.ask(REQUEST)).attempts.length, 1);
  }
  equal(alive.asks.length, 4);
});

Deno.test("a pool asks another server at once when one cannot be connected to", async () => {
  await using alive = scriptedServer([streamed("five")]);
  using opened = open([deadUrl(), alive.url], {}, { random: () => 1 });
  const began = performance.now();
  const answers = await Promise.all(
    Array.from({ length: 8 }, () => opened.endpoint.ask(REQUEST)),
  );
  ok(performance.now() - began < 450, "no pause");
  ok(answers.every(({ kind }) => kind === "reply"));
  equal(opened.notes.filter(({ kind }) => kind === "set-aside").length, 1);
});

Deno.test("a pool uses a server again that answers again", async () => {
  let now = 1_000;
  let up = false;
  const flaky: typeof fetch = (input, init) => {
    const url = input instanceof Request ? input.url : String(input);
    if (!up && url.startsWith(first.url)) throw new TypeError("fetch failed");
    return fetch(input, init);
  };
  await using first = scriptedServer([streamed("one")], { models: models({ id: "m" }) });
  await using second = scriptedServer([streamed("two")], { models: models({ id: "m" }) });
  using opened = open([first.url, second.url], {}, { now: () => now, fetch: flaky });
  for (let i = 0; i < 8; i++) await opened.endpoint.ask(REQUEST);
  equal(first.asks.length, 0);
  up = true;
  now += 5_000;
  await opened.endpoint.ask(REQUEST);
  await new Promise((resolve) => setTimeout(resolve, 50));
  for (let i = 0; i < 4; i++) await opened.endpoint.ask(REQUEST);
  ok(first.asks.length >= 2);
  deepEqual(opened.notes.map(({ kind }) => kind), ["set-aside", "back"]);
});
