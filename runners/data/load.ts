import { createHash } from "node:crypto";
import {
  type Format,
  RecordError,
  type Source,
  sourceFiles,
  sourceRecords,
} from "../../benchmarks/define.ts";
import { fileDigest } from "./digest.ts";
import { DatasetError, unreadable } from "./errors.ts";
import { expectedOf, mismatch } from "./expected.ts";
import { type DataOptions, downloadSource, findFile, insteadOf, type Located } from "./locate.ts";
import { openRanged, type RangedFile } from "./ranged_file.ts";
import { type MediaArchive, openPlaces } from "./media/archives.ts";
import { rowsWithMedia } from "./media/media_rows.ts";
import { parquetRows } from "./media/parquet_rows.ts";
import { withReferences } from "./media/references.ts";
import { MediaCache } from "../media/media_cache.ts";
import type { RandomAccess } from "./random_access.ts";
import {
  type Layout,
  openArchive,
  readFile,
  readMember,
  readRows,
  readText,
  statedRecords,
} from "./readers/read_file.ts";
import type { Row } from "./readers/types.ts";
import { subsetRows } from "./subset.ts";

export type { DataOptions } from "./locate.ts";
export type { Row } from "./readers/types.ts";

/** A source's file, found and checked, ready to be read as often as needed. */
export interface OpenedData {
  readonly path: string;
  readonly bytes: number;
  /** Of the file as it was published, before any repair; of several, over the digests of all. */
  readonly sha256: string;
  /** Path and digest of each file, where there are several. */
  readonly files?: readonly { readonly path: string; readonly sha256: string }[];
  /** Archives that its pictures or series are read from. */
  readonly archives?: readonly MediaArchive[];
  /** Number of records as far as it is known before reading. */
  readonly count: number | null;
  /** Commit on the hub; `null` for plain addresses and own files. */
  readonly revision: string | null;
  /** Repairs and differences, in sentences; may grow by one when the last record has been read. */
  readonly notes: readonly string[];
  /**
   * The records in order. Reading to the end checks their number.
   *
   * @throws {DatasetError} with file and row
   */
  records(): AsyncIterable<Row>;
}

/**
 * Opens a source's data: the user's own file, what is downloaded already, or a download.
 *
 * A published file is checked against the source's size and digests, and at the end of reading
 * against its number of records. Of an own file nothing is expected: another number of records is a
 * note. The source's `repair` is applied to text of the source's own format.
 *
 * @throws {DatasetError}
 */
export async function openRecords(source: Source, options: DataOptions): Promise<OpenedData> {
  const files = sourceFiles(source);
  const [first = source] = files;
  if (files.length === 1) return await openFile(source, options);
  const records = sourceRecords(source);
  if (options.file) {
    return await openFile({ ...first, ...(records === undefined ? {} : { records }) }, options);
  }
  const opened: OpenedData[] = [];
  for (const file of files) opened.push(await openFile(file, options));
  return joined(files, opened);
}

/** Several files of one source as if they were one. */
function joined(files: readonly Source[], opened: readonly OpenedData[]): OpenedData {
  const sum = (count: (one: OpenedData) => number | null): number | null =>
    opened.reduce<number | null>((total, one) => {
      const more = count(one);
      return total === null || more === null ? null : total + more;
    }, 0);
  const revisions = [...new Set(opened.flatMap(({ revision }) => revision ?? []))];
  return {
    path: opened.map(({ path }) => path).join(" "),
    bytes: sum(({ bytes }) => bytes) ?? 0,
    sha256: createHash("sha256").update(opened.map(({ sha256 }) => `${sha256}\n`).join(""))
      .digest("hex"),
    files: opened.map(({ sha256 }, index) => ({
      path: fileName(files[index] as Source),
      sha256,
    })),
    ...(opened.some(({ archives }) => archives !== undefined)
      ? { archives: opened.flatMap(({ archives }) => archives ?? []) }
      : {}),
    count: sum(({ count }) => count),
    revision: revisions.length === 0 ? null : revisions.join(" "),
    get notes() {
      return opened.flatMap(({ notes }) => notes);
    },
    async *records() {
      for (const { path, records } of opened) {
        for await (const row of records()) yield { path, ...row };
      }
    },
  };
}

function fileName(source: Source): string {
  return source.kind === "hub" ? source.path : source.url;
}

