import type { MediaColumn, Source } from "../../../benchmarks/define.ts";
import type { FoundMedia, Media, MediaOrigin } from "../../../scoring/messages.ts";
import { asciiBytes } from "../../media/base64_text.ts";
import { Measure, measured } from "../../media/measure.ts";
import { MediaCache } from "../../media/media_cache.ts";
import { quotable } from "../errors.ts";
import { openRandomAccess, type RandomAccess } from "../random_access.ts";
import { FieldRange, SHORT_FIELD } from "../readers/csv.ts";
import type { DataOptions } from "../locate.ts";
import type { Row } from "../readers/types.ts";
import type { MediaPlaces } from "./archives.ts";
import { type Base64Item, base64Items, mediaOfItem } from "./base64_cell.ts";
import { cellOf, isFields, withCell } from "./column.ts";
import { faultOf, type MediaFile, type MediaFolder } from "./folder.ts";

/** What turns cells into media. */
export interface MediaContext {
  /** The file of the records. */
  readonly path: string;
  readonly cache: MediaCache;
  /** Where the paths of a column lead. */
  folder(column: MediaColumn): MediaFolder;
  readonly signal?: AbortSignal | undefined;
}

/** Larger than this, bytes do not stay in the record. */
const MAX_INLINE_BYTES = 64 * 1024;

/** Cells whose content is remembered. */
const MOST_KNOWN = 100_000;

/** Pieces in which a cell is read. */
const PIECE_BYTES = 384 * 1024;

/**
 * Puts media in the places of the cells of pictures and series, one cell at a time. What cannot be
 * used becomes a sentence in its place, and the other rows go on.
 */
export async function* withMedia(
  rows: AsyncIterable<Row>,
  columns: readonly MediaColumn[],
  context: MediaContext,
): AsyncGenerator<Row> {
  using cells = new Cells(context);
  for await (const row of rows) {
    context.signal?.throwIfAborted();
    let { record } = row;
    if (isFields(record)) {
      const published = record;
      let filled = record;
      for (const column of columns) {
        const cell = cellOf(published, column);
        if (cell === undefined || (cell === null && column.list !== true)) {
          // A record of its own must not say where bytes lie.
          if (column.as !== undefined) filled = withCell(filled, column, null);
          continue;
        }
        filled = withCell(filled, column, await cells.value(cell, column, row));
      }
      record = filled;
    }
    yield { ...row, record };
  }
}

/** {@linkcode withMedia} for the rows of a source, with the folders its columns lead into. */
export async function* rowsWithMedia(
  rows: AsyncIterable<Row>,
  { media = [] }: Source,
  path: string,
  places: MediaPlaces,
  options: Pick<DataOptions, "dataDir" | "signal">,
): AsyncGenerator<Row> {
  using opened = new DisposableStack();
  const folders = new Map<MediaColumn, MediaFolder>();
  yield* withMedia(rows, media, {
    path,
    cache: new MediaCache(options.dataDir),
    signal: options.signal,
    folder(column) {
      const folder = folders.get(column) ?? opened.use(places.open(column));
      folders.set(column, folder);
      return folder;
    },
  });
}

/** Media that were found while their file was read. */
export class ReadMedia {
  constructor(readonly media: Media) {}
}

class Cells implements Disposable {
  #file: RandomAccess | null = null;
  /** What is in cells that rows may share, by where they stand. */
  readonly #known = new Map<string, readonly Base64Item[]>();

  constructor(private readonly context: MediaContext) {}

  /** What stands in the record: media, a list of them, or the numbers of a series. */
  async value(cell: unknown, column: MediaColumn, row: Row): Promise<unknown> {
    const where = `"${row.path ?? this.context.path}" row ${row.row} column "${column.column}"`;
    const found = await this.#media(cell, column, where);
    const media = found.length === 0 ? [{ missing: `Cannot use ${where}: it is empty` }] : found;
    if (column.list === true) return media;
    if (media.length > 1) {
      return { missing: `Cannot use ${where}: wanted one picture, found ${media.length}` };
    }
    return media[0];
  }

