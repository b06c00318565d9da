import { deepStrictEqual, ok, rejects, strictEqual } from "node:assert/strict";
import fc from "fast-check";
import Papa from "papaparse";
import { readCsv } from "./csv.ts";

async function* pieces(text: string, size: number): AsyncGenerator<string> {
  for (let i = 0; i < text.length; i += size) yield await Promise.resolve(text.slice(i, i + size));
}

const read = (
  text: string,
  size = 3,
  delimiter: "," | "\t" = ",",
  maxRecordChars?: number,
) => Array.fromAsync(readCsv(pieces(text, size), { path: "t.csv", delimiter, maxRecordChars }));

Deno.test("readCsv() gives back what papaparse writes, wherever chunks end", async () => {
  // Characters that matter to the format, often.
  const field = fc.string({ unit: fc.constantFrom("a", "é", '"', ",", "\n", "\r\n", "\t", " ") });
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.tuple(field, field, field), { minLength: 1 }),
      fc.constantFrom("," as const, "\t" as const),
      fc.constantFrom("\n", "\r\n"),
      fc.integer({ min: 1, max: 9 }),
      async (rows, delimiter, newline, size) => {
        const text = Papa.unparse([["x", "y", "z"], ...rows], { delimiter, newline });
        const found = await read(text, size, delimiter);
        deepStrictEqual(
          found.map((row) => row.record),
          rows.map(([x, y, z]) => ({ x, y, z })),
        );
      },
    ),
    { numRuns: 300 },
  );
});

Deno.test("readCsv() follows the rules at the edges", async () => {
  const cases: [string, string, Record<string, string>[]][] = [
    ["no last line end", "a,b\n1,2", [{ a: "1", b: "2" }]],
    ["mixed line ends", 'a,b\r\n1,2\n3,"4"\r\n5,6', [
      { a: "1", b: "2" },
      { a: "3", b: "4" },
      { a: "5", b: "6" },
    ]],
    ["a carriage return at the very end", 'a,b\n1,"2"\r', [{ a: "1", b: "2" }]],
    ["empty fields", "a,b\n,\n", [{ a: "", b: "" }]],
    ["a quote inside an unquoted field", 'a,b\n5" pipe,x"y"\n', [{ a: '5" pipe', b: 'x"y"' }]],
    ["doubled quotes", 'a\n""""\n', [{ a: '"' }]],
    ["quoted blanks and line ends", 'a,b\n" x ","y\n\r\nz"\n', [{ a: " x ", b: "y\n\r\nz" }]],
    ["a header alone", "a,b\n", []],
    ["quoted header", '"a ""1""","b"\n1,2\n', [{ 'a "1"': "1", b: "2" }]],
  ];
  for (const [why, text, wanted] of cases) {
    for (const size of [1, 2, 100]) {
      deepStrictEqual((await read(text, size)).map((row) => row.record), wanted, why);
    }
  }
});

Deno.test("readCsv() counts lines, those inside fields and blank ones included", async () => {
  const text = 'a,b\n\n1,"x\ny\r\nz"\n\r\n2,3\n';
  for (const size of [1, 3, 100]) {
    deepStrictEqual((await read(text, size)).map((row) => row.row), [3, 7]);
  }
});

Deno.test("readCsv() makes a column called __proto__ a column", async () => {
  const [row] = await read("__proto__,b\nx,2\n");
  const record = row?.record as object;
  deepStrictEqual(Object.entries(record), [["__proto__", "x"], ["b", "2"]]);
  strictEqual(Object.getPrototypeOf(record), Object.prototype);
});

Deno.test("readCsv() says what is wrong with a malformed file", async () => {
  const cases: [string, string][] = [
    ["", ": it has no header row"],
    ["\n\n", ": it has no header row"],
    ["a,b,a\n", ': its header names the column "a" twice'],
    ["a,b\n1,2\n3\n", ' row 3: the header names 2 columns, this record has 1 ("b" is missing)'],
    ["a,b\n1,2,3\n", " row 2: the header names 2 columns, this record has 3"],
    [
      'a,b\n1,2\n3,"open\nmore\n',
      " row 3: a quoted field of the record has no closing quote: is one missing, or the file cut " +
      "short",
    ],
    [
      'a,b\n1,"x\ny"z\n',
      " row 2: field 2 goes on after its closing quote (line 3): a quote inside a quoted field " +
      "must be doubled",
    ],
    [
      'a,b\n1,"x"\rz\n',
      " row 2: field 2 goes on after its closing quote (line 2): a quote inside a quoted field " +
      "must be doubled",
    ],
  ];
  for (const [text, message] of cases) {
    for (const size of [1, 100]) {
      await rejects(read(text, size), {
        name: "DatasetError",
        kind: "unreadable",
        message: `Cannot read "t.csv"${message}`,
      });
    }
  }
});

Deno.test("readCsv() bounds a record whatever fills it", async () => {
  for (const filler of ["x", ",", '""', "\n", " "]) {
    await rejects(
      read(`a,b\n"${filler === "," ? '",' : ""}${filler.repeat(200)}`, 7, ",", 100),
      { row: 2, message: /row 2: it is longer than 100 characters/ },
    );
  }
});

Deno.test("readCsv() takes linear time on quotes and blanks that never end", async () => {
  const time = async (n: number) => {
    const text = 'a\n"' + '""x '.repeat(n) + " ".repeat(n);
    const start = performance.now();
    await rejects(read(text, 65_536), /no closing quote/);
    return performance.now() - start;
  };
  await time(20_000);
  const small = await time(100_000);
  const large = await time(800_000);
  // Quadratic would be 64 times; scheduling noise on a busy machine is not 30.
  ok(large < 30 * Math.max(small, 5), `${small} ms, then ${large} ms`);
});
