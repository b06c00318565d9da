import { deepStrictEqual, rejects, strictEqual } from "node:assert/strict";
import { inMemory } from "../random_access.ts";
import { parquetRows, readParquet } from "./parquet.ts";

const load = (name: string) => Deno.readFile(new URL(`testdata/${name}`, import.meta.url));

/** As pyarrow 26 wrote it: zstd, row groups of 3, every column type that benchmarks use. */
const TYPES = await load("types.parquet");

const read = (bytes: Uint8Array<ArrayBuffer>) =>
  Array.fromAsync(readParquet(inMemory(bytes), { path: "t.parquet" }));

Deno.test("readParquet() turns every value into what JSON can hold", async () => {
  const rows = await read(TYPES);
  deepStrictEqual(rows.map((row) => row.row), [1, 2, 3, 4]);
  deepStrictEqual(rows[0]?.record, {
    id: "a",
    n: 1,
    big: "9007199254740993",
    x: 0.5,
    ok: true,
    options: ["é", "𝛼"],
    image: { bytes: "iVBOR/8=", path: "a.png" },
    day: "2024-02-29",
    at: "2024-02-29T12:30:01.500Z",
    price: 1.1,
    kind: "u",
  });
  deepStrictEqual(rows[1]?.record, {
    id: "b",
    n: -2,
    big: 1,
    x: 1.25,
    ok: false,
    options: [],
    image: { bytes: "", path: null },
    day: null,
    at: null,
    price: null,
    kind: "v",
  });
  const [, , third, fourth] = rows.map((row) => row.record as Record<string, unknown>);
  deepStrictEqual(
    [third?.id, third?.big, third?.options, third?.image, third?.day, third?.at],
    [null, null, null, null, "1969-12-31", "1969-12-31T23:59:59.000Z"],
  );
  deepStrictEqual([fourth?.big, fourth?.kind], ["-9007199254740993", null]);
  deepStrictEqual(JSON.parse(JSON.stringify(rows)), rows);
});

Deno.test("parquetRows() reads the number of rows from the footer", async () => {
  strictEqual(await parquetRows(inMemory(TYPES), "t.parquet"), 4);
});

Deno.test("readParquet() refuses text that is not UTF-8", async () => {
  const bytes = await load("contract.parquet");
  const at = indexOf(bytes, "日本語");
  bytes[at] = 0xff;
  await rejects(read(bytes), {
    kind: "unreadable",
    message:
      'Cannot read "t.parquet": rows 3 to 4 are broken: a text column holds bytes that are ' +
      "not UTF-8",
  });
});

Deno.test("readParquet() answers any flipped byte with records or a sentence", async () => {
  for (let at = 4; at < TYPES.length; at += 37) {
    const bytes = TYPES.slice();
    bytes[at] = (bytes[at] ?? 0) ^ 0xff;
    await read(bytes).catch((error) => strictEqual(error.name, "DatasetError", `byte ${at}`));
  }
});

function indexOf(bytes: Uint8Array, text: string): number {
  const wanted = new TextEncoder().encode(text);
  for (let i = 0; i + wanted.length <= bytes.length; i++) {
    if (wanted.every((byte, k) => bytes[i + k] === byte)) return i;
  }
  throw new RangeError(`"${text}" is not in the file`);
}
