import { createHash } from "node:crypto";
import type { FoundMedia, MediaOrigin } from "../../scoring/messages.ts";
import type { Env } from "../data/cache.ts";
import { DatasetError } from "../data/errors.ts";
import type { RandomAccess } from "../data/random_access.ts";
import { openZipIndex, type ZipIndex } from "../data/readers/zip.ts";
import { columnMedia, groupOf, openGroups } from "../data/media/parquet_column.ts";
import {
  asciiBytes,
  base64Bytes,
  decodedLength,
  encodedLength,
  latin1,
  NOTHING,
  release,
  roomFor,
} from "./base64_text.ts";
import { MediaCache } from "./media_cache.ts";
import { joinBytes } from "../../scoring/join_bytes.ts";
import { fetchMedia } from "./fetch_media.ts";
import { OpenFiles } from "./open_files.ts";
import { type Around, MediaError, type MediaReader } from "./types.ts";

/** What {@linkcode openMedia} needs. */
export interface OpenMediaOptions {
  /** Folder with the bytes that were unpacked when the data was read. */
  readonly dataDir: string;
  /** @default {systemEnv} */
  readonly env?: Env;
}

/** A reader of every origin; it opens files when they are first read. Dispose it when done. */
export function openMedia(options: OpenMediaOptions): MediaReader {
  return new Reader(options);
}

/** Names of media whose bytes were checked; a larger data set is checked again from its beginning. */
const MOST_CHECKED = 200_000;

type Origin<Kind extends MediaOrigin["kind"]> = Extract<MediaOrigin, { kind: Kind }>;

class Reader implements MediaReader {
  readonly #files = new OpenFiles();
  readonly #cache: MediaCache;
  /** Lists of archives, for as long as they are open. */
  readonly #indices = new WeakMap<RandomAccess, Promise<ZipIndex>>();
  /** One row group at a time is unpacked. */
  #unpacking: Promise<unknown> = Promise.resolve();
  readonly #checked = new Set<string>();

  constructor(options: OpenMediaOptions) {
    this.#cache = new MediaCache(options.dataDir);
  }

  async bytes(media: FoundMedia, signal?: AbortSignal): Promise<Uint8Array<ArrayBuffer>> {
    signal?.throwIfAborted();
    const bytes = await sentence(media, async () => {
      const text = await this.#text(media, NOTHING);
      return text === null ? await this.#raw(media, signal) : decoded(text, media);
    });
    this.#check(media, bytes);
    return bytes;
  }

  async base64(
    media: FoundMedia,
    signal?: AbortSignal,
    around: Around = NOTHING,
  ): Promise<Uint8Array<ArrayBuffer>> {
    signal?.throwIfAborted();
    const text = await sentence(media, () => this.#text(media, around));
    if (text === null) return inBase64(await this.bytes(media, signal), around);
    const written = text.subarray(around.head.length, text.length - around.tail.length);
    const usual = written.length === encodedLength(media.bytes) &&
      decodedLength(written) === media.bytes;
    if (usual) {
      if (!this.#checked.has(media.sha256)) this.#compare(media, base64Sha256(written, media));
      return text;
    }
    // Line ends and a missing padding are mended by writing it anew.
    const bytes = decoded(written, media);
    this.#check(media, bytes);
    return inBase64(bytes, around);
  }

  /** What is written in base64, as it is written; `null` for bytes that lie there as they are. */
  async #text(media: FoundMedia, around: Around): Promise<Uint8Array<ArrayBuffer> | null> {
    const { origin } = media;
    if (origin.kind === "inline") {
      return joinBytes([around.head, asciiBytes(origin.base64), around.tail]);
    }
    if (origin.kind === "parquet") return await this.#cell(origin, media, around);
    return origin.kind === "file" && origin.base64 === true
      ? await this.#range(origin, null, around)
      : null;
  }

  async #raw(media: FoundMedia, signal?: AbortSignal): Promise<Uint8Array<ArrayBuffer>> {
    const { origin } = media;
    switch (origin.kind) {
      case "file":
        return await this.#range(origin, media.bytes, NOTHING);
      case "zip":
        return await this.#member(origin, media.bytes);
      case "url":
        return await fetchMedia(origin.url, media.bytes, signal);
      case "parquet":
      case "inline":
        throw new TypeError("What is written in base64 is no raw bytes");
    }
  }

