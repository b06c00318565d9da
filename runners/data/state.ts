import type { Source } from "../../benchmarks/define.ts";
import { isCommit } from "./cache.ts";
import { fileDigest, knownDigest } from "./digest.ts";
import { DatasetError } from "./errors.ts";
import { expectedOf, mismatch } from "./expected.ts";
import { statFile } from "./file_bytes.ts";
import { openLocated } from "./load.ts";
import {
  type DataOptions,
  downloadSource,
  findFile,
  isOffline,
  type Located,
  partPath,
} from "./locate.ts";
import { peekPart } from "./part_file.ts";

/** What is known of a source's data on this machine. */
export interface DataState {
  readonly state: "present" | "partial" | "missing" | "changed";
  /** The file, or its partial download; `null` where neither is. */
  readonly path: string | null;
  /** Bytes that are there. */
  readonly bytes: number;
  /** One line for a table: what there is, or what is wrong. */
  readonly detail: string;
}

/**
 * Looks at a source's data without network. Never throws for bad data: that is a state.
 *
 * @param options `verify` reads the whole file where its digest is not remembered
 */
export async function dataState(
  source: Source,
  options: DataOptions & { readonly verify?: boolean },
): Promise<DataState> {
  const located = await findFile(source, options);
  if (located === null) return await unfinished(source, options);
  const { path } = located;
  try {
    const { size } = await statFile(path);
    if (located.own) return { state: "present", path, bytes: size, detail: "your own file" };
    const digest = options.verify
      ? await fileDigest(path, options.dataDir, options)
      : await knownDigest(path, options.dataDir);
    const wrong = digest === null
      ? mismatch({ bytes: size, sha256: "", md5: "" }, { bytes: source.bytes })
      : mismatch(digest, expectedOf(source));
    if (wrong !== null) return { state: "changed", path, bytes: size, detail: wrong };
    const checked = source.sha256 === undefined && source.md5 === undefined
      ? "no digest published"
      : digest === null
      ? "digest not checked yet"
      : "digest checked";
    const at = located.revision === null ? "" : `, revision ${located.revision.slice(0, 12)}`;
    return { state: "present", path, bytes: size, detail: `${checked}${at}` };
  } catch (cause) {
    if (!(cause instanceof DatasetError)) throw cause;
    const state = cause.kind === "missing" ? "missing" : "changed";
    return { state, path, bytes: 0, detail: cause.message };
  }
}

async function unfinished(source: Source, options: DataOptions): Promise<DataState> {
  const path = partPath(source, options);
  const part = await peekPart(path);
  if (part !== null) {
    const total = part.total ?? source.bytes;
    return {
      state: "partial",
      path,
      bytes: part.bytes,
      detail: `${part.bytes}${total === undefined ? "" : ` of ${total}`} bytes downloaded`,
    };
  }
  const gated = source.kind === "hub" && source.gated !== undefined
    ? `; gated: ${source.gated}`
    : "";
  return { state: "missing", path: null, bytes: 0, detail: `not downloaded${gated}` };
}

/** Data that was fetched, checked and read through. */
export interface FetchedData {
  readonly path: string;
  readonly bytes: number;
  readonly sha256: string;
  readonly records: number;
  readonly revision: string | null;
  /** False where it was there already. */
  readonly downloaded: boolean;
  readonly notes: readonly string[];
}

/**
 * Downloads what is missing or was changed, and checks size, digests and number of records by
 * reading all of it. A branch or tag is asked for its newest commit; a file at a pinned commit or a
 * plain address is left alone where it is as published.
 *
 * @throws {DatasetError}
 */
export async function fetchSource(source: Source, options: DataOptions): Promise<FetchedData> {
  const located = await current(source, options);
  const opened = await openLocated(source, located, options);
  let records = 0;
  for await (const _row of opened.records()) records++;
  const { path, bytes, sha256, revision, notes } = opened;
  return { path, bytes, sha256, records, revision, downloaded: located.fresh, notes };
}

async function current(source: Source, options: DataOptions): Promise<Located> {
  const there = await findFile(source, options);
  if (there === null) return await downloadSource(source, options);
  if (there.own) return there;
  const wrong = mismatch(
    await fileDigest(there.path, options.dataDir, options),
    expectedOf(source),
  );
  if (wrong !== null) return await downloadSource(source, options);
  if (source.kind === "url" || isCommit(source.revision) || isOffline(options)) return there;
  try {
    return await downloadSource(source, options);
  } catch (cause) {
    if (!(cause instanceof DatasetError && cause.kind === "offline")) throw cause;
    options.onNote?.(
      `Using "${there.path}" as it is, since its newest revision is unknown: ` +
        cause.message,
    );
    return there;
  }
}
