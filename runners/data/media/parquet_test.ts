import { deepStrictEqual, match, rejects, strictEqual } from "node:assert/strict";
import { createHash } from "node:crypto";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { type ColumnSource, parquetWriteBuffer } from "hyparquet-writer";
import { hub, type MediaColumn } from "../../../benchmarks/define.ts";
import type { FoundMedia, Media } from "../../../scoring/messages.ts";
import { openMedia } from "../../media/open_media.ts";
import { png } from "../../media/test_pictures.ts";
import { type DataBench, dataBench, zippedAll } from "../data_bench.ts";
import { openRecords } from "../load.ts";

type Bytes = Uint8Array<ArrayBuffer>;

const sha256 = (bytes: Uint8Array) => createHash("sha256").update(bytes).digest("hex");

type Schema = NonNullable<Parameters<typeof parquetWriteBuffer>[0]["schema"]>;

/** The hub's struct. */
const STRUCT: Schema = [
  { name: "root", num_children: 2 },
  { name: "image", repetition_type: "OPTIONAL", num_children: 2 },
  { name: "bytes", repetition_type: "OPTIONAL", type: "BYTE_ARRAY" },
  { name: "path", repetition_type: "OPTIONAL", type: "BYTE_ARRAY", converted_type: "UTF8" },
  { name: "question", repetition_type: "REQUIRED", type: "BYTE_ARRAY", converted_type: "UTF8" },
];

/** And a list of it. */
const LIST: Schema = [
  { name: "root", num_children: 1 },
  { name: "image", repetition_type: "OPTIONAL", num_children: 1, converted_type: "LIST" },
  { name: "list", repetition_type: "REPEATED", num_children: 1 },
  { name: "element", repetition_type: "OPTIONAL", num_children: 2 },
  { name: "bytes", repetition_type: "OPTIONAL", type: "BYTE_ARRAY" },
  { name: "path", repetition_type: "OPTIONAL", type: "BYTE_ARRAY", converted_type: "UTF8" },
];

const IMAGE: MediaColumn = { column: "image", kind: "image", encoding: "bytes" };

interface Written {
  readonly codec?: "SNAPPY" | "UNCOMPRESSED" | "GZIP";
  readonly schema?: Schema;
  readonly pageSize?: number;
}

function parquet(columnData: ColumnSource[], options: Written = {}): Bytes {
  return new Uint8Array(parquetWriteBuffer({
    columnData,
    rowGroupSize: 3,
    compressors: { GZIP: (input) => new Uint8Array(gzipSync(input)) },
    ...options,
  }));
}

async function opened(b: DataBench, name: string, bytes: Bytes, media: MediaColumn) {
  const file = join(b.folder, name);
  await Deno.writeFile(file, bytes);
  const source = hub({
    repo: "inv/set",
    revision: "main",
    path: "x",
    format: "parquet",
    licence: "invented",
    media: [media],
  });
  return await openRecords(source, { ...b.options(), file });
}

async function cells(b: DataBench, name: string, bytes: Bytes, media = IMAGE) {
  const rows = await Array.fromAsync((await opened(b, name, bytes, media)).records());
  return rows.map(({ record }) => (record as Record<string, unknown>)["image"]);
}

async function gives(b: DataBench, media: unknown, bytes: Bytes): Promise<void> {
  const found = media as FoundMedia;
  deepStrictEqual([found.sha256, found.bytes], [sha256(bytes), bytes.length]);
  using reader = openMedia({ dataDir: b.options().dataDir });
  deepStrictEqual(await reader.bytes(found), bytes);
  strictEqual(new TextDecoder().decode(await reader.base64(found)), bytes.toBase64());
}

const PICTURES = [png(3, 2), png(40, 30, 300_000), png(7, 7, 900), png(9, 9, 70_000)];

Deno.test("pictures of Parquet are found in whatever way their pages are packed", async () => {
  await using b = await dataBench();
  const rows = [0, 1, 2, 3, 1, 1, 0].map((i) => PICTURES[i] as Bytes);
  const structs = rows.map((bytes, i) => ({ bytes, path: `${i}.png` }));
  const columnData = (encoding?: "PLAIN"): ColumnSource[] => [
    { name: "image", data: structs, ...(encoding === undefined ? {} : { encoding }) },
    { name: "question", data: rows.map((_, i) => `q${i}`) },
  ];
  for (const codec of ["SNAPPY", "UNCOMPRESSED", "GZIP"] as const) {
    for (const pageSize of [1_000, 10_000_000]) {
      const bytes = parquet(columnData(), { codec, pageSize, schema: STRUCT });
      const found = await cells(b, `${codec}.parquet`, bytes);
      strictEqual(found.length, rows.length);
      for (const [i, picture] of rows.entries()) await gives(b, found[i], picture);
      const kind = codec === "UNCOMPRESSED" ? "file" : "parquet";
      strictEqual((found[0] as FoundMedia).origin.kind, kind);
    }
  }
});

