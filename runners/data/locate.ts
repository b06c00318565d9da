import { join } from "node:path";
import type { HubSource, Source, UrlSource } from "../../benchmarks/define.ts";
import {
  type Env,
  hubCacheFolder,
  type HubRepo,
  hubRepo,
  linkSnapshot,
  readRef,
  systemEnv,
  urlPlace,
  writeRef,
} from "./cache.ts";
import { fileDigest, keepDigest } from "./digest.ts";
import {
  download,
  DOWNLOAD_TIMING,
  type DownloadProgress,
  type DownloadTiming,
} from "./download.ts";
import { DatasetError } from "./errors.ts";
import { type Expected, expectedOf, mismatch } from "./expected.ts";
import { type HubFileInfo, hubFileInfo, hubRefusal, hubSettings, resolveUrl } from "./hub.ts";

/** How data is looked for and fetched. */
export interface DataOptions {
  /** Folder of downloads from plain addresses, and of remembered digests. */
  readonly dataDir: string;
  /** The user's own file instead of the published one. */
  readonly file?: string | null;
  /** Never touches the network; `HF_HUB_OFFLINE=1` says the same. */
  readonly offline?: boolean;
  /** Id of the benchmark, for sentences that tell how to give a file. */
  readonly benchmark?: string;
  /** @default {systemEnv} */
  readonly env?: Env | undefined;
  readonly signal?: AbortSignal | undefined;
  readonly onProgress?: ((progress: DownloadProgress) => void) | undefined;
  /** Told once: a repair, a wait, a difference that is not an error. */
  readonly onNote?: ((text: string) => void) | undefined;
  /** @default {DOWNLOAD_TIMING} */
  readonly timing?: DownloadTiming | undefined;
}

/** A file that is there. */
export interface Located {
  readonly path: string;
  /** Commit on the hub; `null` for plain addresses and own files. */
  readonly revision: string | null;
  /** The user's own file, of which nothing is expected. */
  readonly own: boolean;
  /** It was downloaded just now. */
  readonly fresh: boolean;
}

/** How sentences call a source. */
export function sourceName(source: Source): string {
  return source.kind === "hub" ? `"${source.path}" of "${source.repo}"` : `"${source.url}"`;
}

/** What the user can do where data cannot be had, behind "or". */
export function insteadOf(options: Pick<DataOptions, "benchmark">): string {
  return `give the file yourself with --data ${options.benchmark ?? "<benchmark>"}=FILE`;
}

/** Finds the file without network: the user's own, or a finished download; `null` where neither is. */
export async function findFile(source: Source, options: DataOptions): Promise<Located | null> {
  if (options.file) {
    if (!await isFolder(options.file)) {
      return { path: options.file, revision: null, own: true, fresh: false };
    }
    const path = await inFolder(source, options.file);
    if (path !== null) return { path, revision: null, own: false, fresh: false };
  }
  if (source.kind === "url") {
    const { file } = urlPlace(source, options.dataDir);
    return await isFile(file) ? { path: file, revision: null, own: false, fresh: false } : null;
  }
  const repo = hubRepo(source, hubCacheFolder(options.env ?? systemEnv, options.dataDir));
  const commit = await readRef(repo, source.revision);
  if (commit === null) return null;
  const path = repo.snapshot(commit);
  return await isFile(path) ? { path, revision: commit, own: false, fresh: false } : null;
}

/**
 * The published file in a folder of the user's: where its address ends the same, with as many names
 * of the path as there are, two at least.
 */
async function inFolder(source: Source, folder: string): Promise<string | null> {
  const names = (source.kind === "url" ? new URL(source.url).pathname : source.path)
    .split("/").filter((name) => name !== "" && name !== "." && name !== "..");
  for (let start = 0; start <= Math.max(0, names.length - 2); start++) {
    const path = join(folder, ...names.slice(start).map(decodeURIComponent));
    if (await isFile(path)) return path;
  }
  return null;
}

/** True for a folder; false where there is nothing. */
export async function isFolder(path: string): Promise<boolean> {
  try {
    return (await Deno.stat(path)).isDirectory;
  } catch {
    return false;
  }
}

/** The partial download of a source. */
export function partPath(source: Source, options: DataOptions): string {
  return source.kind === "url"
    ? urlPlace(source, options.dataDir).part
    : hubRepo(source, hubCacheFolder(options.env ?? systemEnv, options.dataDir)).part;
}

