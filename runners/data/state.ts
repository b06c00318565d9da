import { type Source, sourceFiles } from "../../benchmarks/define.ts";
import { isCommit } from "./cache.ts";
import { fileDigest, knownDigest } from "./digest.ts";
import { DatasetError } from "./errors.ts";
import { expectedOf, mismatch } from "./expected.ts";
import { statFile } from "./file_bytes.ts";
import { type OpenedData, openLocated, openParts } from "./load.ts";
import {
  type DataOptions,
  downloadSource,
  findFile,
  isOffline,
  type Located,
  partPath,
} from "./locate.ts";
import { peekPart } from "./part_file.ts";
import { openRanged, rangedState } from "./ranged_file.ts";

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

/** What {@linkcode dataState} may do. */
export interface StateOptions extends DataOptions {
  /** Reads the whole file where its digest is not remembered. Default: false */
  readonly verify?: boolean;
}

/**
 * Looks at a source's data without network. Never throws for bad data: that is a state.
 */
export async function dataState(
  source: Source,
  options: StateOptions,
): Promise<DataState> {
  const files = sourceFiles(source);
  if (files.length === 1 || options.file) return await fileState(source, options);
  const states = await Promise.all(files.map((file) => fileState(file, options)));
  const worst = STATES.find((state) => states.some((one) => one.state === state)) ?? "missing";
  const telling = states.filter(({ state }) => state === worst);
  return {
    state: worst === "missing" && telling.length < states.length ? "partial" : worst,
    path: telling[0]?.path ?? null,
    bytes: states.reduce((sum, { bytes }) => sum + bytes, 0),
    detail: `${telling.length} of ${states.length} files: ${telling[0]?.detail}`,
  };
}

/** What is told of several files, worst first. */
const STATES = ["changed", "partial", "missing", "present"] as const;

async function fileState(source: Source, options: StateOptions): Promise<DataState> {
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

/** True where all parts of the archive that the source reads are here. */
async function hasItsParts(source: Source, options: DataOptions): Promise<boolean> {
  try {
    const ranged = await openRanged(source, { ...options, offline: true });
    if (ranged === null) return false;
    for await (const _row of openParts(source, ranged, options).records());
    return true;
  } catch (cause) {
    if (!(cause instanceof DatasetError)) throw cause;
    return false;
  }
}

async function unfinished(source: Source, options: StateOptions): Promise<DataState> {
  const inParts = await rangedState(source, options);
  if (inParts !== null) {
    const { path, bytes, total } = inParts;
    const state = options.verify && await hasItsParts(source, options) ? "present" : "partial";
    return { state, path, bytes, detail: `${bytes} of ${total} bytes, the parts that were read` };
  }
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
  /** Bytes that are here. */
  readonly bytes: number;
  readonly sha256: string;
  readonly records: number;
  readonly revision: string | null;
  /** False where it was there already. */
  readonly downloaded: boolean;
  readonly notes: readonly string[];
}

/**
 * Downloads one file if it is missing or was changed, and checks size, digests and number of records by
 * reading all of it. A branch or tag is asked for its newest commit; a file at a pinned commit or a
 * plain address is left alone where it is as published.
 *
 * @throws {DatasetError}
 */
export async function fetchSource(source: Source, options: DataOptions): Promise<FetchedData> {
  const there = await findFile(source, options);
  const ranged = there === null ? await openRanged(source, { ...options, newest: true }) : null;
  if (ranged !== null) {
    const fetched = await readThrough(openParts(source, ranged, options));
    return { ...fetched, bytes: await ranged.held(), downloaded: ranged.fetched() };
  }
  const located = await current(source, options, there);
  const fetched = await readThrough(await openLocated(source, located, options));
  return { ...fetched, downloaded: located.fresh };
}

async function readThrough(opened: OpenedData): Promise<Omit<FetchedData, "downloaded">> {
  let records = 0;
  for await (const _row of opened.records()) records++;
  const { path, bytes, sha256, revision, notes } = opened;
  return { path, bytes, sha256, records, revision, notes };
}

async function current(
  source: Source,
  options: DataOptions,
  there: Located | null,
): Promise<Located> {
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
