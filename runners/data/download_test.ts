import { deepStrictEqual, ok, rejects, strictEqual } from "node:assert/strict";
import { createHash } from "node:crypto";
import { join } from "node:path";
import { download, type DownloadJob, type DownloadTiming } from "./download.ts";
import { DatasetError } from "./errors.ts";
import { startHubServer } from "./hub_server.ts";
import { peekPart } from "./part_file.ts";

const TIMING: DownloadTiming = {
  attempts: 3,
  backoffMs: 1,
  idleMs: 5_000,
  maxRetryAfterMs: 2_000,
};

const COMMIT = "1".repeat(40);
const PATH = "data/test.jsonl";
/** 300 kB of invented lines. */
const TEXT = Array.from(
  { length: 5_000 },
  (_, i) => `{"id":${i},"question":"invented, quite long"}`,
)
  .join("\n");
const SHA = createHash("sha256").update(TEXT).digest("hex");

interface Bench extends AsyncDisposable {
  readonly server: ReturnType<typeof startHubServer>;
  readonly folder: string;
  readonly job: DownloadJob;
}

async function bench(text = TEXT): Promise<Bench> {
  const server = startHubServer({
    "inv/set": { refs: { main: COMMIT }, files: { [PATH]: text }, small: [PATH] },
  });
  const folder = await Deno.makeTempDir();
  const refused = (status: number) =>
    new DatasetError({ kind: "gated", message: `refused with ${status}` });
  return {
    server,
    folder,
    job: {
      url: `${server.url}/datasets/inv/set/resolve/main/${PATH}`,
      token: null,
      part: join(folder, "x.part"),
      target: () => join(folder, "x.jsonl"),
      expected: { sha256: SHA },
      contentId: null,
      what: '"x"',
      instead: "give it",
      refused,
    },
    [Symbol.asyncDispose]: async () => {
      await server[Symbol.asyncDispose]();
      await Deno.remove(folder, { recursive: true });
    },
  };
}

async function files(folder: string): Promise<string[]> {
  return (await Array.fromAsync(Deno.readDir(folder))).map((entry) => entry.name).sort();
}

Deno.test("download() leaves the whole file and nothing else, and tells how far it is", async () => {
  await using b = await bench();
  const told: { bytes: number; total: number | null }[] = [];
  const done = await download(b.job, { timing: TIMING, onProgress: (p) => told.push(p) });
  strictEqual(done?.digest.sha256, SHA);
  strictEqual(done.digest.md5, createHash("md5").update(TEXT).digest("hex"));
  strictEqual(await Deno.readTextFile(done.path), TEXT);
  deepStrictEqual(await files(b.folder), ["x.jsonl"]);
  deepStrictEqual(told[0], { bytes: 0, total: TEXT.length });
  deepStrictEqual(told.at(-1), { bytes: TEXT.length, total: TEXT.length });
});

Deno.test("download() goes on where the connection broke off", async () => {
  await using b = await bench();
  b.server.fail(PATH, { cutAfter: 100_000 }, { status: 503 }, { cutAfter: 100_000 });
  const done = await download(b.job, { timing: TIMING });
  strictEqual(done?.digest.sha256, SHA);
  const ranges = b.server.requests.map((request) => request.range);
  strictEqual(ranges.length, 4);
  strictEqual(ranges[0], null);
  // Every later request asks for less than the one before; none starts over.
  ok(ranges.slice(1).every((range) => /^bytes=[1-9]\d*-$/.test(range ?? "")), String(ranges));
});

Deno.test("download() goes on in a later process", async () => {
  await using b = await bench();
  b.server.fail(PATH, ...Array(3).fill({ cutAfter: 65_000 }));
  await rejects(download(b.job, { timing: { ...TIMING, attempts: 1 } }), { kind: "offline" });
  const left = await peekPart(b.job.part);
  ok(left !== null && left.bytes > 0 && left.bytes <= 65_000, JSON.stringify(left));
  strictEqual(left.total, TEXT.length);
  const done = await download(b.job, { timing: TIMING });
  strictEqual(done?.digest.sha256, SHA);
  strictEqual(b.server.requests.at(1)?.range, `bytes=${left.bytes}-`);
});

