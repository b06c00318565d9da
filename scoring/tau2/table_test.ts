import assert from "node:assert/strict";
import { copy, Table } from "./table.ts";

const base = new Map([["a", { list: [1] }], ["b", { list: [2] }]]);

Deno.test("Table copies a record when it is first asked for", () => {
  const one = new Table(base);
  const two = new Table(base);
  one.get("a")?.list.push(3);
  assert.deepEqual(one.get("a"), { list: [1, 3] });
  assert.deepEqual(two.get("a"), { list: [1] });
  assert.deepEqual(base.get("a"), { list: [1] });
  assert.equal(one.peek("b"), base.get("b"));
});

Deno.test("Table lists records in the order of their ids' first appearance", () => {
  const table = new Table(base);
  table.set("c", { list: [3] });
  table.get("b");
  assert.deepEqual([...table.entries()].map(([id]) => id), ["a", "b", "c"]);
  assert.equal(table.size, 3);
  assert.ok(table.has("c") && !table.has("d"));
  assert.equal(table.get("d"), undefined);
});

Deno.test("copy() shares nothing that can change", () => {
  const original = { map: new Map([["k", [{ x: 1n }]]]), table: new Table(base), text: "t" };
  const other = copy(original);
  assert.deepEqual([...other.map], [...original.map]);
  other.map.get("k")?.push({ x: 2n });
  other.table.get("a")?.list.push(9);
  assert.equal(original.map.get("k")?.length, 1);
  assert.deepEqual(original.table.peek("a"), { list: [1] });
});
