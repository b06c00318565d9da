import assert from "node:assert/strict";
import { join } from "node:path";
import { exportSamples, listRuns, newRunId, runFolder, writeAtomically } from "./run_folder.ts";
import { StoreError } from "./store/errors.ts";
import {
  exampleAsk,
  examplePlan,
  exampleReply,
  exampleSample,
  exampleVerdict,
} from "./store/kept_examples.ts";
import { openMemoryStore } from "./store/memory.ts";
import { openSqliteStore } from "./store/sqlite.ts";

async function inTempFolder(test: (folder: string) => Promise<void>): Promise<void> {
  const folder = await Deno.makeTempDir({ prefix: "assay-folder-" });
  try {
    await test(folder);
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
}

async function names(folder: string): Promise<string[]> {
  return (await Array.fromAsync(Deno.readDir(folder), ({ name }) => name)).sort();
}

Deno.test("runFolder() gives the paths of a run", () => {
  const folder = runFolder("runs", "2026-02-05-081500-k3f9");
  assert.equal(folder.path, join("runs", "2026-02-05-081500-k3f9"));
  assert.equal(folder.store, join(folder.path, "run.sqlite"));
  for (const runId of ["a", "0", "A.b_c-d", "x".repeat(80)]) {
    assert.equal(runFolder("runs", runId).runId, runId);
  }
});

Deno.test("runFolder() refuses an id that could lead elsewhere", () => {
  const ids = [
    "",
    ".",
    "..",
    "../x",
    "a/b",
    "a\\b",
    "/etc",
    "-rf",
    ".hidden",
    "_x",
    "a b",
    "a\n",
    "a\u0000",
    "é",
    "C:",
    "x".repeat(81),
    "\u001b[31m",
  ];
  for (const id of ids) {
    assert.throws(
      () => runFolder("runs", id),
      (error) =>
        error instanceof StoreError && error.kind === "run-id" &&
        // What is shown of the id is safe for a terminal.
        // deno-lint-ignore no-control-regex
        /^Cannot use "[^\u0000-\u001f]*" as a run id: it must begin with/.test(error.message),
      JSON.stringify(id),
    );
  }
});

Deno.test("newRunId() is readable, safe, in order of time, and differs within a second", () => {
  const now = Date.UTC(2026, 1, 5, 8, 15, 0);
  assert.equal(newRunId(now, () => 0.5), "2026-02-05-081500-iiii");
  assert.notEqual(newRunId(now, () => 0.1), newRunId(now, () => 0.9));
  assert.ok(newRunId(now, () => 0.99) < newRunId(now + 1_000, () => 0));
  for (const random of [0, 0.999999]) runFolder("runs", newRunId(now, () => random));
});

Deno.test("listRuns() gives folders that hold a store, sorted", async () => {
  await inTempFolder(async (root) => {
    for (const runId of ["b", "a", "empty", ".hidden"]) {
      await Deno.mkdir(join(root, runId));
      if (runId !== "empty") await Deno.writeTextFile(join(root, runId, "run.sqlite"), "");
    }
    await Deno.writeTextFile(join(root, "file"), "");
    assert.deepEqual((await listRuns(root)).map(({ runId }) => runId), ["a", "b"]);
    assert.deepEqual(await listRuns(join(root, "none")), []);
  });
});

Deno.test("writeAtomically() replaces a file whole, and leaves nothing else", async () => {
  await inTempFolder(async (folder) => {
    const path = join(folder, "leaderboard.md");
    const long = Array.from({ length: 3_000 }, (_, index) => `line ${index} é\ud83e\uddea\n`);
    await writeAtomically(path, "first");
    assert.equal(await Deno.readTextFile(path), "first");
    await writeAtomically(
      path,
      (async function* () {
        for (const line of long) yield await Promise.resolve(line);
      })(),
    );
    assert.equal(await Deno.readTextFile(path), long.join(""));
    await Promise.all(["x", "y", "z"].map((text) => writeAtomically(path, text.repeat(9))));
    assert.match(await Deno.readTextFile(path), /^(x{9}|y{9}|z{9})$/);
    assert.deepEqual(await names(folder), ["leaderboard.md"]);
  });
});

Deno.test("writeAtomically() leaves the old file when the new one cannot be made", async () => {
  await inTempFolder(async (folder) => {
    const path = join(folder, "samples.jsonl");
    await writeAtomically(path, "old");
    await assert.rejects(
      writeAtomically(
        path,
        (async function* () {
          yield await Promise.resolve("x".repeat(200_000));
          throw new RangeError("the store is gone");
        })(),
      ),
      (error) =>
        error instanceof StoreError &&
        /^Cannot write ".*samples.jsonl": .*gone/.test(error.message),
    );
    assert.equal(await Deno.readTextFile(path), "old");
    assert.deepEqual(await names(folder), ["samples.jsonl"]);
    await assert.rejects(writeAtomically(join(folder, "none", "x"), ""), StoreError);
  });
});

Deno.test("exportSamples() writes one line an ask with everything about it", async () => {
  await inTempFolder(async (root) => {
    const folder = runFolder(root, "r");
    await using store = await openSqliteStore(folder.store, { create: true });
    await store.keepPlan(examplePlan());
    const ask = exampleAsk({ sampleId: "s1", repeat: 1 });
    for (const [position, sampleId] of ["s0", "s1", "s2"].entries()) {
      await store.keepSample(exampleSample({ sampleId, position }));
    }
    const replies = [
      exampleReply({ ask, requestKey: "a", text: "line\nbreak\u2028 \u0000" }),
      exampleReply({ ask, requestKey: "b", party: "judge", text: "CORRECT" }),
    ];
    for (const reply of replies) await store.keepReply(reply);
    await store.keepVerdict(exampleVerdict({ ask }));
    await store.keepVerdict(exampleVerdict());
    assert.equal(await exportSamples(store, folder), 2);
    const lines = (await Deno.readTextFile(folder.samples)).trimEnd().split("\n");
    assert.equal(lines.length, 2);
    const [first, second] = lines.map((line) => JSON.parse(line));
    assert.deepEqual(first.ask, exampleAsk());
    assert.deepEqual(first.replies, []);
    assert.deepEqual(second.ask, ask);
    assert.equal(second.runId, "r");
    assert.deepEqual(second.sample.messages, exampleSample({ sampleId: "s1" }).messages);
    assert.deepEqual(second.sample.target, { answer: 2 });
    assert.deepEqual(
      second.replies.map(({ party, text }: { party: string; text: string }) => [party, text]),
      [["model", replies[0]?.text], ["judge", "CORRECT"]],
    );
    assert.deepEqual(second.verdict.verdict, exampleVerdict().verdict);
    // The same rows give the same bytes.
    const before = await Deno.readTextFile(folder.samples);
    await exportSamples(store, folder);
    assert.equal(await Deno.readTextFile(folder.samples), before);
  });
});

Deno.test("exportSamples() writes an empty file for a run without verdicts", async () => {
  await inTempFolder(async (root) => {
    const folder = runFolder(root, "r");
    await Deno.mkdir(folder.path);
    await using store = openMemoryStore();
    assert.equal(await exportSamples(store, folder), 0);
    assert.equal(await Deno.readTextFile(folder.samples), "");
  });
});