Deno.test("download() starts over when the file changed between two tries", async () => {
  await using b = await bench();
  b.server.fail(PATH, { cutAfter: 50_000 });
  await rejects(download(b.job, { timing: { ...TIMING, attempts: 1 } }), { kind: "offline" });
  const other = TEXT.replaceAll("invented", "reworded");
  b.server.change("inv/set", { refs: { main: COMMIT }, files: { [PATH]: other }, small: [PATH] });
  const sha256 = createHash("sha256").update(other).digest("hex");
  const done = await download({ ...b.job, expected: { sha256 } }, { timing: TIMING });
  strictEqual(done?.digest.sha256, sha256);
});

Deno.test("download() copes with a server that knows no ranges", async () => {
  await using b = await bench();
  b.server.fail(PATH, { cutAfter: 50_000 }, { wholeOnly: true });
  strictEqual((await download(b.job, { timing: TIMING }))?.digest.sha256, SHA);
});

Deno.test("download() does not trust a partial file of unknown origin", async () => {
  await using b = await bench();
  await Deno.writeTextFile(b.job.part, "left by who knows whom");
  strictEqual((await download(b.job, { timing: TIMING }))?.digest.sha256, SHA);
  strictEqual(b.server.requests[0]?.range, null);
});

Deno.test("download() refuses content with another checksum and keeps nothing of it", async () => {
  await using b = await bench();
  const wrong = "0".repeat(64);
  const wrongMd5 = "0".repeat(32);
  await rejects(download({ ...b.job, expected: { sha256: wrong } }, { timing: TIMING }), {
    kind: "changed",
    message: 'Cannot use "x": what was downloaded is not what was published: wanted sha256 ' +
      `${wrong}, found ${SHA}: try again, or give it`,
  });
  deepStrictEqual(await files(b.folder), []);
  await rejects(
    download({ ...b.job, expected: { md5: wrongMd5 } }, { timing: TIMING }),
    new RegExp(`wanted md5 ${wrongMd5}, found [0-9a-f]{32}: try again`),
  );
  deepStrictEqual(await files(b.folder), []);
});

Deno.test("download() asks for no byte of a file with another size", async () => {
  await using b = await bench();
  const expected = { bytes: 10, sha256: SHA };
  await rejects(download({ ...b.job, expected }, { timing: TIMING }), {
    kind: "changed",
    message:
      `Cannot use "x": the server announces ${TEXT.length} bytes, wanted 10: the published ` +
      "file has changed: give it",
  });
});

Deno.test("download() stops a server that sends more than was announced", async () => {
  await using b = await bench();
  b.server.fail(PATH, { instead: "x".repeat(5_000_000) });
  const expected = { bytes: TEXT.length };
  await rejects(download({ ...b.job, expected }, { timing: TIMING }), {
    kind: "changed",
    message: `Cannot download "x": the server sends more than the ${TEXT.length} bytes that were ` +
      "announced: try again, or give it",
  });
  deepStrictEqual(await files(b.folder), []);
});

Deno.test("download() knows a page when it gets one for data", async () => {
  await using b = await bench();
  const message =
    `Cannot download "x": "${new URL(b.server.url).host}" answers with an HTML page ` +
    "instead of data, as a login page of a network or a wrong mirror does: give it";
  b.server.fail(PATH, { instead: "Sign in", type: "text/html; charset=utf-8" });
  await rejects(download(b.job, { timing: TIMING }), { kind: "html-instead-of-json", message });
  b.server.fail(PATH, { instead: "\n<!DOCTYPE html><html>Sign in" });
  await rejects(download(b.job, { timing: TIMING }), { kind: "html-instead-of-json", message });
  strictEqual(await peekPart(b.job.part), null);
});

