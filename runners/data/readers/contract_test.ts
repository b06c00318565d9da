import { deepStrictEqual, ok, rejects, strictEqual } from "node:assert/strict";
import { BlobWriter, TextReader, Uint8ArrayReader, ZipWriter } from "@zip.js/zip.js";
import { DatasetError } from "../errors.ts";
import { CONTRACT_ROWS } from "./contract_rows.ts";
import { type Layout, readFile } from "./read_file.ts";
import type { Row } from "./types.ts";

const PARQUET = await Deno.readFile(new URL("testdata/contract.parquet", import.meta.url));

const quoted = (text: string) => `"${text.replaceAll('"', '""')}"`;

function separated(delimiter: string, newline: string): string {
  const names = ["id", "question", "answer"] as const;
  return [
    names.join(delimiter),
    ...CONTRACT_ROWS.map((row) => names.map((name) => quoted(row[name])).join(delimiter)),
  ].join(newline) + newline;
}

async function zipped(name: string, content: Uint8Array | string): Promise<Uint8Array> {
  const writer = new ZipWriter(new BlobWriter(), { useWebWorkers: false });
  await writer.add("README.txt", new TextReader("invented"));
  await writer.add("data/", undefined, { directory: true });
  await writer.add(
    name,
    typeof content === "string" ? new TextReader(content) : new Uint8ArrayReader(content),
  );
  return new Uint8Array(await (await writer.close()).arrayBuffer());
}

interface Case {
  readonly name: string;
  readonly layout: Layout;
  readonly bytes: Uint8Array | string;
  /** What `row` is for each record. */
  readonly rows: readonly number[];
  /** Cutting the file always shows: not so where it may be cut between two lines. */
  readonly everyCutShows: boolean;
}

const jsonl = CONTRACT_ROWS.map((row) => JSON.stringify(row)).join("\n");
const records = [1, 2, 3, 4, 5];
const lines = [2, 3, 5, 6, 7];
const plain = (format: Layout["format"]): Layout => ({ format, zip: null });
const inZip = (format: Layout["format"], entry: string): Layout => ({ format, zip: { entry } });

const CASES: readonly Case[] = [
  {
    name: "JSON Lines",
    layout: plain("jsonl"),
    bytes: jsonl + "\n",
    rows: records,
    everyCutShows: false,
  },
  {
    name: "JSON Lines with BOM, CRLF, blank lines and no last line end",
    layout: plain("jsonl"),
    bytes: "\ufeff\r\n" + jsonl.replaceAll("\n", "\r\n\r\n"),
    rows: [2, 4, 6, 8, 10],
    everyCutShows: false,
  },
  {
    name: "JSON",
    layout: plain("json"),
    bytes: JSON.stringify(CONTRACT_ROWS),
    rows: records,
    everyCutShows: true,
  },
  {
    name: "indented JSON with BOM",
    layout: plain("json"),
    bytes: "\ufeff" + JSON.stringify(CONTRACT_ROWS, null, 2) + "\n",
    rows: records,
    everyCutShows: true,
  },
  {
    name: "CSV",
    layout: plain("csv"),
    bytes: separated(",", "\n"),
    rows: lines,
    everyCutShows: false,
  },
  {
    name: "CSV with BOM and CRLF",
    layout: plain("csv"),
    bytes: "\ufeff" + separated(",", "\r\n"),
    rows: lines,
    everyCutShows: false,
  },
  {
    name: "TSV",
    layout: plain("tsv"),
    bytes: separated("\t", "\n"),
    rows: lines,
    everyCutShows: false,
  },
  {
    name: "Parquet",
    layout: plain("parquet"),
    bytes: PARQUET,
    rows: records,
    everyCutShows: true,
  },
  {
    name: "JSON Lines in ZIP",
    layout: inZip("jsonl", "data/test.jsonl"),
    bytes: await zipped("data/test.jsonl", jsonl),
    rows: records,
    everyCutShows: true,
  },
  {
    name: "Parquet in ZIP",
    layout: inZip("parquet", "data/test.parquet"),
    bytes: await zipped("data/test.parquet", PARQUET),
    rows: records,
    everyCutShows: true,
  },
];

