import type { ColumnMetaData, Compressors, FileMetaData, PageHeader } from "hyparquet";
import { readRleBitPackedHybrid } from "hyparquet/src/encoding.js";
import { parquetHeader } from "hyparquet/src/column.js";
import {
  getMaxDefinitionLevel,
  getMaxRepetitionLevel,
  getSchemaPath,
} from "hyparquet/src/schema.js";
import type { RandomAccess } from "../random_access.ts";
import { ByteStream } from "./byte_stream.ts";
import { unpackSnappy } from "./snappy_stream.ts";

/** A value of a column as it comes by: `null` for one that is null, or an element of no list. */
export interface ColumnValue {
  /** Number of the row in its row group, from 0. */
  readonly row: number;
  /** Place in the row's list; 0 where the column is none. */
  readonly place: number;
  /** The value's own number in the column's dictionary or among its plain ones; `null` for a null. */
  readonly value: number | null;
  /** True for a row whose list is null or empty. */
  readonly empty: boolean;
}

/** What is done with the bytes of a value, in the order in which they stand in the file. */
export interface ValueSink {
  /**
   * A value of its length comes; all of it has to be taken from `bytes`.
   *
   * @param at Where it stands in the file, where it stands there as it is
   */
  value(value: number, length: number, bytes: ByteStream, at: number | null): Promise<void>;
}

/** Headers of pages with statistics are longer than usual, but not longer than this. */
const MAX_HEADER_BYTES = 1024 * 1024;
const FIRST_HEADER_BYTES = 4 * 1024;
const PIECE_BYTES = 256 * 1024;

/**
 * Reads a column of bytes of one row group page by page, without a page in memory where it is not
 * packed, or packed by Snappy or gzip.
 *
 * @returns which value each row has
 * @throws {RangeError} if the pages are broken or written in a way that cannot be read so
 */
export async function readPages(
  file: RandomAccess,
  metadata: FileMetaData,
  column: ColumnMetaData,
  compressors: Compressors,
  sink: ValueSink,
): Promise<ColumnValue[]> {
  const path = getSchemaPath(metadata.schema, column.path_in_schema);
  const levels: Levels = {
    maxDefinition: getMaxDefinitionLevel(path),
    maxRepetition: getMaxRepetitionLevel(path),
    listDefinition: listDefinition(path.map(({ element }) => element.repetition_type)),
  };
  const start = Number(column.dictionary_page_offset ?? column.data_page_offset);
  const end = start + Number(column.total_compressed_size);
  const rows = new Rows(levels);
  let values = 0;
  for (let at = start; at < end && rows.entries < Number(column.num_values);) {
    const { header, bytes } = await headerAt(file, at, end);
    const from = at + bytes;
    at = from + header.compressed_page_size;
    if (at > end) throw new RangeError("a page reaches beyond its column");
    const page: Page = { file, from, end: at, header, codec: column.codec, compressors };
    if (header.type === "DICTIONARY_PAGE") {
      const count = header.dictionary_page_header?.num_values ?? 0;
      values = await plainValues(page, 0, count, values, sink);
    } else if (header.type === "DATA_PAGE" || header.type === "DATA_PAGE_V2") {
      values = await dataPage(page, levels, values, rows, sink);
    }
  }
  return rows.values;
}

interface Levels {
  readonly maxDefinition: number;
  readonly maxRepetition: number;
  /** Definition level from which on a list has an element. */
  readonly listDefinition: number;
}

interface Page {
  readonly file: RandomAccess;
  readonly from: number;
  readonly end: number;
  readonly header: PageHeader;
  readonly codec: ColumnMetaData["codec"];
  readonly compressors: Compressors;
}

function listDefinition(repetitions: readonly (string | undefined)[]): number {
  const repeated = repetitions.indexOf("REPEATED");
  return repetitions.slice(1, repeated + 1).filter((kind) => kind !== "REQUIRED").length;
}

async function headerAt(
  file: RandomAccess,
  at: number,
  end: number,
): Promise<{ readonly header: PageHeader; readonly bytes: number }> {
  for (let size = FIRST_HEADER_BYTES;; size *= 8) {
    const bytes = await file.read(at, Math.min(at + size, end));
    const reader = { view: new DataView(bytes.buffer), offset: 0 };
    try {
      return { header: parquetHeader(reader), bytes: reader.offset };
    } catch (cause) {
      if (at + size >= end || size >= MAX_HEADER_BYTES) throw cause;
    }
  }
}

/** Values one behind the other, each behind its length. Gives back the number behind the last. */
async function plainValues(
  page: Page,
  skip: number,
  count: number,
  first: number,
  sink: ValueSink,
): Promise<number> {
  const stream = new ByteStream(content(page));
  try {
    await stream.skip(skip);
    await takeValues(
      stream,
      page.codec === "UNCOMPRESSED" ? page.from + skip : null,
      count,
      first,
      sink,
    );
  } finally {
    await stream.end();
  }
  return first + count;
}

