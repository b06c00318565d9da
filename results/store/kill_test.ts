import assert from "node:assert/strict";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { problem } from "./contract_test_suite.ts";
import { lockPath } from "./run_lock.ts";
import { openSqliteStore } from "./sqlite.ts";
import { keyOf, textOf } from "./writer_process.ts";

const WRITER = fileURLToPath(new URL("writer_process.ts", import.meta.url));

/** A child that writes to a store, and the numbers of the replies it says are kept. */
class Writer implements AsyncDisposable {
  readonly acknowledged: number[] = [];
  readonly #child: Deno.ChildProcess;
  readonly #output: Promise<void>;
  readonly #waiters: (() => void)[] = [];

  constructor(path: string, first: number) {
    this.#child = new Deno.Command("deno", {
      args: ["run", "--no-prompt", "--allow-read", "--allow-write", WRITER, path, `${first}`],
      stdout: "piped",
      stderr: "piped",
    }).spawn();
    this.#output = this.#listen();
  }

  async #listen(): Promise<void> {
    let rest = "";
    for await (const chunk of this.#child.stdout.pipeThrough(new TextDecoderStream())) {
      const lines = (rest + chunk).split("\n");
      // A line cut off by the kill acknowledges nothing.
      rest = lines.pop() ?? "";
      this.acknowledged.push(...lines.map(Number));
      for (const wake of this.#waiters.splice(0)) wake();
    }
    for (const wake of this.#waiters.splice(0)) wake();
  }

  async atWork(): Promise<void> {
    if (this.acknowledged.length > 0) return;
    await new Promise<void>((resolve) => this.#waiters.push(resolve));
    if (this.acknowledged.length > 0) return;
    assert.fail(`the writer ended: ${await new Response(this.#child.stderr).text()}`);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    try {
      this.#child.kill("SIGKILL");
    } catch {
      // It ended by itself, which `atWork` has told.
    }
    await this.#output;
    if (!this.#child.stderr.locked) await this.#child.stderr.cancel();
    await this.#child.status;
  }
}

async function inTempFolder(test: (folder: string) => Promise<void>): Promise<void> {
  const folder = await Deno.makeTempDir({ prefix: "assay-kill-" });
  try {
    await test(folder);
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
}

Deno.test("a writer that is killed five times loses no reply it acknowledged", async () => {
  await inTempFolder(async (folder) => {
    const path = join(folder, "run.sqlite");
    const acknowledged = new Set<number>();
    let first = 0;
    for (let kill = 0; kill < 5; kill++) {
      const writer = new Writer(path, first);
      {
        await using running = writer;
        await running.atWork();
        await new Promise((resolve) => setTimeout(resolve, Math.random() * 150));
      }
      assert.ok(writer.acknowledged.length > 0);
      for (const n of writer.acknowledged) acknowledged.add(n);
      await using store = await openSqliteStore(path, { readOnly: true });
      for (const n of acknowledged) {
        assert.equal((await store.reply(keyOf(n)))?.text, textOf(n), `reply ${n} is lost`);
      }
      first = Math.max(...acknowledged) + 1_000;
    }
  });
});

Deno.test("a run is written by one process, and a killed one leaves no lock", async () => {
  await inTempFolder(async (folder) => {
    const path = join(folder, "run.sqlite");
    {
      await using writer = new Writer(path, 0);
      await writer.atWork();
      await assert.rejects(
        openSqliteStore(path),
        problem("locked", /as process \d+ \(since \d{4}-.*Z\) is writing to it: wait/),
      );
      await assert.rejects(openSqliteStore(path, { create: true }), problem("locked", /writing/));
      // Reading goes on beside the writer, and sees what it acknowledged.
      await using reader = await openSqliteStore(path, { readOnly: true });
      const last = writer.acknowledged.at(-1);
      assert.ok(last !== undefined);
      assert.equal((await reader.reply(keyOf(last)))?.text, textOf(last));
      assert.ok((await Array.fromAsync(reader.allReplies())).length > last);
    }
    assert.ok((await Deno.stat(lockPath(path))).isFile);
    await using store = await openSqliteStore(path);
    await store.keepNote({ at: 0, kind: "resumed", text: "by the next process" });
    assert.equal((await Array.fromAsync(store.notes())).length, 1);
  });
});
