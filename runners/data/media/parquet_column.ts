import type { ColumnMetaData, Compressors, FileMetaData } from "hyparquet";
import { getMaxRepetitionLevel, getSchemaPath } from "hyparquet/src/schema.js";
import type { Media, MediaOrigin } from "../../../scoring/messages.ts";
import { release } from "../../media/base64_text.ts";
import { MAX_MEDIA_BYTES, type Measured, measured } from "../../media/measure.ts";
import type { MediaCache } from "../../media/media_cache.ts";
import type { Unusable } from "../../media/image_header.ts";
import { reasonOf, unreadable } from "../errors.ts";
import type { RandomAccess } from "../random_access.ts";
import { boundedCompressors, readMetadata } from "../readers/parquet.ts";
import { type ColumnValue, readPages } from "../readers/parquet_pages.ts";

/** Row groups of a Parquet file. */
export interface ParquetGroups {
  readonly file: RandomAccess;
  readonly path: string;
  /** The file lies in an archive: nothing of it can be read where it stands. */
  readonly zipped: boolean;
  readonly metadata: FileMetaData;
  readonly compressors: Compressors;
  /** Rows before each group. */
  readonly starts: readonly number[];
}

/** @throws {DatasetError} if its footer is broken */
export async function openGroups(
  file: RandomAccess,
  path: string,
  zipped: boolean,
): Promise<ParquetGroups> {
  const metadata = await readMetadata(file, path);
  const { compressors } = await import("hyparquet-compressors");
  const starts: number[] = [];
  let rows = 0;
  for (const { num_rows: count } of metadata.row_groups) {
    starts.push(rows);
    rows += Number(count);
  }
  return { file, path, zipped, metadata, compressors: boundedCompressors(compressors), starts };
}

/** Number of the group that holds a row, counted from 0. */
export function groupOf({ starts }: ParquetGroups, row: number): number {
  return Math.max(0, starts.findLastIndex((start) => start <= row));
}

/** The bytes of a column: its own, or those of the hub's struct; `null` where it has no binary ones. */
export function bytesColumn(
  { metadata }: ParquetGroups,
  name: string,
  group = 0,
): ColumnMetaData | null {
  const leaves = (metadata.row_groups[group]?.columns ?? []).flatMap(({ meta_data: leaf }) =>
    leaf !== undefined && leaf.path_in_schema[0] === name ? [leaf] : []
  );
  const leaf = leaves.length === 1
    ? leaves[0]
    : leaves.find(({ path_in_schema: path }) => path.at(-1) === "bytes");
  if (leaf?.type !== "BYTE_ARRAY") return null;
  return isText(metadata, leaf.path_in_schema) ? null : leaf;
}

function isText({ schema }: FileMetaData, path: string[]): boolean {
  const { converted_type: converted, logical_type: logical } = getSchemaPath(schema, path).at(-1)
    ?.element ?? { name: "" };
  return [converted, logical?.type].some((type) =>
    type !== undefined && ["UTF8", "JSON", "STRING"].includes(type)
  );
}

/** A value that was read, and where it stands in the file if it stands there as it is. */
interface Found {
  readonly found: Measured | Unusable;
  readonly at: number | null;
}

/**
 * Looks through a column of one row group. One value at a time stands in memory; what does not stand
 * in the file as it is goes into the cache.
 *
 * @param group From 0
 * @returns for each row of the group its media: one, several of a list, `null` for no value
 * @throws {DatasetError}
 */
export async function columnMedia(
  groups: ParquetGroups,
  group: number,
  column: string,
  kind: "image" | "series",
  cache: MediaCache,
): Promise<(Media | readonly Media[] | null)[]> {
  const { file, path, zipped, metadata, compressors, starts } = groups;
  const leaf = bytesColumn(groups, column, group);
  const first = starts[group] ?? 0;
  const count = Number(metadata.row_groups[group]?.num_rows ?? 0);
  if (leaf === null) return new Array<null>(count).fill(null);
  const found: Found[] = [];
  let values: ColumnValue[];
  try {
    values = await readPages(file, metadata, leaf, compressors, {
      async value(number, length, stream, place) {
        const at = zipped ? null : place;
        if (length > MAX_MEDIA_BYTES) {
          await stream.skip(length);
          found[number] = { at, found: { wrong: `it takes ${length} bytes, too much for memory` } };
          return;
        }
        const bytes = await stream.take(length);
        const result = measured(kind, bytes);
        if (at === null && !("wrong" in result)) await cache.keep(result.sha256, bytes);
        release(bytes);
        found[number] = { at, found: result };
      },
    });
  } catch (cause) {
    throw unreadable(
      path,
      `column "${column}" of rows ${first + 1} to ${first + count} is broken: ${reasonOf(cause)}`,
      undefined,
      cause,
    );
  }
  const isList = getMaxRepetitionLevel(getSchemaPath(metadata.schema, leaf.path_in_schema)) > 0;
  const cells: (Media | Media[] | null)[] = Array.from(
    { length: count },
    () => isList ? [] : null,
  );
  for (const { row, place, value, empty } of values) {
    if (empty) continue;
    const cell = value === null ? null : found[value] ?? null;
    const where = `"${path}" row ${first + row + 1} column "${column}"`;
    const media = cell === null
      ? isList ? { missing: `Cannot use ${where}: it is empty` } : null
      : mediaOf(
        cell,
        where,
        ({ sha256 }) =>
          zipped ? cache.origin(sha256) : {
            kind: "parquet",
            path,
            column: [column, ...isList ? [place] : []],
            row: first + row,
          },
        path,
      );
    const list = cells[row];
    if (Array.isArray(list)) list.push(media as Media);
    else cells[row] = media;
  }
  return cells;
}

function mediaOf(
  { found, at }: Found,
  where: string,
  unpacked: (found: Measured) => MediaOrigin,
  path: string,
): Media {
  if ("wrong" in found) return { missing: `Cannot use ${where}: ${found.wrong}` };
  const origin: MediaOrigin = at === null
    ? unpacked(found)
    : { kind: "file", path, range: [at, at + found.bytes] };
  return { origin, ...found };
}
