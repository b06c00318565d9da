import type { MediaColumn } from "../../../benchmarks/define.ts";
import type { MediaCache } from "../../media/media_cache.ts";
import type { Media } from "../../../scoring/messages.ts";
import { type Layout, openParquet, readFile } from "../readers/read_file.ts";
import type { Row } from "../readers/types.ts";
import { isFields } from "./column.ts";
import { ReadMedia } from "./media_rows.ts";
import { bytesColumn, columnMedia, groupOf, openGroups } from "./parquet_column.ts";

/**
 * The rows of a Parquet file whose binary columns of pictures or series are looked through value by
 * value, row group by row group, and are read by nobody else.
 *
 * @throws {DatasetError}
 */
export async function* parquetRows(
  path: string,
  layout: Layout,
  columns: readonly MediaColumn[],
  cache: MediaCache,
  signal: AbortSignal | undefined,
): AsyncGenerator<Row> {
  using file = await openParquet(path, layout, signal);
  const groups = await openGroups(file, path, layout.zip !== null);
  const binary = columns.filter(({ column }) => bytesColumn(groups, column) !== null);
  const apart = binary.map(({ column }) => column);
  let group = -1;
  let cells: ReadonlyMap<string, readonly (Media | readonly Media[] | null)[]> = new Map();
  for await (const row of readFile(path, layout, { signal, apart })) {
    const index = row.row - 1;
    if (groupOf(groups, index) !== group) {
      group = groupOf(groups, index);
      const read: [string, (Media | readonly Media[] | null)[]][] = [];
      for (const { column, kind } of binary) {
        const wanted = kind === "image" ? "image" : "series";
        read.push([column, await columnMedia(groups, group, column, wanted, cache)]);
      }
      cells = new Map(read);
    }
    if (!isFields(row.record)) continue;
    const place = index - (groups.starts[group] ?? 0);
    const filled = { ...row.record };
    for (const name of apart) filled[name] = cellOf(cells.get(name)?.[place] ?? null);
    yield { ...row, record: filled };
  }
}

function cellOf(media: Media | readonly Media[] | null): unknown {
  if (media === null) return null;
  return "length" in media ? media.map((one) => new ReadMedia(one)) : new ReadMedia(media);
}
