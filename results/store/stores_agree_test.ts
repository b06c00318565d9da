import assert from "node:assert/strict";
import { join } from "node:path";
import fc from "fast-check";
import type { AskId, Party } from "../types.ts";
import {
  exampleAsk,
  examplePlan,
  exampleReply,
  exampleSample,
  exampleVerdict,
} from "./kept_examples.ts";
import { openMemoryStore } from "./memory.ts";
import { openSqliteStore } from "./sqlite.ts";
import type { Store } from "./types.ts";

/** Something to keep, the same for every store; what the store answers, or why it refuses. */
type Keep = (store: Store) => Promise<unknown>;

const smallText = fc.oneof(
  fc.constantFrom("a", "b", "a b", "A", "", "\u0000", "\ud83e\uddea", "10", "9"),
  fc.string({ unit: "binary", maxLength: 3 }),
);

const ask: fc.Arbitrary<AskId> = fc.record({
  column: fc.constantFrom("m", "m:thinking"),
  task: fc.constantFrom("sums", "products"),
  sampleId: smallText,
  repeat: fc.nat({ max: 2 }),
}).map(exampleAsk);

const party: fc.Arbitrary<Party> = fc.constantFrom("model", "judge", "user");

const keep: fc.Arbitrary<Keep> = fc.oneof(
  fc.tuple(ask, fc.nat({ max: 3 }), fc.nat({ max: 9 })).map(
    ([{ task, sampleId }, hash, position]) => {
      const sample = exampleSample({ task, sampleId, position, promptSha256: `${hash >> 1}` });
      return (store: Store) => store.keepSample(sample);
    },
  ),
  fc.tuple(ask, party, smallText, fc.nat(5)).map(([ask, party, text, key]) => {
    const reply = exampleReply({ ask, party, text, requestKey: `${key}`, promptTokens: key });
    return (store: Store) => store.keepReply(reply);
  }),
  fc.tuple(ask, smallText, fc.boolean()).map(([ask, detail, failed]) => {
    const verdict = exampleVerdict(
      failed ? { ask, verdict: { kind: "unscored", reason: "request-failed", detail } } : { ask },
    );
    return (store: Store) => store.keepVerdict(verdict);
  }),
  fc.tuple(ask, fc.nat({ max: 2 })).map(([{ column, task }, repeats]) => {
    const plan = examplePlan({ column, task, repeats });
    return (store: Store) => store.keepPlan(plan);
  }),
  smallText.map((text) => (store: Store) => store.keepNote({ at: 1, kind: "capped", text })),
);

/** Everything a store can be asked, about every column and task that may be there. */
async function everything(store: Store) {
  const tasks = [];
  for (const task of ["sums", "products"]) {
    const filter = { benchmark: "arithmetic", task };
    tasks.push(await Array.fromAsync(store.samples(filter)));
    for (const column of ["m", "m:thinking"]) {
      tasks.push(await Array.fromAsync(store.verdicts(column, filter)));
      tasks.push(await store.scoredAsks(column, filter));
    }
  }
  const replies = await Array.fromAsync(store.allReplies());
  return {
    tasks,
    replies,
    judged: await Array.fromAsync(store.allReplies("judge")),
    ofAsks: await Promise.all(replies.map(({ ask }) => store.replies(ask))),
    tokens: await store.tokens(),
    plans: await store.plans(),
    notes: await Array.fromAsync(store.notes()),
  };
}

/** What came of keeping, the path in an error apart. */
async function outcomes(store: Store, keeps: readonly Keep[]): Promise<unknown[]> {
  const settled = await Promise.allSettled(keeps.map((keep) => keep(store)));
  return settled.map((result) =>
    result.status === "fulfilled" ? result.value : String(result.reason)
  );
}

Deno.test("the SQLite store and the memory store agree, whatever is kept, and after a restart", async () => {
  const folder = await Deno.makeTempDir({ prefix: "assay-agree-" });
  let runs = 0;
  try {
    await fc.assert(
      fc.asyncProperty(fc.array(keep, { maxLength: 40 }), async (keeps) => {
        const path = join(folder, `${++runs}`, "run.sqlite");
        await using memory = openMemoryStore();
        {
          await using sqlite = await openSqliteStore(path, { create: true });
          assert.deepEqual(await outcomes(sqlite, keeps), await outcomes(memory, keeps));
          assert.deepEqual(await everything(sqlite), await everything(memory));
        }
        await using again = await openSqliteStore(path, { readOnly: true });
        assert.deepEqual(await everything(again), await everything(memory));
      }),
      { numRuns: 40 },
    );
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
});
