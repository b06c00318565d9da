import type { Format } from "../../../benchmarks/define.ts";
import { unreadable } from "../errors.ts";
import { fileBytes, fileHead } from "../file_bytes.ts";
import { latin1, latin1Bytes } from "../../media/base64_text.ts";
import { begins } from "../../media/image_header.ts";
import { inMemory, openRandomAccess, type RandomAccess } from "../random_access.ts";
import { sniff, SNIFF_BYTES, type Sniffed, SNIFFED_NAME } from "../sniff.ts";
import { readCsv } from "./csv.ts";
import { readJson } from "./json.ts";
import { readJsonl } from "./jsonl.ts";
import { decodeUtf8 } from "./text.ts";
import type { ReadOptions, Row } from "./types.ts";
import { findZipMember } from "./zip.ts";

/** How the records lie in a file. */
export interface Layout {
  readonly format: Format;
  /** The file is a ZIP archive; `entry` names the file in it, `null` the only one there is. */
  readonly zip: { readonly entry: string | null } | null;
}

/** A Parquet file inside an archive has to stand in memory. */
const MAX_PARQUET_IN_ZIP = 1024 ** 3;

/**
 * Reads the records of a local file. Each call opens the file anew; it is closed when the loop ends.
 *
 * @throws {DatasetError}
 */
export async function* readFile(
  path: string,
  layout: Layout,
  options: Omit<ReadOptions, "path"> & {
    /**
     * Columns whose cells are not turned into text: of Parquet they are left out, and of a table that
     * lies in no archive the {@linkcode FieldRange} of each long field stands in its place.
     */
    readonly apart?: readonly string[];
  } = {},
): AsyncGenerator<Row> {
  const shown = { ...options, path };
  if (layout.format === "parquet") {
    using source = await openParquet(path, layout, options.signal);
    const { readParquet } = await import("./parquet.ts");
    yield* readParquet(source, { ...shown, without: options.apart ?? [] });
  } else if (
    options.apart !== undefined && layout.zip === null &&
    (layout.format === "csv" || layout.format === "tsv")
  ) {
    await checkMagic(path, layout);
    yield* readTable(path, layout.format, options.apart, options);
  } else {
    yield* readRows(readText(path, layout, options), layout.format, shown);
  }
}

/** Reads a table without the long fields of some columns. */
async function* readTable(
  path: string,
  format: "csv" | "tsv",
  columns: readonly string[],
  options: Omit<ReadOptions, "path">,
): AsyncGenerator<Row> {
  // A byte order mark in front belongs to no field.
  const start = begins(await fileHead(path, 3), "\xef\xbb\xbf") ? 3 : 0;
  async function* oneByteText(): AsyncGenerator<string> {
    let skip = start;
    for await (const bytes of fileBytes(path, options)) {
      yield latin1(bytes.subarray(skip));
      skip = 0;
    }
  }
  yield* readCsv(oneByteText(), {
    ...options,
    path,
    delimiter: format === "csv" ? "," : "\t",
    apart: { columns, start, decode: utf8Text },
  });
}

const utf8 = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });

/** UTF-8 whose bytes are the characters of a text. */
function utf8Text(text: string): string {
  return /[\x80-\xff]/.test(text) ? utf8.decode(latin1Bytes(text)) : text;
}

/** Reads the records of text that is at hand. */
export function readRows(
  text: AsyncIterable<string>,
  format: Exclude<Format, "parquet">,
  options: ReadOptions,
): AsyncGenerator<Row> {
  switch (format) {
    case "jsonl":
      return readJsonl(text, options);
    case "json":
      return readJson(text, options);
    case "csv":
      return readCsv(text, { ...options, delimiter: "," });
    case "tsv":
      return readCsv(text, { ...options, delimiter: "\t" });
  }
}

/** The text of a file, or of a file in an archive, piece by piece. */
export async function* readText(
  path: string,
  layout: Layout,
  options: { readonly signal?: AbortSignal | undefined } = {},
): AsyncGenerator<string> {
  await checkMagic(path, layout);
  if (layout.zip === null) {
    yield* decodeUtf8(fileBytes(path, options), path);
    return;
  }
  using source = await openRandomAccess(path);
  const member = await findZipMember(source, layout.zip.entry, path);
  yield* decodeUtf8(member.content(options.signal), path);
}

/** Longest file of an archive that is read as one text, in UTF-16 units. */
const MAX_MEMBER_CHARS = 256 * 1024 * 1024;

/**
 * Opens a local ZIP archive; the caller disposes it.
 *
 * @throws {DatasetError} if the file is missing or is no archive
 */
export async function openArchive(path: string): Promise<RandomAccess> {
  // The format of the files in it plays no part.
  await checkMagic(path, { format: "json", zip: { entry: null } });
  return await openRandomAccess(path);
}

/**
 * The whole text of a file in a ZIP archive.
 *
 * @param path What sentences call the archive
 * @throws {DatasetError} if there is no such file, or it is too large to stand in memory
 */
export async function readMember(
  archive: RandomAccess,
  entry: string,
  path: string,
  options: { readonly signal?: AbortSignal | undefined } = {},
): Promise<string> {
  const member = await findZipMember(archive, entry, path);
  const parts: string[] = [];
  let length = 0;
  for await (const part of decodeUtf8(member.content(options.signal), path)) {
    length += part.length;
    if (length > MAX_MEMBER_CHARS) {
      throw unreadable(path, `"${entry}" in it is too large for memory: is this the right file`);
    }
    parts.push(part);
  }
  return parts.join("");
}

/** Number of records where the file says it without being read through; `null` elsewhere. */
export async function statedRecords(path: string, layout: Layout): Promise<number | null> {
  if (layout.format !== "parquet" || layout.zip !== null) return null;
  using source = await openParquet(path, layout);
  return await (await import("./parquet.ts")).parquetRows(source, path);
}

/**
 * Opens a Parquet file, or one in an archive, which then stands in memory. The caller disposes it.
 *
 * @throws {DatasetError}
 */
export async function openParquet(
  path: string,
  layout: Layout,
  signal?: AbortSignal,
): Promise<RandomAccess> {
  await checkMagic(path, layout);
  if (layout.zip === null) return await openRandomAccess(path);
  using archive = await openRandomAccess(path);
  const member = await findZipMember(archive, layout.zip.entry, path);
  if (member.bytes > MAX_PARQUET_IN_ZIP) {
    throw unreadable(
      path,
      `the Parquet file in it takes ${member.bytes} bytes, too much for memory: unpack it first`,
    );
  }
  const bytes = new Uint8Array(member.bytes);
  let filled = 0;
  for await (const chunk of member.content(signal)) {
    bytes.set(chunk, filled);
    filled += chunk.length;
  }
  return inMemory(bytes);
}

async function checkMagic(path: string, layout: Layout): Promise<void> {
  const found = sniff(await fileHead(path, SNIFF_BYTES));
  const wanted: Sniffed = layout.zip !== null
    ? "zip"
    : layout.format === "parquet"
    ? "parquet"
    : "other";
  if (found === wanted) return;
  const name = layout.zip !== null ? "a ZIP archive" : FORMAT_NAME[layout.format];
  const what = found === "other"
    ? `it does not begin as ${name} does`
    : `wanted ${name}, found ${SNIFFED_NAME[found]}`;
  throw unreadable(path, what);
}

const FORMAT_NAME: Readonly<Record<Format, string>> = {
  jsonl: "JSON Lines",
  json: "JSON",
  csv: "CSV",
  tsv: "TSV",
  parquet: "a Parquet file",
};
