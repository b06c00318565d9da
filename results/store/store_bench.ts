/**
 * Replies of 4 kB, each kept and waited for, so many at a time; and what a run that goes on reads
 * from 100,000 asks.
 *
 *     deno bench --allow-read --allow-write results/store/store_bench.ts
 *
 * @module
 */
import { join } from "node:path";
import { exampleAsk, exampleReply, exampleSample, exampleVerdict } from "./kept_examples.ts";
import { openSqliteStore } from "./sqlite.ts";
import type { Store } from "./types.ts";

const folder = await Deno.makeTempDir({ prefix: "assay-bench-" });
globalThis.addEventListener("unload", () => Deno.removeSync(folder, { recursive: true }));

const TEXT = "The quick brown fox jumps over the lazy dog, again. ".repeat(80).slice(0, 4096);
const REPLIES = 2_000;
const ASKS = 100_000;
const FILTER = { benchmark: "arithmetic", task: "sums" };

let made = 0;

/** Opens an empty store in a folder of its own. */
function freshStore(): Promise<Store> {
  return openSqliteStore(join(folder, `${++made}`, "run.sqlite"), { create: true });
}

/** Does something `count` times, so many at a time. */
async function eachOf(
  count: number,
  atATime: number,
  work: (index: number) => Promise<unknown>,
): Promise<void> {
  let next = 0;
  await Promise.all(Array.from({ length: atATime }, async () => {
    while (next < count) await work(next++);
  }));
}

for (const atATime of [1, 16, 64, 256]) {
  const replies = atATime === 1 ? REPLIES / 20 : REPLIES;
  Deno.bench({
    name: `keep ${replies} replies of 4 kB, ${atATime} at a time`,
    group: "keep",
    n: 5,
    warmup: 1,
    async fn(bench) {
      await using store = await freshStore();
      const keys = Array.from({ length: replies }, () => crypto.randomUUID());
      bench.start();
      await eachOf(replies, atATime, (index) =>
        store.keepReply(exampleReply({
          requestKey: keys[index] ?? "",
          ask: exampleAsk({ sampleId: `s${index}` }),
          text: TEXT,
        })));
      bench.end();
    },
  });
}

let large: Promise<Store> | undefined;

/** A store of 100,000 samples, replies and verdicts, made once. */
function largeStore(): Promise<Store> {
  return large ??= (async () => {
    const store = await freshStore();
    await eachOf(ASKS, 1_000, async (position) => {
      const sampleId = `s${position}`;
      const ask = exampleAsk({ sampleId });
      await store.keepSample(exampleSample({ sampleId, position }));
      await store.keepReply(exampleReply({ requestKey: crypto.randomUUID(), ask, text: TEXT }));
      await store.keepVerdict(exampleVerdict({ ask }));
    });
    return store;
  })();
}

/** Counts what comes, without keeping it. */
async function drained(items: AsyncIterable<unknown>): Promise<number> {
  let count = 0;
  for await (const _ of items) count++;
  return count;
}

const reads: Readonly<Record<string, (store: Store) => Promise<number>>> = {
  "scoredAsks()": async (store) => (await store.scoredAsks("m:thinking", FILTER)).size,
  "tokens()": async (store) => ASKS * (await store.tokens()).length,
  "verdicts()": (store) => drained(store.verdicts("m:thinking", FILTER)),
  "samples()": (store) => drained(store.samples(FILTER)),
  "allReplies()": (store) => drained(store.allReplies()),
};

for (const [name, read] of Object.entries(reads)) {
  Deno.bench({
    name: `${name} of 100,000 asks`,
    group: "read",
    n: 3,
    warmup: 1,
    async fn(bench) {
      const store = await largeStore();
      bench.start();
      const found = await read(store);
      bench.end();
      if (found !== ASKS) throw new Error(`${name} found ${found} of ${ASKS}`);
    },
  });
}