Deno.test("download() waits as the server asks, within reason", async () => {
  await using b = await bench();
  b.server.fail(PATH, { status: 429, headers: { "retry-after": "1" } });
  const started = performance.now();
  strictEqual((await download(b.job, { timing: TIMING }))?.digest.sha256, SHA);
  ok(performance.now() - started >= 990);
  await Deno.remove(join(b.folder, "x.jsonl"));
  b.server.fail(PATH, { status: 429, headers: { "retry-after": "86400" } });
  await rejects(download(b.job, { timing: TIMING }), /answers 429: check the network, or give it$/);
});

Deno.test("download() gives up on a silent server", async () => {
  await using b = await bench();
  const timing = { ...TIMING, attempts: 2, idleMs: 60 };
  b.server.fail(PATH, { stallAfter: 0 }, { stallAfter: 0 });
  await rejects(download(b.job, { timing }), {
    kind: "offline",
    message:
      `Cannot download "x" from "${new URL(b.server.url).host}" after 2 tries: it is silent ` +
      "for 0.06 s: check the network, or give it",
  });
});

Deno.test("download() tries again only what may come right", async () => {
  await using b = await bench();
  for (const status of [401, 403, 404, 410, 451]) {
    b.server.fail(PATH, { status });
    await rejects(download(b.job, { timing: TIMING }), { message: `refused with ${status}` });
  }
  b.server.fail(PATH, { status: 400 });
  await rejects(download(b.job, { timing: TIMING }), { kind: "offline", message: /answers 400/ });
  strictEqual(b.server.requests.length, 6);
  b.server.fail(PATH, ...Array(3).fill({ status: 500 }));
  await rejects(download(b.job, { timing: TIMING }), /after 3 tries: it answers 500/);
  strictEqual(b.server.requests.length, 9);
});

Deno.test("download() says that nobody listens", async () => {
  await using b = await bench();
  const free = Deno.listen({ hostname: "127.0.0.1", port: 0 });
  const { port } = free.addr;
  free.close();
  await rejects(download({ ...b.job, url: `http://127.0.0.1:${port}/x` }, { timing: TIMING }), {
    kind: "offline",
    message: new RegExp(
      `^Cannot download "x" from "127.0.0.1:${port}" after 3 tries: .*refused.*: check the network`,
      "i",
    ),
  });
});

Deno.test("download() stops at once when it is aborted, and keeps what came", async () => {
  await using b = await bench();
  b.server.fail(PATH, { stallAfter: 80_000 });
  const abort = new AbortController();
  const reason = new Error("enough");
  const running = download(b.job, {
    timing: TIMING,
    signal: abort.signal,
    onProgress: () => setTimeout(() => abort.abort(reason), 300),
  });
  await rejects(running, (error) => error === reason);
  ok(((await peekPart(b.job.part))?.bytes ?? 0) > 0);
});

Deno.test("download() lets two at once fetch one file once", async () => {
  await using b = await bench();
  const notes: string[] = [];
  b.server.fail(PATH, { cutAfter: 100_000 });
  const both = await Promise.all([1, 2].map(() =>
    download(b.job, {
      timing: { ...TIMING, backoffMs: 100 },
      onNote: (text) => notes.push(text),
    })
  ));
  strictEqual(both.filter((done) => done === null).length, 1);
  strictEqual(both.filter((done) => done?.digest.sha256 === SHA).length, 1);
  deepStrictEqual(notes, ['Waiting for another process that downloads "x"']);
  strictEqual(b.server.requests.filter((request) => request.range === null).length, 1);
});

Deno.test("download() says where it cannot write", async () => {
  await using b = await bench();
  await Deno.writeTextFile(join(b.folder, "file"), "");
  const part = join(b.folder, "file", "x.part");
  await rejects(download({ ...b.job, part }, { timing: TIMING }), {
    kind: "unreadable",
    message: new RegExp(`^Cannot write "${part}" while downloading "x": `),
  });
});
