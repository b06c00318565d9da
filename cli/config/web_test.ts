import assert from "node:assert/strict";
import { UsageError } from "../errors.ts";
import { catalog, runFlags } from "../testing.ts";
import { parseConfig } from "./load.ts";
import { resolveRun } from "./resolve.ts";
import { hostProblem } from "./web.ts";

async function resolve(line: string, file: unknown = {}) {
  const config = await parseConfig(JSON.stringify(file), "assay.json");
  const flags = await runFlags(`-u http://127.0.0.1:8000/v1 -m m -b echo ${line}`);
  return await resolveRun(flags, { path: "assay.json", config }, "id", catalog);
}

Deno.test("nothing is said of the web where nothing is asked for", async () => {
  assert.equal((await resolve("")).config.web, undefined);
});

Deno.test("flags say how agents reach the web, over what the file says", async () => {
  const { config } = await resolve(
    "--search-url http://127.0.0.1:8888 --web record --web-recording data/web.jsonl " +
      "--allow-host wiki.example --allow-host 127.0.0.1:9000",
    { web: { mode: "live", recording: "other.jsonl", allowHosts: ["elsewhere.example"] } },
  );
  assert.deepEqual(config.web, {
    mode: "record",
    search: { kind: "searxng", url: "http://127.0.0.1:8888" },
    recording: "data/web.jsonl",
    allowHosts: ["wiki.example", "127.0.0.1:9000"],
  });
});

const ENGINE = {
  kind: "json",
  url: "https://search.example/v1?q={query}&n={count}",
  headers: { "X-Subscription-Token": "$SEARCH_KEY" },
  results: "web.results",
  title: "title",
  link: "url",
  snippet: "description",
};

Deno.test("the file describes a search engine; its key stays in the environment", async () => {
  const { config } = await resolve("", { web: { search: ENGINE } });
  assert.deepEqual(config.web, { mode: "live", search: ENGINE, recording: null, allowHosts: [] });
  const key = "sk-1234567890abcdef";
  for (
    const search of [
      { ...ENGINE, headers: { "X-Subscription-Token": key } },
      { ...ENGINE, url: `https://search.example/?q={query}&api_key=${key}` },
      { ...ENGINE, url: `https://user:${key}@search.example/?q={query}` },
      { ...ENGINE, url: "ftp://search.example/" },
      { ...ENGINE, body: { key } },
      { kind: "searxng", url: `http://127.0.0.1/?token=${key}` },
    ]
  ) {
    await assert.rejects(resolve("", { web: { search } }), (cause) => {
      assert.ok(cause instanceof Error && !cause.message.includes(key), String(cause));
      return true;
    });
  }
});

Deno.test("what cannot be used is refused in a sentence", async () => {
  for (
    const [line, says] of [
      ["--web replay", /give its file with --web-recording/],
      ["--search-url nowhere", /--search-url: it must be the address/],
      ["--allow-host http://a.example/", /--allow-host as "http:\/\/a.example\/" must be a host/],
      ["--allow-host *.example", /must be a host/],
    ] as const
  ) {
    await assert.rejects(resolve(line), (cause) => {
      assert.ok(cause instanceof UsageError, String(cause));
      assert.match(cause.message, says);
      return true;
    });
  }
});

Deno.test("hostProblem() takes hosts, with a port or without, and nothing else", () => {
  for (const host of ["a.example", "127.0.0.1:80", "[::1]:9000", "localhost"]) {
    assert.equal(hostProblem(host), null, host);
  }
  for (const host of ["", "a/b", "a b", "u@a", "*", "a?b", "a:port", "a#b"]) {
    assert.ok(hostProblem(host) !== null, host);
  }
});
