import { deepStrictEqual, ok, rejects } from "node:assert/strict";
import fc from "fast-check";
import { readJsonl } from "./jsonl.ts";
import { MAX_DEPTH } from "./json_value.ts";

async function* pieces(text: string, size: number): AsyncGenerator<string> {
  for (let i = 0; i < text.length; i += size) yield await Promise.resolve(text.slice(i, i + size));
}

const read = (text: string, size = 5, maxRecordChars?: number) =>
  Array.fromAsync(readJsonl(pieces(text, size), { path: "t.jsonl", maxRecordChars }));

Deno.test("readJsonl() gives back what was written, wherever chunks end", async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.jsonValue()),
      fc.constantFrom("\n", "\r\n"),
      fc.integer({ min: 1, max: 20 }),
      async (values, newline, size) => {
        // -0 is the one value that JSON text cannot give back.
        const written = values.map((value) => JSON.parse(JSON.stringify(value)));
        const text = written.map((value) => JSON.stringify(value)).join(newline);
        deepStrictEqual(
          await read(text, size),
          written.map((record, i) => ({ record, row: i + 1 })),
        );
      },
    ),
    { numRuns: 100 },
  );
});

Deno.test("readJsonl() counts blank lines but passes over them", async () => {
  deepStrictEqual(await read('\n{"a":1}\n  \n\n2\n'), [
    { record: { a: 1 }, row: 2 },
    { record: 2, row: 5 },
  ]);
});

Deno.test("readJsonl() names the line that is not JSON", async () => {
  await rejects(read('{"a":1}\n\n{"a":}\n'), (error: Error & { row?: number }) => {
    ok(error.message.startsWith('Cannot read "t.jsonl" row 3: it is not JSON: '), error.message);
    return error.row === 3;
  });
});

Deno.test("readJsonl() refuses a record nested beyond use", async () => {
  const nested = (depth: number) => "[".repeat(depth) + "]".repeat(depth);
  deepStrictEqual((await read(nested(MAX_DEPTH), 1_000)).length, 1);
  await rejects(read(nested(100_000), 100_000), {
    message: 'Cannot read "t.jsonl" row 1: it is nested deeper than 256 levels',
  });
});

Deno.test("readJsonl() stops at a line of 1 GB after its limit, not at its end", async () => {
  const chunk = "x".repeat(1024 * 1024);
  let sent = 0;
  async function* endless() {
    yield '{"a":1}\n';
    for (; sent < 1024; sent++) yield await Promise.resolve(chunk);
  }
  await rejects(Array.fromAsync(readJsonl(endless(), { path: "t.jsonl" })), {
    kind: "unreadable",
    row: 2,
    message: 'Cannot read "t.jsonl" row 2: it is longer than 134,217,728 characters, which no ' +
      "record should be: is this the right file and format",
  });
  ok(sent <= 129, `read on to ${sent} MB`);
});
