import type { AsyncBuffer, Compressors, FileMetaData, ParquetParsers } from "hyparquet";
import { DatasetError, reasonOf, unreadable } from "../errors.ts";
import type { RandomAccess } from "../random_access.ts";
import type { ReadOptions, Row } from "./types.ts";

/** Largest page after decompression, and largest row group as its footer declares it. */
const MAX_PAGE_BYTES = 1024 ** 3;
const MAX_GROUP_BYTES = 8 * 1024 ** 3;

/**
 * Reads Parquet one row group at a time (all codecs).
 *
 * Values become what JSON can hold: 64-bit integers are numbers where a number holds them exactly
 * and strings otherwise, dates and times ISO 8601 text, binary columns base64. Text must be UTF-8.
 *
 * @throws {DatasetError} of kind `unreadable`
 */
export async function* readParquet(
  source: RandomAccess,
  options: ReadOptions & {
    /** Columns that are not read. */
    readonly without?: readonly string[];
  },
): AsyncGenerator<Row> {
  const { parquetReadObjects } = await import("hyparquet");
  const { compressors } = await import("hyparquet-compressors");
  const metadata = await readMetadata(source, options.path);
  const { without = [] } = options;
  const columns = rootColumns(metadata).filter((name) => !without.includes(name));
  const file = asyncBuffer(source);
  const bounded = boundedCompressors(compressors);
  let start = 0;
  for (const group of metadata.row_groups) {
    options.signal?.throwIfAborted();
    const end = start + Number(group.num_rows);
    if (group.total_byte_size > MAX_GROUP_BYTES) {
      throw unreadable(
        options.path,
        `its row group of rows ${start + 1} to ${end} takes ${group.total_byte_size} bytes, ` +
          `more than fits in memory: write it again with smaller row groups`,
      );
    }
    let rows: Record<string, unknown>[];
    try {
      rows = columns.length === 0
        ? Array.from({ length: end - start }, () => ({}))
        : await parquetReadObjects({
          file,
          metadata,
          compressors: bounded,
          parsers: PARSERS,
          utf8: false,
          geoparquet: false,
          rowStart: start,
          rowEnd: end,
          ...(without.length === 0 ? {} : { columns }),
        });
    } catch (cause) {
      if (cause instanceof DatasetError) throw cause;
      throw unreadable(
        options.path,
        `rows ${start + 1} to ${end} are broken: ${reasonOf(cause)}`,
        undefined,
        cause,
      );
    }
    if (rows.length !== end - start) {
      throw unreadable(
        options.path,
        `rows ${start + 1} to ${end} should be in one group, which holds ${rows.length}`,
      );
    }
    for (const [i, record] of rows.entries()) yield { record: plain(record), row: start + i + 1 };
    start = end;
  }
}

/** Number of rows as the footer states it. */
export async function parquetRows(source: RandomAccess, path: string): Promise<number> {
  return Number((await readMetadata(source, path)).num_rows);
}

/** Names of the columns at the root, in their order. */
function rootColumns({ row_groups: groups }: FileMetaData): readonly string[] {
  const names = groups[0]?.columns.flatMap(({ meta_data: column }) =>
    column?.path_in_schema.slice(0, 1) ?? []
  );
  return [...new Set(names)];
}

/**
 * The footer of a Parquet file.
 *
 * @throws {DatasetError} of kind `unreadable`
 */
export async function readMetadata(source: RandomAccess, path: string): Promise<FileMetaData> {
  const { parquetMetadataAsync } = await import("hyparquet");
  if (source.size < 12) throw unreadable(path, "it is too short for a Parquet file");
  const magic = new TextDecoder().decode(await source.read(source.size - 4, source.size));
  if (magic !== "PAR1") {
    throw unreadable(path, "it does not end as a Parquet file does: is the file cut short");
  }
  try {
    return await parquetMetadataAsync(asyncBuffer(source), { geoparquet: false });
  } catch (cause) {
    if (cause instanceof DatasetError) throw cause;
    throw unreadable(path, `its footer is broken: ${reasonOf(cause)}`, undefined, cause);
  }
}

function asyncBuffer(source: RandomAccess): AsyncBuffer {
  return {
    byteLength: source.size,
    slice(start, end) {
      const reading = source.read(start, end ?? source.size).then(({ buffer }) => buffer);
      // Reads begun ahead of others that fail are awaited by nobody.
      reading.catch(() => {});
      return reading;
    },
  };
}

/** A page may claim any size; memory is asked for only within reason. */
export function boundedCompressors(compressors: Compressors): Compressors {
  return Object.fromEntries(
    Object.entries(compressors).map(([codec, decompress]) => [
      codec,
      (input: Uint8Array, outputLength: number) => {
        if (outputLength > MAX_PAGE_BYTES) {
          throw new RangeError(`a page claims to unpack to ${outputLength} bytes`);
        }
        return decompress(input, outputLength);
      },
    ]),
  );
}

const utf8 = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });

function text(bytes: Uint8Array | undefined): string | undefined {
  if (bytes === undefined) return undefined;
  try {
    return utf8.decode(bytes);
  } catch {
    throw new TypeError("a text column holds bytes that are not UTF-8");
  }
}

const PARSERS: Partial<ParquetParsers> = {
  stringFromBytes: text,
  jsonFromBytes: (bytes) => {
    const json = text(bytes);
    return json === undefined ? undefined : JSON.parse(json);
  },
  timestampFromMilliseconds: (millis) => iso(millis),
  timestampFromMicroseconds: (micros) => iso(micros === undefined ? micros : micros / 1_000n),
  timestampFromNanoseconds: (nanos) => iso(nanos === undefined ? nanos : nanos / 1_000_000n),
  dateFromDays: (days) => iso(days === undefined ? days : days * 86_400_000)?.slice(0, 10),
};

function iso(millis: bigint | number | undefined): string | undefined {
  return millis === undefined ? undefined : new Date(Number(millis)).toISOString();
}

/** The value as JSON can hold it. */
function plain(value: unknown): unknown {
  if (value === undefined) return null;
  if (typeof value === "bigint") {
    const number = Number(value);
    return Number.isSafeInteger(number) ? number : value.toString();
  }
  if (typeof value !== "object" || value === null) return value;
  if (value instanceof Uint8Array) return value.toBase64();
  if (ArrayBuffer.isView(value)) return Array.from(value as unknown as ArrayLike<unknown>, plain);
  if (Array.isArray(value)) return value.map(plain);
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, plain(inner)]));
}