/** True where the network must not be used. */
export function isOffline(options: DataOptions): boolean {
  const flag = (options.env ?? systemEnv)("HF_HUB_OFFLINE")?.toLowerCase() ?? "";
  return options.offline === true || ["1", "true", "yes", "on"].includes(flag);
}

/**
 * Brings the published file to its place: downloads it unless the hub's cache has that very content.
 *
 * @throws {DatasetError}
 */
export async function downloadSource(source: Source, options: DataOptions): Promise<Located> {
  if (isOffline(options)) {
    throw new DatasetError({
      kind: "offline",
      message:
        `Cannot use ${sourceName(source)}: it is not downloaded and the network is switched ` +
        `off: go online, or ${insteadOf(options)}`,
    });
  }
  return source.kind === "url"
    ? await downloadUrl(source, options)
    : await downloadHub(source, options);
}

async function downloadUrl(source: UrlSource, options: DataOptions): Promise<Located> {
  const { file, part } = urlPlace(source, options.dataDir);
  const what = sourceName(source);
  const instead = insteadOf(options);
  while (true) {
    const done = await download({
      url: source.url,
      token: null,
      part,
      target: () => file,
      expected: expectedOf(source),
      contentId: null,
      what,
      instead,
      refused: (status) =>
        new DatasetError({
          kind: status === 404 || status === 410 ? "missing" : "gated",
          message: `Cannot download ${what}: "${new URL(source.url).host}" answers ${status}` +
            `${status === 404 || status === 410 ? ": the file is gone" : ""}: ${instead}`,
        }),
    }, options);
    if (done !== null) {
      await keepDigest(done.path, options.dataDir, done.digest);
      return { path: done.path, revision: null, own: false, fresh: true };
    }
    const theirs = await findFile(source, { ...options, file: null });
    if (theirs !== null) return { ...theirs, fresh: true };
  }
}

async function downloadHub(source: HubSource, options: DataOptions): Promise<Located> {
  const env = options.env ?? systemEnv;
  const settings = hubSettings(env);
  const sentences = { what: sourceName(source), instead: insteadOf(options) };
  const timing = options.timing ?? DOWNLOAD_TIMING;
  const { signal } = options;
  const info = await hubFileInfo(source, settings, sentences, { signal, timing });
  const named = info.contentId?.length === 64 ? info.contentId : undefined;
  if (named !== undefined && source.sha256 !== undefined && named !== source.sha256) {
    throw new DatasetError({
      kind: "changed",
      message:
        `Cannot use ${sentences.what}: the hub has another file at "${source.revision}" now: ` +
        `wanted sha256 ${source.sha256}, found ${named}: ${sentences.instead}`,
    });
  }
  const repo = hubRepo(source, hubCacheFolder(env, options.dataDir));
  const expected: Expected = {
    ...expectedOf(source),
    bytes: source.bytes ?? info.bytes ?? undefined,
    sha256: source.sha256 ?? named,
  };
  const place = async (path: string, fresh: boolean): Promise<Located> => {
    await writeRef(repo, source.revision, info.commit);
    return { path, revision: info.commit, own: false, fresh };
  };
  while (true) {
    const there = await usable(repo, info, expected, options);
    if (there !== null) return await place(there, false);
    const done = await download({
      url: resolveUrl(settings, source, info.commit),
      token: settings.token,
      part: repo.part,
      // A mirror without the hub's names gets one from the content itself.
      target: (digest) => repo.blob(info.contentId ?? digest.sha256),
      expected,
      contentId: info.contentId,
      ...sentences,
      refused: (status, headers) => hubRefusal(status, headers, source, settings, sentences),
    }, options);
    if (done === null) continue;
    const path = await linkSnapshot(repo, info.commit, done.path);
    await keepDigest(path, options.dataDir, done.digest);
    return await place(path, true);
  }
}

/**
 * The file as the hub describes it, where the cache has it already: downloaded by another program,
 * by another process a moment ago, or unchanged since an earlier commit.
 */
async function usable(
  repo: HubRepo,
  info: HubFileInfo,
  expected: Expected,
  options: DataOptions,
): Promise<string | null> {
  const good = async (path: string) =>
    await isFile(path) &&
    mismatch(await fileDigest(path, options.dataDir, options), expected) === null;
  const snapshot = repo.snapshot(info.commit);
  if (await good(snapshot)) return snapshot;
  const blob = info.contentId === null ? null : repo.blob(info.contentId);
  return blob !== null && await good(blob) ? await linkSnapshot(repo, info.commit, blob) : null;
}

async function isFile(path: string): Promise<boolean> {
  try {
    return (await Deno.stat(path)).isFile;
  } catch {
    return false;
  }
}
