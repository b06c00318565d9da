/**
 * Where downloaded data lies. Hub files go to the standard Hugging Face cache, which other programs
 * share, files at plain addresses to the data folder. No name that a server or a data file chose
 * becomes a path: commits and blob names are hexadecimal, the rest comes from the benchmark's source
 * and is checked as well.
 *
 * @module
 */
import { createHash } from "node:crypto";
import { dirname, join, relative } from "node:path";
import type { HubSource, UrlSource } from "../../benchmarks/define.ts";
import { atomicWrite } from "./atomic_write.ts";

/** Reads an environment variable. */
export type Env = (name: string) => string | undefined;

/** The process's environment, as far as it may be read. */
export const systemEnv: Env = (name) => {
  try {
    return Deno.env.get(name);
  } catch {
    // Not granted: the same as not set.
    return undefined;
  }
};

/** A file and the partial download that becomes it. */
export interface Place {
  readonly file: string;
  readonly part: string;
}

/** Where a plain address is kept: a folder named by the address's hash, a file named by its end. */
export function urlPlace(source: Pick<UrlSource, "url">, dataDir: string): Place {
  const folder = join(dataDir, "urls", shortHash(source.url));
  const file = join(folder, safeName(new URL(source.url).pathname.split("/").at(-1) ?? ""));
  return { file, part: `${file}.part` };
}

/** A file name without anything a file system could take amiss. */
function safeName(name: string): string {
  const safe = name.replace(/[^A-Za-z0-9._-]/g, "_").replace(/^[.-]+/, "").slice(-100);
  return safe === "" ? "file" : safe;
}

function shortHash(text: string): string {
  return createHash("sha256").update(text).digest("hex").slice(0, 20);
}

/** `HF_HUB_CACHE`, else `HF_HOME/hub`, else `hub` in the user's cache folder, as the hub's tools do. */
export function hubCacheFolder(env: Env, dataDir: string): string {
  const own = env("HF_HUB_CACHE") || env("HUGGINGFACE_HUB_CACHE");
  if (own) return own;
  const hfHome = env("HF_HOME");
  if (hfHome) return join(hfHome, "hub");
  const cache = env("XDG_CACHE_HOME");
  if (cache) return join(cache, "huggingface", "hub");
  const home = env("HOME") || env("USERPROFILE");
  return home ? join(home, ".cache", "huggingface", "hub") : join(dataDir, "hub");
}

/** True for the full hash of a commit, which pins data for good. */
export function isCommit(text: string): boolean {
  return /^[0-9a-f]{40}$/.test(text);
}

/** A dataset repository in the hub's cache folder. */
export interface HubRepo {
  /** `datasets--owner--name` in the cache. */
  readonly folder: string;
  /** The file at a commit, whether it is there or not. */
  snapshot(commit: string): string;
  /** The partial download; independent of the server's names, so that it is found again offline. */
  readonly part: string;
  blob(name: string): string;
}

/** @throws {TypeError} if the source names what must not become a path */
export function hubRepo(source: HubSource, cacheFolder: string): HubRepo {
  const { repo, path, revision } = source;
  if (!/^[\w-][\w.-]*\/[\w-][\w.-]*$/.test(repo)) {
    throw new TypeError(`Cannot use hub repository "${repo}" as it must be "owner/name"`);
  }
  for (const [name, value] of Object.entries({ path, revision })) {
    // Letters and marks of any script, but no separator, drive or parent folder.
    const bad = value.split("/").find((segment) =>
      segment === "" || /^\.+$/.test(segment) || /[\\:*?"<>|]|\p{C}/u.test(segment)
    );
    if (bad !== undefined) {
      throw new TypeError(
        `Cannot use ${name} "${value}" of "${repo}" as it must be relative and plain`,
      );
    }
  }
  const folder = join(cacheFolder, `datasets--${repo.replace("/", "--")}`);
  return {
    folder,
    snapshot: (commit) => join(folder, "snapshots", commit, ...path.split("/")),
    part: join(folder, "blobs", `${shortHash(`${revision}/${path}`)}.part`),
    blob: (name) => join(folder, "blobs", name),
  };
}

/** The commit a branch or tag stood at when it was last asked for; `null` where it never was. */
export async function readRef(repo: HubRepo, revision: string): Promise<string | null> {
  if (isCommit(revision)) return revision;
  try {
    const text = await Deno.readTextFile(join(repo.folder, "refs", ...revision.split("/")));
    const commit = text.trim();
    return isCommit(commit) ? commit : null;
  } catch {
    return null;
  }
}

/** Remembers the commit of a branch or tag. */
export async function writeRef(repo: HubRepo, revision: string, commit: string): Promise<void> {
  if (isCommit(revision)) return;
  await atomicWrite(join(repo.folder, "refs", ...revision.split("/")), commit);
}

/**
 * Makes a blob appear as the file of a snapshot, as a relative link. Where links cannot be made (a
 * process with named folders only, some file systems) the blob itself moves there, as the hub's own
 * tools do then.
 */
export async function linkSnapshot(repo: HubRepo, commit: string, blob: string): Promise<string> {
  const file = repo.snapshot(commit);
  await Deno.mkdir(dirname(file), { recursive: true });
  await Deno.remove(file).catch(() => {});
  try {
    await Deno.symlink(relative(dirname(file), blob), file);
  } catch (cause) {
    if (cause instanceof Deno.errors.AlreadyExists) return file;
    await Deno.rename(blob, file);
  }
  return file;
}
