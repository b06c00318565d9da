import assert from "node:assert/strict";
import { WriteQueue, type WriteTarget } from "./write_queue.ts";

/** A disk whose every moment the test decides. */
class Disk implements WriteTarget {
  readonly committed: string[] = [];
  readonly batches: string[][] = [];
  full = false;
  broken = false;
  #inTransaction: string[] = [];
  #syncs: PromiseWithResolvers<void>[] = [];

  constructor(readonly slow = false) {}

  write(text: string): () => string {
    return () => {
      if (text === "bad row") throw new RangeError(text);
      this.#inTransaction.push(text);
      return text;
    };
  }

  transact(work: () => void): void {
    this.#inTransaction = [];
    work();
    if (this.full) throw new Error("full");
    if (this.broken) throw new Error("broken");
    this.batches.push(this.#inTransaction);
    this.committed.push(...this.#inTransaction);
  }

  spares(error: unknown): boolean {
    return error instanceof RangeError;
  }

  sync(): Promise<void> {
    if (!this.slow) return Promise.resolve();
    const sync = Promise.withResolvers<void>();
    this.#syncs.push(sync);
    return sync.promise;
  }

  /** Ends the sync under way. */
  endSync(error?: Error): void {
    const sync = this.#syncs.shift();
    assert.ok(sync, "no sync is under way");
    if (error === undefined) sync.resolve();
    else sync.reject(error);
  }

  obstacle(error: unknown): string | null {
    return error instanceof Error && error.message === "full" ? "the disk is full" : null;
  }

  explain(error: unknown): Error {
    return new Error(`explained: ${error instanceof Error ? error.message : error}`);
  }
}

function open(disk: Disk) {
  const pauses: (string | null)[] = [];
  const queue = new WriteQueue(disk, {
    retryMs: 5,
    onPause: (state) => pauses.push(state && `${state.obstacle}, ${state.waiting} waiting`),
    ended: (state) => new Error(state === "late" ? "closed" : `ended: ${state.obstacle}`),
  });
  return { queue, pauses, add: (text: string) => queue.add(text.length, disk.write(text)) };
}

const tick = (ms = 4) => new Promise((resolve) => setTimeout(resolve, ms));

/** Follows a promise without waiting for it. */
function watch(promise: Promise<unknown>): { state: string } {
  const seen = { state: "pending" };
  promise.then(() => seen.state = "kept", (error) => seen.state = String(error.message));
  return seen;
}

Deno.test("WriteQueue commits what comes in one turn as one batch, in order", async () => {
  const disk = new Disk();
  const { queue, add } = open(disk);
  const results = await Promise.all(["a", "b", "c"].map(add));
  assert.deepEqual(results, ["a", "b", "c"]);
  assert.deepEqual(disk.batches, [["a", "b", "c"]]);
  await queue.end();
});

Deno.test("WriteQueue settles a write only when its batch is synced", async () => {
  const disk = new Disk(true);
  const { queue, add } = open(disk);
  const first = watch(add("a"));
  await tick();
  assert.deepEqual(disk.committed, ["a"]);
  assert.equal(first.state, "pending");
  const reader = watch(queue.settled());
  await tick();
  assert.equal(reader.state, "pending");
  disk.endSync();
  await tick();
  assert.equal(first.state, "kept");
  assert.equal(reader.state, "kept");
  await queue.settled();
  await queue.end();
});

Deno.test("WriteQueue gathers a batch while another one is being synced", async () => {
  const disk = new Disk(true);
  const { queue, add } = open(disk);
  const a = watch(add("a"));
  await tick();
  const later = ["b", "c", "d"].map((text) => watch(add(text)));
  await tick();
  assert.deepEqual(disk.batches, [["a"]]);
  disk.endSync();
  await tick();
  assert.equal(a.state, "kept");
  assert.deepEqual(disk.batches, [["a"], ["b", "c", "d"]]);
  assert.deepEqual(later.map(({ state }) => state), ["pending", "pending", "pending"]);
  disk.endSync();
  await tick();
  assert.deepEqual(later.map(({ state }) => state), ["kept", "kept", "kept"]);
  await queue.end();
});

Deno.test("WriteQueue commits a large batch at once, whatever the disk does", async () => {
  const disk = new Disk(true);
  const { queue, add } = open(disk);
  const writes = Array.from({ length: 600 }, (_, index) => add(`${index}`));
  assert.ok(disk.committed.length >= 512, "nothing was committed in the same turn");
  const big = add("x".repeat(2 << 20));
  assert.equal(disk.committed.length, 601);
  disk.endSync();
  await tick();
  disk.endSync();
  await Promise.all([...writes, big]);
  await queue.end();
});

Deno.test("WriteQueue rejects the write that fails and keeps the others of its batch", async () => {
  const disk = new Disk();
  const { queue, add } = open(disk);
  const seen = ["a", "bad row", "b"].map((text) => watch(add(text)));
  await tick();
  assert.deepEqual(seen.map(({ state }) => state), ["kept", "explained: bad row", "kept"]);
  assert.deepEqual(disk.committed, ["a", "b"]);
  await queue.end();
});

Deno.test("WriteQueue waits out a full disk and loses nothing", async () => {
  const disk = new Disk();
  const { queue, pauses, add } = open(disk);
  disk.full = true;
  const seen = ["a", "b"].map((text) => watch(add(text)));
  await tick(20);
  seen.push(watch(add("c")));
  const flushed = watch(queue.flush());
  await tick(20);
  assert.deepEqual(seen.map(({ state }) => state), ["pending", "pending", "pending"]);
  assert.equal(flushed.state, "pending");
  assert.deepEqual(pauses, ["the disk is full, 2 waiting"]);
  disk.full = false;
  await tick(20);
  assert.deepEqual(seen.map(({ state }) => state), ["kept", "kept", "kept"]);
  assert.equal(flushed.state, "kept");
  assert.deepEqual(pauses, ["the disk is full, 2 waiting", null]);
  assert.deepEqual(disk.committed, ["a", "b", "c"]);
  await queue.end();
});

Deno.test("WriteQueue rejects what still waits when it ends on a full disk", async () => {
  const disk = new Disk();
  const { queue, pauses, add } = open(disk);
  disk.full = true;
  const seen = ["a", "b"].map((text) => watch(add(text)));
  await tick(20);
  await queue.end();
  assert.deepEqual(seen.map(({ state }) => state), [
    "ended: the disk is full",
    "ended: the disk is full",
  ]);
  assert.equal(pauses.length, 1);
  await assert.rejects(add("c"), /closed/);
});

Deno.test("WriteQueue writes what waits when it ends, and waits for the disk", async () => {
  const disk = new Disk(true);
  const { queue, add } = open(disk);
  const seen = watch(add("a"));
  const ended = watch(queue.end());
  await tick();
  assert.deepEqual(disk.committed, ["a"]);
  assert.equal(ended.state, "pending");
  disk.endSync();
  await tick();
  assert.equal(seen.state, "kept");
  assert.equal(ended.state, "kept");
});

Deno.test("WriteQueue tells everyone when the disk cannot be synced", async () => {
  const disk = new Disk(true);
  const { queue, add } = open(disk);
  const committed = watch(add("a"));
  await tick();
  const waiting = watch(add("b"));
  const reader = watch(queue.settled());
  disk.endSync(new Error("input/output error"));
  await tick();
  for (const { state } of [committed, waiting, reader]) {
    assert.equal(state, "explained: input/output error");
  }
  await assert.rejects(add("c"), /explained: input\/output error/);
  await assert.rejects(queue.flush(), /explained/);
  await queue.end();
});

Deno.test("WriteQueue tells everyone when a transaction fails for good", async () => {
  const disk = new Disk();
  const { queue, pauses, add } = open(disk);
  disk.broken = true;
  const seen = ["a", "b"].map((text) => watch(add(text)));
  await tick();
  assert.deepEqual(seen.map(({ state }) => state), ["explained: broken", "explained: broken"]);
  disk.broken = false;
  await assert.rejects(add("c"), /explained: broken/);
  assert.deepEqual([disk.committed, pauses], [[], []]);
  await queue.end();
});