Deno.test("what was unpacked is unpacked again where the cache was deleted", async () => {
  await using b = await dataBench();
  const columnData = [{ name: "image", data: PICTURES, type: "BYTE_ARRAY" as const }];
  const found = await cells(b, "t.parquet", parquet(columnData));
  await Deno.remove(join(b.options().dataDir, "media"), { recursive: true });
  using reader = openMedia({ dataDir: b.options().dataDir });
  const all = await Promise.all(found.map((media) => reader.bytes(media as FoundMedia)));
  deepStrictEqual(all, PICTURES);
  await Deno.remove(join(b.options().dataDir, "media"), { recursive: true });
  await Deno.writeFile(
    join(b.folder, "t.parquet"),
    parquet([
      { name: "image", data: [png(1, 1)], type: "BYTE_ARRAY" },
    ]),
  );
  using later = openMedia({ dataDir: b.options().dataDir });
  await rejects(later.bytes(found[1] as FoundMedia), {
    name: "MediaError",
    message: /^Cannot send ".*t\.parquet" row 2 column "image": it has changed since/,
  });
});

Deno.test("a list of Parquet keeps its order, and says which of it is empty", async () => {
  await using b = await dataBench();
  const of = (...at: (number | null)[]) =>
    at.map((i) => i === null ? null : { bytes: PICTURES[i], path: null });
  const data = [of(0, 1), of(), of(2), null, of(3, null)];
  const found = await cells(
    b,
    "t.parquet",
    parquet([{ name: "image", data }], { schema: LIST }),
    { ...IMAGE, list: true },
  ) as Media[][];
  deepStrictEqual(found.map(({ length }) => length), [2, 1, 1, 1, 2]);
  await gives(b, found[0]?.[0], PICTURES[0] as Bytes);
  await gives(b, found[0]?.[1], PICTURES[1] as Bytes);
  await gives(b, found[2]?.[0], PICTURES[2] as Bytes);
  await gives(b, found[4]?.[0], PICTURES[3] as Bytes);
  for (const [row, place] of [[1, 0], [3, 0], [4, 1]] as const) {
    const { missing } = found[row]?.[place] as { missing: string };
    match(missing, new RegExp(`row ${row + 1} column "image": it is empty$`));
  }
});

Deno.test("faults of pictures in Parquet are told by row; a null stays one", async () => {
  await using b = await dataBench();
  const broken = (PICTURES[1] as Bytes).slice(0, 70_000);
  const data = [PICTURES[0], null, broken, new Uint8Array(0), PICTURES[2]];
  const found = await cells(
    b,
    "t.parquet",
    parquet([
      { name: "image", data, type: "BYTE_ARRAY" },
    ]),
  );
  await gives(b, found[0], PICTURES[0] as Bytes);
  strictEqual(found[1], null);
  match((found[2] as { missing: string }).missing, /row 3 column "image": it is cut short: .*PNG/);
  match((found[3] as { missing: string }).missing, /row 4 column "image": it is empty$/);
  await gives(b, found[4], PICTURES[2] as Bytes);
});

Deno.test("a Parquet file in an archive gives its pictures too", async () => {
  await using b = await dataBench();
  const bytes = parquet([{ name: "image", data: PICTURES, type: "BYTE_ARRAY" }], {
    codec: "UNCOMPRESSED",
  });
  const zip = await zippedAll({ "t.parquet": bytes });
  const found = await cells(b, "t.zip", zip);
  for (const [i, picture] of PICTURES.entries()) await gives(b, found[i], picture);
});

Deno.test("any flipped byte of a Parquet file gives records or a sentence", async () => {
  await using b = await dataBench();
  const bytes = parquet([
    { name: "image", data: [PICTURES[0], PICTURES[2]], type: "BYTE_ARRAY" },
  ]);
  for (let at = 4; at < bytes.length; at += 7) {
    const flipped = bytes.slice();
    flipped[at] = (flipped[at] as number) ^ 0xff;
    try {
      await cells(b, "t.parquet", flipped);
    } catch (cause) {
      strictEqual((cause as Error).name, "DatasetError", `byte ${at}: ${cause}`);
    }
  }
});