/** Opens one file; see {@linkcode openRecords}. */
async function openFile(source: Source, options: DataOptions): Promise<OpenedData> {
  const located = await findFile(source, options);
  if (located !== null) return await openLocated(source, located, options);
  const ranged = await openRanged(source, options);
  if (ranged !== null) return openParts(source, ranged, options);
  return await openLocated(source, await downloadSource(source, options), options);
}

/** Opens an archive that is read in parts; see {@linkcode openRecords}. */
export function openParts(source: Source, ranged: RangedFile, options: DataOptions): OpenedData {
  const { path, bytes, sha256, commit } = ranged;
  return {
    path,
    bytes,
    sha256,
    count: null,
    revision: commit,
    notes: [],
    async *records() {
      const { assemble } = source;
      if (assemble === undefined) return;
      const rows = () => assembledRows(assemble, ranged.access, path, options.signal);
      try {
        yield* source.choose === undefined ? rows() : chosenRows(await all(rows()), source);
      } catch (cause) {
        if (!(cause instanceof DatasetError && cause.kind === "unreadable")) throw cause;
        await ranged.discard();
        throw new DatasetError({
          kind: cause.kind,
          path,
          message: `${cause.message}: the parts of it that were here are deleted: try again, or ` +
            insteadOf(options),
          cause,
        });
      }
    },
  };
}

async function all(rows: AsyncIterable<Row>): Promise<Row[]> {
  const found: Row[] = [];
  for await (const row of rows) found.push(row);
  return found;
}

/** Opens a file that was found; see {@linkcode openRecords}. */
export async function openLocated(
  source: Source,
  located: Located,
  options: DataOptions,
): Promise<OpenedData> {
  const { path, own, revision } = located;
  const digest = await fileDigest(path, options.dataDir, options);
  const wrong = own ? null : mismatch(digest, expectedOf(source));
  if (wrong !== null) {
    throw new DatasetError({
      kind: "changed",
      path,
      message:
        `Cannot use "${path}": it is not what was published: ${wrong}: download it again with ` +
        `"assay fetch${options.benchmark === undefined ? "" : ` -b ${options.benchmark}`}", or ` +
        insteadOf(options),
    });
  }
  const layout = own ? ownLayout(path, source) : sourceLayout(source);
  const notes: string[] = [];
  const note = (text: string) => {
    if (notes.includes(text)) return;
    notes.push(text);
    options.onNote?.(text);
  };
  const places = source.media === undefined
    ? null
    : await openPlaces(source, located, layout.zip !== null, options);
  const media = (rows: AsyncIterable<Row>) =>
    places === null ? rows : rowsWithMedia(rows, source, path, places, options);
  const read = await reader(source, path, layout, note, options);
  return {
    path,
    bytes: digest.bytes,
    sha256: digest.sha256,
    ...(places === null || places.archives.length === 0 ? {} : { archives: places.archives }),
    count:
      [source.assemble, source.choose, source.subset, source.listed].some((word) =>
          word !== undefined
        )
        ? null
        : own || source.records === undefined
        ? await statedRecords(path, layout)
        : source.records,
    revision,
    notes,
    async *records() {
      yield* media(records());
    },
  };

  async function* records(): AsyncGenerator<Row> {
    if (source.subset !== undefined) {
      yield* subsetRows(source.subset, read, path);
      return;
    }
    let count = 0;
    const chosen = source.choose === undefined && source.listed === undefined ? null : [] as Row[];
    for await (const row of read()) {
      count++;
      if (chosen === null) yield row;
      else chosen.push(row);
    }
    if (source.listed !== undefined) {
      yield* await listedRows(chosen ?? [], source.listed, options);
    } else if (chosen !== null) yield* chosenRows(chosen, source);
    if (source.records === undefined || count === source.records) return;
    if (own) {
      note(`"${path}" has ${count} records, the published file has ${source.records}`);
      return;
    }
    throw new DatasetError({
      kind: "changed",
      path,
      message: `Cannot use "${path}": wanted ${source.records} records, found ${count}: the ` +
        `published file has changed: ${insteadOf(options)}`,
    });
  }
}

/**
 * The rows that another file lists.
 *
 * @throws {DatasetError} if the list is not to be had or not what was published
 */
