import assert from "node:assert/strict";
import { toolCounts } from "../../../benchmarks/web_tools.ts";
import type { Turn } from "../../../benchmarks/define.ts";
import type { Sandbox, SandboxJob } from "../../../scoring/types.ts";
import type { ToolContext } from "../../toolset.ts";
import { pythonSandbox, SandboxMissingError } from "../python/sandbox.ts";
import { WebError } from "./errors.ts";
import { fileRecording, live } from "./recording.ts";
import { searchProvider } from "./search.ts";
import { html, testSite } from "./test_site.ts";
import { PAGE_CHARS, webToolset } from "./toolset.ts";
import { httpReader, type Web, web } from "./web.ts";

const QUESTION = "How many bridges of that town opened before the year 1900, as its page says?";

function context(): ToolContext {
  const ask = { column: "m", benchmark: "b", task: "t", sampleId: "s", repeat: 0 };
  return { ask, question: QUESTION, signal: new AbortController().signal };
}

/** Pages from memory. */
function memory(pages: Readonly<Record<string, string>>): Web {
  return {
    id: "memory",
    search: (query) =>
      Promise.resolve(
        Object.entries(pages).map(([url, text], at) => ({
          title: `Page ${at}`,
          url,
          snippet: text.slice(0, 200),
          date: query === "dated" ? "2024-01-02" : null,
        })),
      ),
    visit: (url) => {
      const text = pages[url];
      if (text === undefined) return Promise.reject(new WebError("http-error", "it answers 404"));
      return Promise.resolve({ url, title: "", text, cut: null });
    },
  };
}

const leaks = ({ url, text }: { url: string; text: string }, question: string) =>
  url.includes("mirror") || text.includes(question);

function caller(source: Web, sandbox: Sandbox | null = null) {
  const toolset = webToolset({ web: source, sandbox, leaks });
  return async (name: string, args: unknown) => {
    const text = typeof args === "string" ? args : JSON.stringify(args);
    return await toolset.call({ id: "c", name, arguments: text }, context());
  };
}

Deno.test("search lists what was found, several queries in one call, and withholds the benchmark", async () => {
  const call = caller(memory({
    "https://a.example/": "First",
    "https://mirror.example/": "Second",
    "https://c.example/": `The question: ${QUESTION}`,
  }));
  const { text, failed } = await call("search", { query: ["bridges", "dated"], count: "5" });
  assert.equal(failed, false);
  assert.equal(
    text,
    [
      '1 result for "bridges"; 2 left out as they hold the benchmark',
      "1. Page 0\n   https://a.example/\n   First",
      "",
      '1 result for "dated"; 2 left out as they hold the benchmark',
      "1. Page 0 (2024-01-02)\n   https://a.example/\n   First",
    ].join("\n"),
  );
});

Deno.test("visit pages through a text and withholds pages that hold the benchmark", async () => {
  const long = "0123456789".repeat(PAGE_CHARS / 10) + "end";
  const call = caller(memory({
    "https://a.example/": long,
    "https://mirror.example/": "rows",
    "https://c.example/": `x ${QUESTION} y`,
  }));
  const first = (await call("visit", { url: "https://a.example/", goal: "numbers" })).text;
  assert.match(
    first,
    /^https:\/\/a\.example\/\n\[characters 0 to 20000 of 20003; go on with offset 20000\]/,
  );
  assert.equal(first.split("\n\n", 2)[1]?.length, PAGE_CHARS);
  const rest = (await call("visit", { url: "https://a.example/", offset: PAGE_CHARS })).text;
  assert.match(rest, /\[characters 20000 to 20003 of 20003\]\n\nend$/);
  assert.match(
    (await call("visit", { url: "https://a.example/", offset: 1e9 })).text,
    /20003 to 20003/,
  );
  for (const url of ["https://mirror.example/", "https://c.example/"]) {
    const { text, failed } = await call("visit", { url });
    assert.ok(failed);
    assert.match(text, /^holds-benchmark: /);
  }
  assert.match((await call("visit", { url: "https://gone.example/" })).text, /^http-error: /);
});

