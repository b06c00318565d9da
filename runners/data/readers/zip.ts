import type { Entry, FileEntry } from "@zip.js/zip.js";
import { DatasetError, quotable, reasonOf, unreadable } from "../errors.ts";
import type { RandomAccess } from "../random_access.ts";

/** Bounds of an archive; a bomb meets one of them. */
export interface ZipLimits {
  /** Largest file after unpacking, in bytes. */
  readonly maxInflatedBytes: number;
  readonly maxEntries: number;
}

/** 64 GiB of text pass in a stream without being held; a million files are more than any benchmark has. */
export const ZIP_LIMITS: ZipLimits = { maxInflatedBytes: 64 * 1024 ** 3, maxEntries: 1_000_000 };

/** A file inside an archive. */
export interface ZipMember {
  readonly name: string;
  readonly bytes: number;
  /** Unpacks it piece by piece, checking size and CRC-32. Names never become paths. */
  content(signal?: AbortSignal): AsyncIterable<Uint8Array<ArrayBuffer>>;
}

/**
 * Finds a file in a ZIP archive by its exact name, or the only file where `name` is `null`.
 *
 * @throws {DatasetError} of kind `unreadable` (no archive, broken, encrypted, ambiguous, too large)
 * or `missing` (no such file in it; the sentence lists what there is)
 */
export async function findZipMember(
  source: RandomAccess,
  name: string | null,
  path: string,
  limits: ZipLimits = ZIP_LIMITS,
): Promise<ZipMember> {
  const found: Entry[] = [];
  const others: string[] = [];
  for await (const entry of entriesOf(source, path, limits)) {
    if (entry.directory) continue;
    if (name === null || entry.filename === name) {
      if (found.length < 2) found.push(entry);
    }
    if (others.length < 6) others.push(`"${quotable(entry.filename)}"`);
  }
  const entry = found[0];
  const listed = others.slice(0, 5).join(", ") + (others.length > 5 ? ", ..." : "");
  if (entry === undefined) {
    throw new DatasetError({
      kind: "missing",
      path,
      message: name === null
        ? `Cannot read "${path}": the archive holds no file`
        : `Cannot read "${name}" in "${path}": the archive has no such file, it holds ${
          listed || "none"
        }`,
    });
  }
  if (found.length > 1) {
    throw unreadable(
      path,
      name === null
        ? `the archive holds several files (${listed}): unpack the one to be used`
        : `the archive holds "${name}" twice`,
    );
  }
  return memberOf(entry, path, limits);
}

/** The files of an archive by their names, found as often as needed after one look at its list. */
export interface ZipIndex {
  /** @throws {DatasetError} if it is not there, is there twice, or cannot be unpacked */
  find(name: string): ZipMember;
}

/**
 * Reads the list of a ZIP archive.
 *
 * @throws {DatasetError} of kind `unreadable`
 */
export async function openZipIndex(
  source: RandomAccess,
  path: string,
  limits: ZipLimits = ZIP_LIMITS,
): Promise<ZipIndex> {
  const entries = new Map<string, FileEntry | "twice">();
  for await (const entry of entriesOf(source, path, limits)) {
    if (entry.directory) continue;
    entries.set(entry.filename, entries.has(entry.filename) ? "twice" : entry);
  }
  return {
    find(name) {
      const entry = entries.get(name);
      if (entry === undefined) {
        throw new DatasetError({
          kind: "missing",
          path,
          message: `Cannot read "${quotable(name)}" in "${path}": the archive has no such file`,
        });
      }
      if (entry === "twice") throw unreadable(path, `the archive holds "${quotable(name)}" twice`);
      return memberOf(entry, path, limits);
    },
  };
}

/** What the list of an archive names, in its order. */
async function* entriesOf(
  source: RandomAccess,
  path: string,
  limits: ZipLimits,
): AsyncGenerator<Entry> {
  const zip = await import("@zip.js/zip.js");
  class FileReader extends zip.Reader<RandomAccess> {
    override size = source.size;
    override readUint8Array(index: number, length: number): Promise<Uint8Array> {
      return source.read(index, Math.min(index + length, source.size));
    }
  }
  const reader = new zip.ZipReader(new FileReader(source), {
    useWebWorkers: false,
    // Names are compared and shown, never used as paths: a strange one next to ours does no harm.
    filenameValidation: "tolerant",
  });
  let count = 0;
  try {
    for await (const entry of reader.getEntriesGenerator()) {
      if (++count > limits.maxEntries) {
        throw unreadable(path, `it lists more than ${limits.maxEntries} files`);
      }
      yield entry;
    }
  } catch (cause) {
    throw zipFailure(cause, path);
  }
}

function memberOf(entry: Entry, path: string, limits: ZipLimits): ZipMember {
  if (entry.directory) throw unreadable(path, `"${quotable(entry.filename)}" is a folder`);
  if (entry.encrypted) throw unreadable(path, "the archive is encrypted: unpack it first");
  if (entry.uncompressedSize > limits.maxInflatedBytes) {
    throw unreadable(
      path,
      `"${quotable(entry.filename)}" unpacks to ${entry.uncompressedSize} bytes, more than the ` +
        `${limits.maxInflatedBytes} that are allowed`,
    );
  }
  return {
    name: entry.filename,
    bytes: entry.uncompressedSize,
    content: (signal) => inflate(entry, path, signal),
  };
}

async function* inflate(
  entry: FileEntry,
  path: string,
  signal: AbortSignal | undefined,
): AsyncGenerator<Uint8Array<ArrayBuffer>> {
  const abort = new AbortController();
  const both = signal === undefined ? abort.signal : AbortSignal.any([abort.signal, signal]);
  const pipe = new TransformStream<Uint8Array<ArrayBuffer>, Uint8Array<ArrayBuffer>>();
  let failure: unknown = null;
  const writing = entry.getData(pipe.writable, {
    useWebWorkers: false,
    checkSignature: true,
    signal: both,
  }).catch((cause: unknown) => {
    failure = cause;
    // Ends the loop below where zip.js fails without touching the stream.
    return pipe.writable.abort(cause).catch(() => {});
  });
  let unpacked = 0;
  try {
    for await (const chunk of pipe.readable) {
      unpacked += chunk.length;
      if (unpacked > entry.uncompressedSize) {
        throw unreadable(
          path,
          `"${quotable(entry.filename)}" unpacks to more than the ${entry.uncompressedSize} ` +
            `bytes it declares`,
        );
      }
      yield chunk;
    }
    await writing;
    if (failure !== null) throw failure;
  } catch (cause) {
    signal?.throwIfAborted();
    throw zipFailure(failure ?? cause, path, entry.filename);
  } finally {
    abort.abort();
    await writing;
  }
  if (unpacked !== entry.uncompressedSize) {
    throw unreadable(
      path,
      `"${quotable(entry.filename)}" unpacks to ${unpacked} bytes, not the ` +
        `${entry.uncompressedSize} it declares`,
    );
  }
}

function zipFailure(cause: unknown, path: string, name?: string): DatasetError {
  if (cause instanceof DatasetError) return cause;
  const what = name === undefined ? "the archive" : `"${quotable(name)}" in the archive`;
  return unreadable(
    path,
    `${what} is broken or cut short: ${reasonOf(cause)}`,
    undefined,
    cause,
  );
}
