import assert from "node:assert/strict";
import { join } from "node:path";
import { WebError } from "./errors.ts";
import { fileRecording, live, normalized, RecordingError, type WebCall } from "./recording.ts";

const search = (query: string): WebCall => ({ tool: "search", query, count: 10 });
const now = () => Date.UTC(2026, 0, 1);

async function inFolder(work: (path: string) => Promise<void>): Promise<void> {
  const folder = await Deno.makeTempDir();
  try {
    await work(join(folder, "web.jsonl"));
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
}

Deno.test("normalized() makes one call of its spellings", () => {
  assert.deepEqual(normalized(search("  a \n b ")), search("a b"));
  const visit = (url: string) => normalized({ tool: "visit", url });
  assert.deepEqual(visit("HTTP://Site.Example:80/a#b"), visit("http://site.example/a"));
  assert.notDeepEqual(visit("http://site.example/A"), visit("http://site.example/a"));
});

Deno.test("a recording answers what was asked before, and only that when it is replayed", async () => {
  await inFolder(async (path) => {
    let asked = 0;
    const ask = () => Promise.resolve([++asked]);
    const first = await fileRecording(path, "record", now);
    assert.deepEqual(await first.take(search("a"), "engine", ask), [1]);
    assert.deepEqual(await first.take(search("a "), "engine", ask), [1]);
    const both = await Promise.all(["b", "b"].map((one) => first.take(search(one), "engine", ask)));
    assert.deepEqual(both, [[2], [2]]);
    const again = await fileRecording(path, "record", now);
    assert.deepEqual(await again.take(search("b"), "engine", ask), [2]);
    const replay = await fileRecording(path, "replay", now);
    assert.deepEqual(await replay.take(search("a"), "engine", ask), [1]);
    await assert.rejects(replay.take(search("c"), "engine", ask), { kind: "not-recorded" });
    await assert.rejects(replay.take({ tool: "visit", url: "http://a" }, "http", ask), {
      kind: "not-recorded",
    });
    assert.equal(asked, 2);
    const [line] = (await Deno.readTextFile(path)).split("\n");
    assert.deepEqual(JSON.parse(line!), {
      call: search("a"),
      provider: "engine",
      at: "2026-01-01T00:00:00.000Z",
      result: [1],
    });
  });
});

Deno.test("a recording keeps failures; passing ones are tried again while it records", async () => {
  await inFolder(async (path) => {
    const fail = (kind: "timed-out" | "refused-address") => () =>
      Promise.reject(new WebError(kind, "no"));
    const first = await fileRecording(path, "record", now);
    await assert.rejects(first.take(search("slow"), "e", fail("timed-out")), { kind: "timed-out" });
    await assert.rejects(first.take(search("bad"), "e", fail("refused-address")));
    const ok = () => Promise.resolve("now");
    const replay = await fileRecording(path, "replay", now);
    await assert.rejects(replay.take(search("slow"), "e", ok), {
      kind: "timed-out",
      message: "no",
    });
    const again = await fileRecording(path, "record", now);
    assert.equal(await again.take(search("slow"), "e", ok), "now");
    await assert.rejects(again.take(search("bad"), "e", ok), { kind: "refused-address" });
    // The newest answer counts.
    assert.equal(
      await (await fileRecording(path, "replay", now)).take(search("slow"), "e", ok),
      "now",
    );
  });
});

Deno.test("a recording survives a kill in the middle of a line, and refuses what it is not", async () => {
  await inFolder(async (path) => {
    const ask = () => Promise.resolve("x");
    await (await fileRecording(path, "record", now)).take(search("a"), "e", ask);
    const whole = await Deno.readTextFile(path);
    await Deno.writeTextFile(path, whole + whole.slice(0, 40));
    const record = await fileRecording(path, "record", now);
    assert.equal(await record.take(search("b"), "e", ask), "x");
    const replay = await fileRecording(path, "replay", now);
    for (const query of ["a", "b"]) assert.equal(await replay.take(search(query), "e", ask), "x");
    await Deno.writeTextFile(path, `${whole}{"rows": 1}\n`);
    await assert.rejects(fileRecording(path, "replay", now), (cause) => {
      assert.ok(cause instanceof RecordingError);
      assert.match(cause.message, /line 2 is no recorded call/);
      return true;
    });
  });
  await assert.rejects(fileRecording("nowhere/web.jsonl", "replay", now), /there is no such file/);
});

Deno.test("live asks every time", async () => {
  let asked = 0;
  const ask = () => Promise.resolve(++asked);
  await live.take(search("a"), "e", ask);
  assert.equal(await live.take(search("a"), "e", ask), 2);
});