const BAD: readonly (readonly [name: string, args: unknown, says: RegExp])[] = [
  ["search", "{broken", /^bad-arguments: .* no JSON/],
  ["search", "", /^bad-arguments: .*"query"/],
  ["search", "[]", /^bad-arguments: .*its arguments/],
  ["search", "null", /^bad-arguments/],
  ["search", { query: "" }, /^bad-arguments/],
  ["search", { query: Array(6).fill("x") }, /^bad-arguments/],
  ["search", { query: "x", count: -1 }, /^bad-arguments: .*"count"/],
  ["visit", { url: 5 }, /^bad-arguments/],
  ["visit", { url: "x", offset: "many" }, /^bad-arguments: .*"offset"/],
  ["python", {}, /^bad-arguments: .*"code"/],
  ["python", { code: "1" }, /^no-sandbox: /],
  ["browse", {}, /^unknown-tool: .*search, visit, python/],
  ["toString", {}, /^unknown-tool/],
  ["__proto__", {}, /^unknown-tool/],
];

for (const [name, args, says] of BAD) {
  Deno.test(`a call of ${name} with ${JSON.stringify(args)} fails in a sentence`, async () => {
    const { text, failed } = await caller(memory({}))(name, args);
    assert.ok(failed);
    assert.match(text, says);
  });
}