async function listedRows(
  rows: readonly Row[],
  { source, choose }: NonNullable<Source["listed"]>,
  options: DataOptions,
): Promise<Row[]> {
  // The user's own file has the records, not the list of them.
  const list = await openRecords(source, { ...options, file: null });
  const entries = (await all(list.records())).map(({ record }) => record);
  try {
    return choose(rows.map(({ record }) => record), entries).map((place) => rows[place] as Row);
  } catch (cause) {
    if (!(cause instanceof RangeError)) throw cause;
    throw new DatasetError({ kind: "changed", path: list.path, message: cause.message, cause });
  }
}

/** The rows that a source chooses. */
function* chosenRows(rows: readonly Row[], { choose }: Source): Generator<Row> {
  for (const place of choose?.(rows.map(({ record }) => record)) ?? []) {
    const row = rows[place];
    if (row === undefined) throw new RangeError(`There is no record ${place} to choose`);
    yield row;
  }
}

/** Text that has to be mended stands in memory as a whole, twice. */
const MAX_REPAIRED_CHARS = 64 * 1024 * 1024;

async function reader(
  source: Source,
  path: string,
  layout: Layout,
  note: (text: string) => void,
  options: DataOptions,
): Promise<() => AsyncIterable<Row>> {
  const { signal } = options;
  const { repair, assemble } = source;
  const { format } = layout;
  if (assemble !== undefined && layout.zip !== null) {
    return async function* () {
      using archive = await openArchive(path);
      yield* assembledRows(assemble, archive, path, signal);
    };
  }
  if (repair === undefined || format === "parquet" || format !== source.format) {
    const { media } = source;
    if (media === undefined) return () => readFile(path, layout, { signal });
    const columns = media.filter(({ encoding }) => encoding !== "path");
    if (format === "parquet") {
      const cache = new MediaCache(options.dataDir);
      return () => parquetRows(path, layout, columns, cache, signal);
    }
    const apart = columns.map(({ column }) => column);
    return () => withReferences(readFile(path, layout, { signal, apart }), columns);
  }
  const parts: string[] = [];
  let length = 0;
  for await (const part of readText(path, layout, { signal })) {
    length += part.length;
    if (length > MAX_REPAIRED_CHARS) {
      throw unreadable(path, `it is too large to be repaired in memory: is this the right file`);
    }
    parts.push(part);
  }
  const repaired = repair(parts.join(""));
  for (const text of repaired.notes) note(text);
  return () => readRows(once(repaired.text), format, { path, signal });
}

/** Rows put together from an archive; their numbers are those of their places. */
async function* assembledRows(
  assemble: NonNullable<Source["assemble"]>,
  archive: RandomAccess,
  path: string,
  signal: AbortSignal | undefined,
): AsyncGenerator<Row> {
  let records: readonly unknown[];
  try {
    records = await assemble((entry) => readMember(archive, entry, path, { signal }));
  } catch (cause) {
    throw cause instanceof RecordError ? assemblyFailure(cause, path) : cause;
  }
  for (const [index, record] of records.entries()) yield { record, row: index + 1 };
}

function assemblyFailure(cause: RecordError, path: string): DatasetError {
  return new DatasetError({
    kind: "changed",
    path,
    column: cause.column,
    message: `Cannot read "${path}": "${cause.column}" must be ${cause.wanted}: current value is ` +
      cause.found,
    cause,
  });
}

async function* once(text: string): AsyncGenerator<string> {
  yield await Promise.resolve(text);
}

/** What a file's name says about its format; `null` where it says nothing. */
export function fileFormat(path: string): Format | "zip" | null {
  const extension = /\.([a-z]{3,7})$/i.exec(path.slice(-12))?.[1]?.toLowerCase() ?? "";
  return FORMATS[extension] ?? null;
}

const FORMATS: Readonly<Partial<Record<string, Format | "zip">>> = {
  jsonl: "jsonl",
  json: "json",
  csv: "csv",
  tsv: "tsv",
  parquet: "parquet",
  zip: "zip",
};

function sourceLayout({ format, entry, assemble }: Source): Layout {
  const archive = entry !== undefined || assemble !== undefined;
  return { format, zip: archive ? { entry: entry ?? null } : null };
}

/** An own file is read by its name; the source's format stands in where the name says nothing. */
function ownLayout(path: string, source: Source): Layout {
  const format = fileFormat(path);
  if (format === null) return sourceLayout(source);
  if (format !== "zip") return { format, zip: null };
  return { format: source.format, zip: { entry: source.entry ?? null } };
}
