import assert from "node:assert/strict";
import { WebError } from "./errors.ts";
import { type SearchConfig, searchProvider } from "./search.ts";
import { testSite } from "./test_site.ts";

const KEY = "key-of-the-engine-1234";
const env = (name: string) => name === "ENGINE_KEY" ? KEY : undefined;
const signal = () => new AbortController().signal;
const json = (value: unknown) => Response.json(value);

Deno.test("searchProvider() speaks SearXNG's JSON", async () => {
  const seen: string[] = [];
  await using site = await testSite((_, url) => {
    seen.push(url.search);
    return json({
      results: [
        {
          title: "Bridges <b>of</b>\n  it",
          url: "https://a.example/",
          content: "Old",
          publishedDate: "2020",
        },
        { title: 7, url: "https://b.example/" },
        { title: "no web", url: "javascript:alert(1)" },
        null,
        "x",
      ],
    });
  });
  const engine = searchProvider({ kind: "searxng", url: `${site.origin}/` }, { env });
  assert.equal(engine.id, `searxng 127.0.0.1:${site.port}`);
  assert.deepEqual(await engine.search("bridges & co", 10, signal()), [
    { title: "Bridges of it", url: "https://a.example/", snippet: "Old", date: "2020" },
    { title: "7", url: "https://b.example/", snippet: "", date: null },
  ]);
  assert.deepEqual(seen, ["?q=bridges%20%26%20co&format=json"]);
  assert.deepEqual(site.asked, ["/search"]);
  assert.equal((await engine.search("x", 1, signal())).length, 1);
});

Deno.test("searchProvider() speaks to any engine that is described", async () => {
  let seen: unknown = null;
  await using site = await testSite(async (request, url) => {
    seen = [request.method, url.search, request.headers.get("x-key"), await request.json()];
    return json({ web: { results: [{ name: "T", link: ["https://a.example/"], text: "S" }] } });
  });
  const config: SearchConfig = {
    kind: "json",
    url: `${site.origin}/api?n={count}`,
    headers: { "x-key": "$ENGINE_KEY" },
    body: { q: "{query}", most: "{count}", keep: [true, "say {query}"] },
    results: "web.results",
    title: "name",
    link: "link.0",
    snippet: "text",
  };
  const hits = await searchProvider(config, { env }).search(`"x"`, 3, signal());
  assert.deepEqual(hits, [{ title: "T", url: "https://a.example/", snippet: "S", date: null }]);
  const body = { q: `"x"`, most: 3, keep: [true, `say "x"`] };
  assert.deepEqual(seen, ["POST", "?n=3", KEY, body]);
});

const ANSWERS: readonly (readonly [why: string, answer: () => Response, says: RegExp])[] = [
  ["broken JSON", () => new Response(`{"results": [`), /not JSON/],
  ["HTML", () => new Response("<html>"), /not JSON/],
  ["no list", () => json({ results: {} }), /no list at "results"/],
  ["a list in the prototype", () => json({ results: "toString" }), /no list/],
  ["a refusal that quotes the key", () => new Response(KEY, { status: 403 }), /answers 403/],
  ["a redirect", () => Response.redirect("http://127.0.0.1:1/"), /answers 302/],
  ["too much", () => new Response("x".repeat(20_000)), /more than 10000 bytes/],
  ["nested without end", () => new Response("[".repeat(9_000)), /not JSON/],
];

for (const [why, answer, says] of ANSWERS) {
  Deno.test(`searchProvider() fails in a sentence for ${why}`, async () => {
    await using site = await testSite(answer);
    const engine = searchProvider({ kind: "searxng", url: site.origin }, { env, bytes: 10_000 });
    await assert.rejects(engine.search("x", 5, signal()), (cause) => {
      assert.ok(cause instanceof WebError);
      assert.equal(cause.kind, "search-failed");
      assert.match(cause.message, says);
      assert.ok(!cause.message.includes(KEY));
      return true;
    });
  });
}

Deno.test("searchProvider() names a variable that is not set, and a server that is not there", async () => {
  const config: SearchConfig = {
    kind: "json",
    url: "http://127.0.0.1:1/?q={query}",
    headers: { key: "$NOT_SET" },
    results: "r",
    title: "t",
    link: "l",
    snippet: "s",
  };
  await assert.rejects(
    searchProvider(config, { env }).search("x", 1, signal()),
    /"NOT_SET" is not set/,
  );
  const none = searchProvider({ ...config, headers: {} }, { env });
  await assert.rejects(none.search("x", 1, signal()), /does not answer/);
});

Deno.test("searchProvider() gives up after its time", async () => {
  await using site = await testSite(() =>
    new Promise<Response>((resolve) => setTimeout(() => resolve(json({})), 600))
  );
  const engine = searchProvider({ kind: "searxng", url: site.origin }, { env, ms: 200 });
  await assert.rejects(engine.search("x", 1, signal()), { kind: "timed-out" });
});
