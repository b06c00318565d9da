import { deepStrictEqual, rejects } from "node:assert/strict";
import fc from "fast-check";
import { readJson } from "./json.ts";

async function* pieces(text: string, size: number): AsyncGenerator<string> {
  for (let i = 0; i < text.length; i += size) yield await Promise.resolve(text.slice(i, i + size));
}

const read = (text: string, size = 3, maxRecordChars?: number) =>
  Array.fromAsync(readJson(pieces(text, size), { path: "t.json", maxRecordChars }));

Deno.test("readJson() gives the elements of an array, wherever chunks end", async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.jsonValue()),
      fc.constantFrom(undefined, 2, "\t"),
      fc.integer({ min: 1, max: 20 }),
      async (values, indent, size) => {
        const written = JSON.parse(JSON.stringify(values)) as unknown[];
        deepStrictEqual(
          await read(JSON.stringify(written, null, indent), size),
          written.map((record, i) => ({ record, row: i + 1 })),
        );
      },
    ),
    { numRuns: 150 },
  );
});

Deno.test("readJson() is not misled by brackets and quotes in text", async () => {
  const values = ['],["', '\\"', { "]": "}{" }, ['[",'], "\\"];
  for (const size of [1, 2, 3, 1_000]) {
    deepStrictEqual((await read(JSON.stringify(values), size)).map((row) => row.record), values);
  }
});

Deno.test("readJson() takes any other value for one record", async () => {
  for (const value of [{ data: [1, 2], "]": "," }, "text", 7, null, true]) {
    deepStrictEqual(await read(`\n ${JSON.stringify(value)} \n`), [{ record: value, row: 1 }]);
  }
});

Deno.test("readJson() says what is wrong with broken JSON", async () => {
  const cases: [string, RegExp][] = [
    ["", /^Cannot read "t.json": it holds no JSON value$/],
    ["  \n", /it holds no JSON value$/],
    ["[1, 2", /it ends inside its array, after 1 whole records: is the file cut short$/],
    ['[{"a": "]', /it ends inside its array, after 0 whole records/],
    ["[1, 2] 3", /there is more text after record 2, its last$/],
    ["[1, , 2]", /row 2: it is not JSON/],
    ["[1, 2,]", /row 3: it is not JSON/],
    ["[1 2]", /row 1: it is not JSON/],
    ["[{]}]", /row 1: it is not JSON/],
    ["[NaN]", /row 1: it is not JSON/],
    ['{"a": 1', /row 1: it is not JSON/],
  ];
  for (const [text, message] of cases) await rejects(read(text), { name: "DatasetError", message });
});

Deno.test("readJson() gives an empty array no records", async () => {
  deepStrictEqual(await read(" [ \n ] \n"), []);
});

Deno.test("readJson() bounds one record, not the file", async () => {
  const values = Array.from({ length: 50 }, (_, i) => `${i}`.repeat(20));
  deepStrictEqual((await read(JSON.stringify(values), 7, 100)).length, 50);
  await rejects(read(JSON.stringify(["x", "y".repeat(200)]), 7, 100), {
    row: 2,
    message: /row 2: it is longer than 100 characters/,
  });
  await rejects(read(`{"a":"${"y".repeat(200)}"}`, 7, 100), /row 1: it is longer than 100/);
});
