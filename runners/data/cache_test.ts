import { deepStrictEqual, ok, strictEqual, throws } from "node:assert/strict";
import { join } from "node:path";
import fc from "fast-check";
import { hubCacheFolder, hubRepo, urlPlace } from "./cache.ts";
import { source } from "./data_bench.ts";

Deno.test("hubCacheFolder() follows the variables of the hub's tools, nearest first", () => {
  const cases: [Record<string, string>, string][] = [
    [{ HF_HUB_CACHE: "/a", HF_HOME: "/b", HOME: "/h" }, "/a"],
    [{ HUGGINGFACE_HUB_CACHE: "/old", HF_HOME: "/b" }, "/old"],
    [{ HF_HOME: "/b", XDG_CACHE_HOME: "/x", HOME: "/h" }, "/b/hub"],
    [{ XDG_CACHE_HOME: "/x", HOME: "/h" }, "/x/huggingface/hub"],
    [{ HOME: "/h" }, "/h/.cache/huggingface/hub"],
    [{ HF_HUB_CACHE: "", HOME: "/h" }, "/h/.cache/huggingface/hub"],
    [{}, "/d/hub"],
  ];
  for (const [env, wanted] of cases) {
    strictEqual(hubCacheFolder((name) => env[name], "/d"), join(wanted));
  }
});

Deno.test("urlPlace() keeps every address inside the data folder", () => {
  const root = join("/d", "urls");
  fc.assert(
    fc.property(fc.webUrl({ withQueryParameters: true }), fc.string(), (base, end) => {
      const { file, part } = urlPlace({ url: `${base}/${encodeURIComponent(end)}` }, "/d");
      ok(file.startsWith(root) && part.startsWith(root));
      const inner = file.slice(root.length + 1).split(/[\\/]/);
      strictEqual(inner.length, 2, file);
      ok(/^\w[\w.-]*$/.test(inner[1] ?? ""), file);
    }),
  );
  const name = (url: string) => urlPlace({ url }, "/d").file.split("/").at(-1);
  strictEqual(name("https://h/a/test.jsonl?x=/../../etc"), "test.jsonl");
  strictEqual(name("https://h/%2e%2e%2f%2e%2e%2fetc%2fpasswd"), "_2e_2e_2f_2e_2e_2fetc_2fpasswd");
  strictEqual(name("https://h/"), "file");
  const same = urlPlace({ url: "https://h/a/x.csv" }, "/d").file;
  ok(same !== urlPlace({ url: "https://h/b/x.csv" }, "/d").file);
});

Deno.test("hubRepo() lays files out as the hub's own tools do", () => {
  const repo = hubRepo(source({ path: "a/b c/é.jsonl", revision: "refs/convert/parquet" }), "/c");
  strictEqual(repo.folder, join("/c/datasets--inv--set"));
  strictEqual(repo.snapshot("1"), join("/c/datasets--inv--set/snapshots/1/a/b c/é.jsonl"));
  strictEqual(repo.blob("x"), join("/c/datasets--inv--set/blobs/x"));
});

Deno.test("hubRepo() refuses names that lead out of the cache", () => {
  const bad: Parameters<typeof source>[0][] = [
    { repo: "../set" },
    { repo: "inv/.." },
    { repo: "inv" },
    { repo: "inv/set/x" },
    { repo: "in v/set" },
    { path: "../x" },
    { path: "a/../../x" },
    { path: "/etc/passwd" },
    { path: "a//b" },
    { path: "" },
    { path: "a\\..\\b" },
    { path: "c:x" },
    { path: "a\u0000b" },
    { revision: "../main" },
    { revision: "" },
  ];
  const refused = bad.filter((changes) => {
    throws(() => hubRepo(source(changes), "/c"), TypeError, JSON.stringify(changes));
    return true;
  });
  deepStrictEqual(refused.length, bad.length);
});