  /** A part of a file, of the length that is wanted where that is known. */
  async #range(
    origin: Origin<"file">,
    length: number | null,
    around: Around,
  ): Promise<Uint8Array<ArrayBuffer>> {
    return await this.#files.use(origin.path, async (file) => {
      const [start, end] = origin.range ?? [0, file.size];
      if (length !== null && end - start !== length) {
        throw changed(origin, `wanted ${length} bytes, found ${end - start}`);
      }
      const { whole, inner } = roomFor(Math.max(0, end - start), around);
      await file.fill(start, inner);
      return whole;
    });
  }

  /** What was unpacked when the data was read; its row group is unpacked again where that is gone. */
  async #cell(
    origin: Origin<"parquet">,
    { sha256, bytes, mediaType }: FoundMedia,
    around: Around,
  ): Promise<Uint8Array<ArrayBuffer>> {
    const read = () => this.#cache.base64(sha256, bytes, around);
    const found = await read();
    if (found !== null) return found;
    const { path, column: [name], row } = origin;
    const again = this.#unpacking.then(async () => {
      const others = await read();
      if (others !== null) return others;
      await this.#files.use(path, async (file) => {
        const groups = await openGroups(file, path, false);
        const kind = mediaType.startsWith("image/") ? "image" : "series";
        await columnMedia(groups, groupOf(groups, row), String(name), kind, this.#cache);
      });
      return await read();
    });
    this.#unpacking = again.catch(() => {});
    const unpacked = await again;
    if (unpacked !== null) return unpacked;
    throw changed(origin, `its row group has nothing of sha256 ${sha256}`);
  }

  /** A file of an archive, whose list is read once. */
  async #member({ path, entry }: Origin<"zip">, length: number): Promise<Uint8Array<ArrayBuffer>> {
    return await this.#files.use(path, async (file) => {
      let index = this.#indices.get(file);
      if (index === undefined) {
        index = openZipIndex(file, path);
        this.#indices.set(file, index);
      }
      const member = (await index).find(entry);
      if (member.bytes !== length) {
        throw changed(
          { kind: "zip", path, entry },
          `wanted ${length} bytes, found ${member.bytes}`,
        );
      }
      const bytes = new Uint8Array(length);
      let filled = 0;
      for await (const piece of member.content()) {
        bytes.set(piece, filled);
        filled += piece.length;
      }
      return bytes;
    });
  }

  /** The first time, and the length whenever they are read. */
  #check(media: FoundMedia, bytes: Uint8Array): void {
    if (bytes.length !== media.bytes) {
      throw changed(media.origin, `wanted ${media.bytes} bytes, found ${bytes.length}`);
    }
    if (this.#checked.has(media.sha256)) return;
    this.#compare(media, createHash("sha256").update(bytes).digest("hex"));
  }

  #compare({ sha256, origin }: FoundMedia, found: string): void {
    if (found !== sha256) throw changed(origin, `wanted sha256 ${sha256}, found ${found}`);
    if (this.#checked.size >= MOST_CHECKED) this.#checked.clear();
    this.#checked.add(sha256);
  }

  [Symbol.dispose](): void {
    this.#files[Symbol.dispose]();
  }
}

/** Written in base64; the bytes are given back. */
function inBase64(bytes: Uint8Array, around: Around): Uint8Array<ArrayBuffer> {
  const text = base64Bytes(bytes, around);
  release(bytes);
  return text;
}

/** Characters of base64 that are decoded at once, and room for what they stand for. */
const DECODED_AT_ONCE = 64 * 1024;
const scratch = new Uint8Array(DECODED_AT_ONCE * 3 / 4);

/** Digest of what is written in base64 without line ends. */
function base64Sha256(text: Uint8Array, { origin }: FoundMedia): string {
  const hash = createHash("sha256");
  try {
    for (let at = 0; at < text.length; at += DECODED_AT_ONCE) {
      const part = latin1(text.subarray(at, at + DECODED_AT_ONCE));
      hash.update(scratch.subarray(0, scratch.setFromBase64(part).written));
    }
  } catch (cause) {
    if (!(cause instanceof SyntaxError)) throw cause;
    throw changed(origin, "it is no longer base64");
  }
  return hash.digest("hex");
}

function decoded(text: Uint8Array, { origin }: FoundMedia): Uint8Array<ArrayBuffer> {
  try {
    return Uint8Array.fromBase64(latin1(text));
  } catch (cause) {
    if (!(cause instanceof SyntaxError)) throw cause;
    throw changed(origin, "it is no longer base64");
  }
}

/** Faults of files as faults of the picture that was to be read from them. */
async function sentence<Result>(
  { origin }: FoundMedia,
  read: () => Promise<Result>,
): Promise<Result> {
  try {
    return await read();
  } catch (cause) {
    if (!(cause instanceof DatasetError)) throw cause;
    if (cause.kind === "missing") {
      throw new MediaError(
        `Cannot read ${placeOf(origin)}: it is not there any more: put the data back to where it ` +
          `was when the run was prepared`,
        { cause },
      );
    }
    throw new MediaError(cause.message, { cause });
  }
}

function changed(origin: MediaOrigin, what: string): MediaError {
  return new MediaError(
    `Cannot send ${placeOf(origin)}: it has changed since the run was prepared: ${what}: put the ` +
      `data back as it was, or start a new run`,
  );
}

/** How sentences call a place. */
export function placeOf(origin: MediaOrigin): string {
  switch (origin.kind) {
    case "file":
      return origin.range === undefined
        ? `"${origin.path}"`
        : `bytes ${origin.range[0]} to ${origin.range[1]} of "${origin.path}"`;
    case "zip":
      return `"${origin.entry}" in "${origin.path}"`;
    case "parquet":
      return `"${origin.path}" row ${origin.row + 1} column "${origin.column.join(".")}"`;
    case "url":
      return `"${origin.url}"`;
    case "inline":
      return "bytes in the record";
  }
}