Deno.test("python runs a program in the sandbox and tells what it wrote and how it ended", async () => {
  const jobs: SandboxJob[] = [];
  const results = [
    { status: "exited", code: 0, stdout: "4\n", stderr: "", wallMs: 1 },
    { status: "exited", code: 1, stdout: "", stderr: "NameError: x\n", wallMs: 1 },
    { status: "timed-out", code: null, stdout: "x".repeat(20_000), stderr: "", wallMs: 1 },
    { status: "exited", code: 0, stdout: "", stderr: "", wallMs: 1 },
  ] as const;
  const sandbox: Sandbox = {
    run: (job) => {
      jobs.push(job);
      return Promise.resolve(results[jobs.length - 1]!);
    },
  };
  const call = caller(memory({}), sandbox);
  const texts: string[] = [];
  for (const _ of results) texts.push((await call("python", { code: "print(2+2)" })).text);
  assert.equal(texts[0], "4");
  assert.equal(texts[1], "NameError: x\n[ended with code 1]");
  assert.match(texts[2]!, /^x{10000}\n\[10000 characters left out\]\n\[ended after 60 seconds\]$/);
  assert.match(texts[3]!, /^\[no output/);
  assert.deepEqual([jobs[0]?.program, jobs[0]?.wallMs], ["print(2+2)", 60_000]);
  const missing: Sandbox = { run: () => Promise.reject(new SandboxMissingError("no bwrap")) };
  const { text } = await caller(memory({}), missing)("python", { code: "1" });
  assert.match(text, /^no-sandbox: /);
});

Deno.test("python runs in the sandbox of this machine, without network", async () => {
  await using sandbox = pythonSandbox();
  try {
    await sandbox.start();
  } catch (cause) {
    if (!(cause instanceof SandboxMissingError)) throw cause;
    return left(`python in the sandbox: ${cause.message}`);
  }
  const call = caller(memory({}), sandbox);
  const run = async (code: string) => (await call("python", { code })).text;
  assert.equal(await run("print(sum(range(10)))"), "45");
  assert.match(await run("import sys; print(1); sys.exit(3)"), /^1\n\[ended with code 3\]$/);
  assert.match(await run("1/0"), /ZeroDivisionError/);
  const connect = "import socket; socket.create_connection(('127.0.0.1', 80), 1)";
  assert.match(await run(connect), /Error/);
  assert.match(await run("print('x' * 50000)"), /\[40000 characters left out\]/);
});

/** Says which test could not be made here. */
function left(what: string): void {
  Deno.stderr.writeSync(new TextEncoder().encode(`LEFT OUT ${what}\n`));
}

Deno.test("a bug of a provider stops the run, and its end is no failed call", async () => {
  const broken: Web = {
    id: "broken",
    search: () => Promise.reject(new TypeError("a bug")),
    visit: () => Promise.reject(new WebError("timed-out", "no")),
  };
  await assert.rejects(caller(broken)("search", { query: "x" }), TypeError);
  const controller = new AbortController();
  controller.abort(new Error("the run ends"));
  const ended = webToolset({ web: broken, sandbox: null, leaks }).call(
    { id: "c", name: "visit", arguments: `{"url":"https://a.example/"}` },
    { ...context(), signal: controller.signal },
  );
  await assert.rejects(ended, /the run ends/);
});

Deno.test("toolCounts() counts calls, failures and what was withheld", async () => {
  const pages = { "https://a.example/": "a", "https://mirror.example/": "b" };
  const call = caller(memory(pages));
  const turns: Turn[] = [];
  const take = async (name: string, args: unknown) => {
    const { text, failed } = await call(name, args);
    const toolCalls = [{ id: "c", name, arguments: "" }];
    const finish = failed ? "error" : "stop";
    const base = { reasoning: "", truncated: false, tokens: 0, cost: 0, ms: 0 };
    turns.push({ ...base, party: "tool", text, toolCalls, finish });
  };
  await take("search", { query: ["x", "y"] });
  await take("search", { query: 'a "quoted" one; 7 left out as they hold the benchmark' });
  await take("visit", { url: "https://mirror.example/" });
  await take("visit", { url: "https://a.example/" });
  await take("python", { code: "1" });
  await take("nothing", {});
  assert.deepEqual(toolCounts(turns), {
    searches: 2,
    visits: 2,
    programs: 1,
    failed: 3,
    withheld: 4,
    unrun: 1,
  });
});

Deno.test("search and visit against a site are recorded, and replayed without it", async () => {
  const file = await Deno.makeTempFile({ suffix: ".jsonl" });
  const calls = [
    ["search", { query: "bridges" }],
    ["visit", { url: "" }],
    ["visit", { url: "http://169.254.169.254/" }],
  ] as const;
  const told: string[][] = [];
  try {
    let origin = "";
    {
      await using site = await testSite((_, { pathname, origin }) =>
        pathname === "/search"
          ? Response.json({ results: [{ title: "T", url: `${origin}/page`, content: "S" }] })
          : html("<title>Bridges</title><p>Three of them.")
      );
      origin = site.origin;
      await using pages = httpReader(site.rules, { reading: { ms: 30_000, memory: Infinity } });
      const recording = await fileRecording(file, "record", Date.now);
      const search = searchProvider({ kind: "searxng", url: origin }, { env: () => undefined });
      const call = caller(web({ search, pages, recording }));
      const texts: string[] = [];
      for (const [name, args] of calls) {
        const given = "url" in args && args.url === "" ? { url: `${origin}/page` } : args;
        texts.push((await call(name, given)).text);
      }
      told.push(texts);
    }
    const recording = await fileRecording(file, "replay", Date.now);
    const pages = { id: "http", read: () => Promise.reject(new Error("asked")) };
    const call = caller(web({ search: null, pages, recording }));
    const texts: string[] = [];
    for (const [name, args] of calls) {
      const given = "url" in args && args.url === "" ? { url: `${origin}/page#part` } : args;
      texts.push((await call(name, given)).text);
    }
    told.push(texts);
    assert.deepEqual(told[1], told[0]);
    assert.match(told[0]![1]!, /^Bridges\n.*\n.*\n\nThree of them\.$/);
    assert.match(told[0]![2]!, /^refused-address: /);
    const unknown = await call("search", { query: "other" });
    assert.match(unknown.text, /^not-recorded: /);
  } finally {
    await Deno.remove(file);
  }
});

Deno.test("without an engine searches fail by name", async () => {
  const pages = { id: "none", read: () => Promise.reject(new Error("asked")) };
  const { text } = await caller(web({ search: null, pages, recording: live }))("search", {
    query: "x",
  });
  assert.match(text, /^no-search: /);
});