async function takeValues(
  stream: ByteStream,
  from: number | null,
  count: number,
  first: number,
  sink: ValueSink,
): Promise<void> {
  let at = from;
  for (let i = 0; i < count; i++) {
    const length = await stream.u32();
    if (at !== null) at += 4;
    await sink.value(first + i, length, stream, at);
    if (at !== null) at += length;
  }
}

async function dataPage(
  page: Page,
  levels: Levels,
  known: number,
  rows: Rows,
  sink: ValueSink,
): Promise<number> {
  const { data_page_header: v1, data_page_header_v2: v2 } = page.header;
  const { num_values: count, encoding } = v1 ?? v2 ?? { num_values: 0, encoding: "PLAIN" };
  const packed = v2 === undefined ? page : {
    ...page,
    from: page.from + v2.repetition_levels_byte_length + v2.definition_levels_byte_length,
    codec: v2.is_compressed === false ? "UNCOMPRESSED" as const : page.codec,
  };
  const stream = new ByteStream(content(packed));
  try {
    let used = 0;
    let repetition: number[] = [];
    let definition: number[] = [];
    if (v2 === undefined) {
      const level = async (max: number): Promise<number[]> => {
        if (max === 0) return [];
        const length = await stream.u32();
        used += 4 + length;
        return hybrid(await stream.take(length), max, count);
      };
      repetition = await level(levels.maxRepetition);
      definition = await level(levels.maxDefinition);
    } else {
      const head = await page.file.read(page.from, packed.from);
      const split = v2.repetition_levels_byte_length;
      if (levels.maxRepetition > 0) {
        repetition = hybrid(head.subarray(0, split), levels.maxRepetition, count);
      }
      if (levels.maxDefinition > 0) {
        definition = hybrid(head.subarray(split), levels.maxDefinition, count);
      }
    }
    const nulls = definition.filter((level) => level < levels.maxDefinition).length;
    const present = count - nulls;
    if (encoding === "PLAIN") {
      const at = packed.codec === "UNCOMPRESSED" ? packed.from + used : null;
      await takeValues(stream, at, present, known, sink);
      rows.add(count, repetition, definition, (i) => known + i);
      return known + present;
    }
    if (encoding !== "PLAIN_DICTIONARY" && encoding !== "RLE_DICTIONARY") {
      throw new RangeError(`its pages are written in ${encoding}`);
    }
    const width = present === 0 ? 0 : (await stream.take(1))[0] as number;
    const size = page.header.uncompressed_page_size - used - 1 -
      (v2 === undefined ? 0 : packed.from - page.from);
    const places = width === 0
      ? new Array<number>(present).fill(0)
      : indices(await stream.take(size), width, present);
    rows.add(count, repetition, definition, (i) => places[i] as number);
    return known;
  } finally {
    await stream.end();
  }
}

function hybrid(bytes: Uint8Array, max: number, count: number): number[] {
  return indices(bytes, 32 - Math.clz32(max), count);
}

function indices(bytes: Uint8Array, width: number, count: number): number[] {
  const output = new Array<number>(count);
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  readRleBitPackedHybrid({ view, offset: 0 }, width, output, bytes.length);
  return output;
}

/** Assembles rows from levels. */
class Rows {
  readonly values: ColumnValue[] = [];
  entries = 0;
  #row = -1;
  #place = 0;

  constructor(private readonly levels: Levels) {}

  add(
    count: number,
    repetition: readonly number[],
    definition: readonly number[],
    valueOf: (present: number) => number,
  ): void {
    const { maxDefinition, maxRepetition, listDefinition } = this.levels;
    let present = 0;
    for (let i = 0; i < count; i++) {
      if ((repetition[i] ?? 0) === 0) {
        this.#row++;
        this.#place = 0;
      } else this.#place++;
      const level = definition[i] ?? maxDefinition;
      this.values.push({
        row: this.#row,
        place: this.#place,
        value: level === maxDefinition ? valueOf(present++) : null,
        empty: maxRepetition > 0 && level < listDefinition,
      });
    }
    this.entries += count;
  }
}

/** The content of a page, unpacked. */
async function* content(page: Page): AsyncGenerator<Uint8Array> {
  const { codec, header, compressors, file, from, end } = page;
  if (codec === "UNCOMPRESSED") yield* pieces(page);
  else if (codec === "SNAPPY") yield* unpackSnappy(pieces(page));
  else if (codec === "GZIP") {
    yield* ReadableStream.from(pieces(page)).pipeThrough(new DecompressionStream("gzip"));
  } else {
    const unpack = compressors[codec];
    if (unpack === undefined) throw new RangeError(`its pages are packed by ${codec}`);
    const size = header.uncompressed_page_size -
      (header.data_page_header_v2 === undefined
        ? 0
        : header.data_page_header_v2.repetition_levels_byte_length +
          header.data_page_header_v2.definition_levels_byte_length);
    yield unpack(await file.read(from, end), size);
  }
}

async function* pieces({ file, from, end }: Page): AsyncGenerator<Uint8Array<ArrayBuffer>> {
  for (let at = from; at < end; at += PIECE_BYTES) {
    yield await file.read(at, Math.min(at + PIECE_BYTES, end));
  }
}