async function temporary(bytes: Uint8Array | string): Promise<{ path: string } & AsyncDisposable> {
  const path = await Deno.makeTempFile();
  await Deno.writeFile(path, typeof bytes === "string" ? new TextEncoder().encode(bytes) : bytes);
  return { path, [Symbol.asyncDispose]: () => Deno.remove(path) };
}

const all = (path: string, layout: Layout) => Array.fromAsync(readFile(path, layout));

for (const { name, layout, bytes, rows, everyCutShows } of CASES) {
  Deno.test(`readFile() gives the same records from ${name}`, async () => {
    await using file = await temporary(bytes);
    const expected: Row[] = CONTRACT_ROWS.map((record, i) => ({ record, row: rows[i] ?? 0 }));
    deepStrictEqual(await all(file.path, layout), expected);
    // Again, as scoring and counting do.
    strictEqual((await all(file.path, layout)).length, CONTRACT_ROWS.length);
  });

  Deno.test(`readFile() closes ${name} when the reader stops early`, async () => {
    await using file = await temporary(bytes);
    // The sanitizer fails this test if the file stays open.
    for await (const { record } of readFile(file.path, layout)) {
      deepStrictEqual(record, CONTRACT_ROWS[0]);
      break;
    }
  });

  Deno.test(`readFile() stops reading ${name} when it is aborted`, async () => {
    await using file = await temporary(bytes);
    const reason = new Error("enough");
    const reading = readFile(file.path, layout, { signal: AbortSignal.abort(reason) });
    await rejects(Array.fromAsync(reading), (error) => error === reason);
  });

  Deno.test(`readFile() never takes a cut ${name} file for a whole one`, async () => {
    const whole = typeof bytes === "string" ? new TextEncoder().encode(bytes) : bytes;
    const step = Math.max(1, Math.floor(whole.length / 40));
    for (let length = 0; length < whole.length - 2; length += step) {
      await using file = await temporary(whole.subarray(0, length));
      try {
        const found = await all(file.path, layout);
        ok(!everyCutShows, `cut at ${length} of ${whole.length} passed`);
        ok(found.length <= CONTRACT_ROWS.length);
      } catch (error) {
        ok(error instanceof DatasetError, `cut at ${length}: ${error}`);
        ok(error.message.includes(`"${file.path}"`), error.message);
        ok(!error.message.endsWith("."), error.message);
      }
    }
  });
}

Deno.test("readFile() says what a file is when it is not what was wanted", async () => {
  const gzip = new Uint8Array([0x1f, 0x8b, 8, 0]);
  const table: [Layout, Uint8Array | string, string][] = [
    [plain("jsonl"), "", "wanted JSON Lines, found an empty file"],
    [plain("json"), "<!DOCTYPE html><p>Sign in", "wanted JSON, found an HTML page"],
    [plain("csv"), gzip, "wanted CSV, found a gzip file (unpack it first)"],
    [plain("tsv"), PARQUET, "wanted TSV, found a Parquet file"],
    [plain("parquet"), "id,question\n", "it does not begin as a Parquet file does"],
    [
      plain("jsonl"),
      "version https://git-lfs.github.com/spec/v1\noid sha256:0\nsize 1\n",
      'wanted JSON Lines, found a Git LFS pointer, not the data (run "git lfs pull" where it was ' +
      "cloned)",
    ],
    [inZip("jsonl", "a"), "{}\n", "it does not begin as a ZIP archive does"],
  ];
  for (const [layout, bytes, wanted] of table) {
    await using file = await temporary(bytes);
    await rejects(all(file.path, layout), {
      name: "DatasetError",
      kind: "unreadable",
      message: `Cannot read "${file.path}": ${wanted}`,
    });
  }
});

Deno.test("readFile() says that a file is missing or a folder", async () => {
  const folder = await Deno.makeTempDir();
  await rejects(all(`${folder}/none.jsonl`, plain("jsonl")), {
    kind: "missing",
    message: `Cannot read "${folder}/none.jsonl": there is no such file`,
  });
  await rejects(all(folder, plain("jsonl")), {
    kind: "unreadable",
    message: `Cannot read "${folder}": it is a folder, not a file`,
  });
  await Deno.remove(folder);
});
