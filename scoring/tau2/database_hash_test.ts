import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { databaseHash, databaseText, sameDatabase } from "./database_hash.ts";
import { Table } from "./table.ts";

type Row = { amount: number | bigint; tags?: string[] };

const base = new Map<string, Row>([["b", { amount: 2n }], ["a", { amount: 2, tags: ["é"] }]]);
const fresh = () => ({ rows: new Table(base), day: "2025-02-25" });

const TEXT =
  '{"day": "2025-02-25", "rows": {"a": {"amount": 2.0, "tags": ["\\u00e9"]}, "b": {"amount": 2}}}';

Deno.test("databaseText() is Python's JSON with sorted keys, databaseHash() its SHA-256", () => {
  assert.equal(databaseText(fresh()), TEXT);
  assert.equal(databaseText(fresh()), TEXT, "the same with texts kept from before");
  assert.equal(databaseHash(fresh()), createHash("sha256").update(TEXT).digest("hex"));
});

Deno.test("sameDatabase() says what equal texts say", () => {
  const changes: readonly ((db: ReturnType<typeof fresh>) => void)[] = [
    () => {},
    ({ rows }) => void rows.get("a"),
    ({ rows }) => rows.get("a")?.tags?.push("x"),
    ({ rows }) => rows.set("b", { amount: 2 }),
    ({ rows }) => rows.set("b", { amount: 2n }),
    ({ rows }) => rows.set("c", { amount: 2n }),
    (db) => void (db.day = "2025-02-26"),
    (db) => void (db.rows = new Table(new Map(base))),
  ];
  for (const one of changes) {
    for (const two of changes) {
      const [a, b] = [fresh(), fresh()];
      one(a);
      two(b);
      assert.equal(sameDatabase(a, b), databaseText(a) === databaseText(b));
    }
  }
  assert.ok(!sameDatabase(fresh(), { rows: fresh().rows }));
});
