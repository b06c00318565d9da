import assert from "node:assert/strict";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import {
  exampleAsk,
  exampleAttempt,
  examplePlan,
  exampleReply,
  exampleSample,
  exampleVerdict,
} from "./kept_examples.ts";
import { TABLES } from "./schema.ts";
import { openSqliteStore } from "./sqlite.ts";

const docs = await Deno.readTextFile(new URL("../../docs/store.md", import.meta.url));

/** Runs a test on a small store, opened as the `sqlite3` shell would. */
async function onSmallStore(test: (db: DatabaseSync) => void): Promise<void> {
  const folder = await Deno.makeTempDir({ prefix: "assay-docs-" });
  try {
    const path = join(folder, "run.sqlite");
    await using store = await openSqliteStore(path, { create: true });
    await store.keepManifest({ runId: "r" });
    await store.keepPlan(examplePlan());
    for (const [position, sampleId] of ["s0", "s1", "s2"].entries()) {
      const ask = exampleAsk({ sampleId });
      await store.keepSample(exampleSample({ sampleId, position }));
      await store.keepReply(exampleReply({ ask, requestKey: sampleId, text: `Reply ${sampleId}` }));
      await store.keepReply(exampleReply({ ask, requestKey: `j${sampleId}`, party: "judge" }));
    }
    await store.keepAttempts([
      exampleAttempt({ ms: 10 }),
      exampleAttempt({ ms: 30 }),
      exampleAttempt({ status: null, errorKind: "reset" }),
      exampleAttempt({ status: 200, errorKind: null, errorDetail: null }),
    ]);
    const wrong = { kind: "scored", outcome: "wrong", answer: "3", values: {} } as const;
    const failed = { kind: "unscored", reason: "judge-failed", detail: "reset" } as const;
    const verdicts = [["s1", wrong], ["s2", failed], ["s0", wrong]] as const;
    for (const [sampleId, verdict] of verdicts) {
      await store.keepVerdict(exampleVerdict({ ask: exampleAsk({ sampleId }), verdict }));
    }
    // Scored again, and right this time: the wrong verdict no longer counts.
    await store.keepVerdict(exampleVerdict());
    using db = new DatabaseSync(path, { readOnly: true });
    test(db);
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
}

Deno.test("the queries of docs/store.md give what the page says", async () => {
  const queries = [...docs.matchAll(/```sql\n(.*?)```/gs)].map(([, query = ""]) => query);
  assert.equal(queries.length, 3);
  await onSmallStore((db) => {
    const [outcomes, wrong, failures] = queries.map((query) =>
      db.prepare(query).all().map((row) => ({ ...row }))
    );
    const task = { column_id: "m:thinking", benchmark: "arithmetic", task: "sums" };
    assert.deepEqual(
      outcomes?.toSorted((a, b) => `${a["outcome"]}` < `${b["outcome"]}` ? -1 : 1),
      ["correct", "judge-failed", "wrong"].map((outcome) => ({ ...task, outcome, asks: 1 })),
    );
    assert.deepEqual(wrong, [{
      sample_id: "s1",
      repeat: 0,
      target: '{"answer":2}',
      answer: "3",
      end_of_reply: "Reply s1",
    }]);
    assert.deepEqual(failures, [
      {
        base_url: "http://127.0.0.1:8000/v1",
        error_kind: "overloaded",
        status: 503,
        tries: 2,
        mean_ms: 20,
      },
      {
        base_url: "http://127.0.0.1:8000/v1",
        error_kind: "reset",
        status: null,
        tries: 1,
        mean_ms: 31,
      },
    ]);
  });
});

Deno.test("docs/store.md names every table, column and view", async () => {
  const words = new Set(docs.match(/[a-z_0-9]+/g));
  await onSmallStore((db) => {
    const names = db.prepare(
      `SELECT name FROM sqlite_schema WHERE type IN ('table', 'view')
       UNION SELECT columns.name FROM sqlite_schema AS tables, pragma_table_info(tables.name) AS columns
       WHERE tables.type = 'table'`,
    ).all().map(({ name }) => String(name));
    assert.ok(names.length > TABLES.length + 30);
    assert.deepEqual(names.filter((name) => !words.has(name)), []);
  });
});