  async #media(cell: unknown, column: MediaColumn, where: string): Promise<unknown[]> {
    if (cell instanceof ReadMedia) return [cell.media];
    if (Array.isArray(cell)) {
      const found: unknown[] = [];
      for (const inner of cell) found.push(...await this.#media(inner, column, where));
      return found;
    }
    if (cell === null || cell === "") {
      return column.list === true ? [] : [{ missing: `Cannot use ${where}: it is empty` }];
    }
    if (column.encoding === "path") {
      if (typeof cell === "string") return [await this.#path(cell, column, where)];
    } else {
      const kind = column.kind === "image" ? "image" : "series";
      if (cell instanceof FieldRange) return await this.#range(cell, kind, where);
      // The hub's struct; base64 in place of bytes where a table of text took the place of Parquet.
      if (isFields(cell) && "bytes" in cell) {
        return await this.#media(cell["bytes"], { ...column, encoding: "bytes" }, where);
      }
      if (typeof cell === "string") return await this.#text(cell, kind, where);
    }
    return [{
      missing: `Cannot use ${where}: wanted ${WANTED[column.encoding]}, found ${
        quotable(String(JSON.stringify(cell)))
      }`,
    }];
  }

  async #range(range: FieldRange, kind: "image" | "series", where: string): Promise<Media[]> {
    const { path } = this.context;
    const key = `${kind} ${range.start} ${range.end}`;
    let items = this.#known.get(key);
    if (items === undefined) {
      this.#file ??= await openRandomAccess(path);
      items = await base64Items(pieces(this.#file, range), kind);
      if (this.#known.size >= MOST_KNOWN) this.#known.clear();
      this.#known.set(key, items);
    }
    const originOf = ([start, end]: readonly [number, number]): MediaOrigin => ({
      kind: "file",
      path,
      range: [range.start + start, range.start + end],
      base64: true,
    });
    return items.map((item) => mediaOfItem(item, originOf, where));
  }

  async #bytes(bytes: Uint8Array, kind: "image" | "series", where: string): Promise<Media> {
    const found = measured(kind, bytes);
    if ("wrong" in found) return { missing: `Cannot use ${where}: ${found.wrong}` };
    if (bytes.length <= MAX_INLINE_BYTES) {
      return { origin: { kind: "inline", base64: bytes.toBase64() }, ...found };
    }
    await this.context.cache.keep(found.sha256, bytes);
    return { origin: this.context.cache.origin(found.sha256), ...found };
  }

  /** Base64 that stands in memory, as in a record of JSON. */
  async #text(cell: string, kind: "image" | "series", where: string): Promise<Media[]> {
    const items = await base64Items(once(asciiBytes(cell)), kind);
    if (cell.length <= SHORT_FIELD && items.some(({ found }) => "wrong" in found)) {
      return [{
        missing: `Cannot use ${where}: it names row ${JSON.stringify(cell)}, which has no picture`,
      }];
    }
    const media: Media[] = [];
    for (const item of items) {
      const [start, end] = item.range;
      if ("wrong" in item.found) media.push(mediaOfItem(item, () => NOWHERE, where));
      else {
        const bytes = Uint8Array.fromBase64(cell.slice(start, end));
        media.push(await this.#bytes(bytes, kind, where));
      }
    }
    return media;
  }

  /** A file, or its numbers where a column wants those. */
  async #path(path: string, column: MediaColumn, where: string): Promise<unknown> {
    const kind = column.kind === "image" ? "image" : "series";
    try {
      const folder = this.context.folder(column);
      const file = await folder.find(
        column.folder === undefined ? path : `${column.folder}/${path}`,
      );
      const measure = new Measure(kind);
      for await (const piece of file.content(this.context.signal)) measure.push(piece);
      const found = measure.end();
      if ("wrong" in found) {
        return { missing: `Cannot use ${where}: "${quotable(path)}": ${found.wrong}` };
      }
      const media: FoundMedia = { origin: file.origin, ...found };
      return column.kind === "values"
        ? await this.#values(file, media, `"${quotable(path)}"`)
        : media;
    } catch (cause) {
      return { missing: `Cannot use ${where}: ${faultOf(cause)}` };
    }
  }

  async #values(file: MediaFile, media: FoundMedia, place: string): Promise<unknown> {
    const bytes = new Uint8Array(media.bytes);
    let filled = 0;
    for await (const piece of file.content(this.context.signal)) {
      bytes.set(piece, filled);
      filled += piece.length;
    }
    const { seriesValues } = await import("../../media/series/series_values.ts");
    return await seriesValues(bytes, media.mediaType, place, this.context.signal);
  }

  [Symbol.dispose](): void {
    this.#file?.[Symbol.dispose]();
  }
}

const NOWHERE: MediaOrigin = { kind: "inline", base64: "" };

const WANTED: Readonly<Record<MediaColumn["encoding"], string>> = {
  base64: "base64",
  bytes: "bytes",
  path: "the path of a file",
};

async function* pieces(file: RandomAccess, { start, end }: FieldRange): AsyncGenerator<Uint8Array> {
  for (let at = start; at < end; at += PIECE_BYTES) {
    yield await file.read(at, Math.min(at + PIECE_BYTES, end));
  }
}

async function* once(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield await Promise.resolve(bytes);
}
