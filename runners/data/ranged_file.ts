/**
 * Archives of the hub of which a task needs little: only the blocks that are read come here, and they
 * stay in the data folder, so that the next start and a machine without network find them.
 *
 * @module
 */
import { createHash } from "node:crypto";
import { dirname, join } from "node:path";
import { z } from "zod";
import type { HubSource, Source } from "../../benchmarks/define.ts";
import { atomicWrite, readJsonFile } from "./atomic_write.ts";
import { isCommit, systemEnv } from "./cache.ts";
import { DOWNLOAD_TIMING } from "./download.ts";
import { DatasetError } from "./errors.ts";
import { hubFileInfo, hubSettings, judge, patiently, resolveUrl } from "./hub.ts";
import { type DataOptions, insteadOf, isOffline, sourceName } from "./locate.ts";
import type { RandomAccess } from "./random_access.ts";
import { ask, networkReason, TryAgain } from "./request.ts";

/** Bytes that one request brings: few requests for a long file, little waste for a short one. */
const BLOCK_BYTES = 1024 * 1024;

/** What the hub said of the archive when it was last asked. */
const About = z.object({
  commit: z.string().refine(isCommit),
  bytes: z.int().positive(),
  sha256: z.string().regex(/^[0-9a-f]{64}$/),
});
type About = z.output<typeof About>;

/** An archive that is read in parts. */
export interface RangedFile extends About {
  /** Folder of its blocks; what sentences call the archive. */
  readonly path: string;
  readonly access: RandomAccess;
  /** Bytes of it that are here. */
  held(): Promise<number>;
  /** True once a block came over the network. */
  fetched(): boolean;
  /** Forgets blocks and commit, where what was read is broken. */
  discard(): Promise<void>;
}

/** How an archive is read in parts. */
export interface RangedOptions extends DataOptions {
  /** Asks which commit the revision is now, even where that is remembered. */
  readonly newest?: boolean;
}

/**
 * Opens an archive of the hub for reading in parts.
 *
 * What the parts hold is checked by the archive's own checksums, file by file; its sha256 is the one
 * the hub names it by.
 *
 * @returns `null` where it has to be downloaded whole: it is not put together from several files, the
 * server has no ranges or does not name the content, or another content is wanted
 * @throws {DatasetError}
 */
export async function openRanged(
  source: Source,
  options: RangedOptions,
): Promise<RangedFile | null> {
  if (!inParts(source) || options.file) return null;
  const folder = rangesFolder(source, options);
  const known = await remembered(folder);
  const offline = isOffline(options);
  if (offline && known === null) return null;
  const about = known !== null && (offline || options.newest !== true || isCommit(source.revision))
    ? known
    : await asked(source, folder, options);
  if (about === null || (source.sha256 ?? about.sha256) !== about.sha256) return null;
  const blocks = new Blocks(source, about, join(folder, about.sha256), options);
  // The end is read first in any case: the archive's list of files is there.
  return await blocks.probe() ? blocks.file() : null;
}

/** Bytes of an archive that came in parts, without network; `null` where none did. */
export async function rangedState(
  source: Source,
  options: DataOptions,
): Promise<{ readonly path: string; readonly bytes: number; readonly total: number } | null> {
  if (!inParts(source) || options.file) return null;
  const folder = rangesFolder(source, options);
  const about = await remembered(folder);
  if (about === null) return null;
  const path = join(folder, about.sha256);
  const bytes = await heldBytes(path);
  return bytes === 0 ? null : { path, bytes, total: about.bytes };
}

function inParts(source: Source): source is HubSource {
  return source.kind === "hub" && source.assemble !== undefined;
}

function rangesFolder({ repo, path, revision }: HubSource, { dataDir }: DataOptions): string {
  const name = createHash("sha256").update(`${repo}/${path}@${revision}`).digest("hex");
  return join(dataDir, "ranges", name.slice(0, 20));
}

async function remembered(folder: string): Promise<About | null> {
  const about = About.safeParse(await readJsonFile(join(folder, "about.json")));
  return about.success ? about.data : null;
}

async function heldBytes(path: string): Promise<number> {
  let bytes = 0;
  try {
    for await (const { name } of Deno.readDir(path)) {
      if (/^\d+$/.test(name)) bytes += (await Deno.stat(join(path, name))).size;
    }
  } catch (cause) {
    if (!(cause instanceof Deno.errors.NotFound)) throw cause;
  }
  return bytes;
}

/** Asks the hub what the archive is now, and keeps it; `null` where it does not say enough. */
async function asked(
  source: HubSource,
  folder: string,
  options: RangedOptions,
): Promise<About | null> {
  const info = await hubFileInfo(
    source,
    hubSettings(options.env ?? systemEnv),
    { what: sourceName(source), instead: insteadOf(options) },
    { signal: options.signal, timing: options.timing ?? DOWNLOAD_TIMING },
  );
  const about = About.safeParse({
    commit: info.commit,
    bytes: info.bytes,
    sha256: info.contentId,
  });
  if (!about.success) return null;
  await atomicWrite(join(folder, "about.json"), JSON.stringify(about.data));
  return about.data;
}

/** The server answers with the whole file when it is asked for a part of it. */
class NoRanges extends Error {}

/** The blocks of one archive, on disk and on the hub. */
class Blocks {
  #fetched = false;
  #last: { readonly index: number; readonly bytes: Uint8Array<ArrayBuffer> } | null = null;

  constructor(
    private readonly source: HubSource,
    private readonly about: About,
    private readonly path: string,
    private readonly options: RangedOptions,
  ) {}

  /** Brings the last block; false where the server has no ranges. */
  async probe(): Promise<boolean> {
    try {
      await this.#block(Math.floor((this.about.bytes - 1) / BLOCK_BYTES));
      return true;
    } catch (cause) {
      if (cause instanceof NoRanges) return false;
      throw cause;
    }
  }

  file(): RangedFile {
    return {
      ...this.about,
      path: this.path,
      access: {
        size: this.about.bytes,
        read: async (start, end) => {
          try {
            return await this.#read(start, end);
          } catch (cause) {
            throw cause instanceof NoRanges ? this.#refused() : cause;
          }
        },
        [Symbol.dispose]: () => {},
      },
      held: () => heldBytes(this.path),
      fetched: () => this.#fetched,
      discard: () => Deno.remove(dirname(this.path), { recursive: true }).catch(() => {}),
    };
  }

  #refused(): DatasetError {
    return new DatasetError({
      kind: "offline",
      path: this.path,
      message: `Cannot download ${sourceName(this.source)}: the server has stopped to send parts ` +
        `of it: try again, or ${insteadOf(this.options)}`,
    });
  }

  async #read(start: number, end: number): Promise<Uint8Array<ArrayBuffer>> {
    if (!(start >= 0 && start <= end && end <= this.about.bytes)) {
      throw new RangeError(`it points to byte ${end} but ends at ${this.about.bytes}`);
    }
    const bytes = new Uint8Array(end - start);
    for (let at = start; at < end;) {
      const index = Math.floor(at / BLOCK_BYTES);
      const block = await this.#block(index);
      const from = at - index * BLOCK_BYTES;
      const part = block.subarray(from, Math.min(block.length, from + end - at));
      bytes.set(part, at - start);
      at += part.length;
    }
    return bytes;
  }

  async #block(index: number): Promise<Uint8Array<ArrayBuffer>> {
    if (this.#last?.index === index) return this.#last.bytes;
    const start = index * BLOCK_BYTES;
    const length = Math.min(BLOCK_BYTES, this.about.bytes - start);
    const file = join(this.path, String(index));
    let bytes = await Deno.readFile(file).catch(() => null);
    if (bytes?.length !== length) {
      bytes = await this.#fetch(start, length);
      await atomicWrite(file, bytes);
      this.#fetched = true;
      this.options.onProgress?.({ bytes: await heldBytes(this.path), total: null });
    }
    this.#last = { index, bytes };
    return bytes;
  }

  async #fetch(start: number, length: number): Promise<Uint8Array<ArrayBuffer>> {
    const { source, about, options } = this;
    const what = sourceName(source);
    if (isOffline(options)) {
      throw new DatasetError({
        kind: "offline",
        path: this.path,
        message: `Cannot use ${what}: this part of it is not downloaded and the network is ` +
          `switched off: go online, or ${insteadOf(options)}`,
      });
    }
    const settings = hubSettings(options.env ?? systemEnv);
    const sentences = { what, instead: insteadOf(options) };
    const timing = options.timing ?? DOWNLOAD_TIMING;
    const range = `${start}-${start + length - 1}`;
    const answer = await patiently(settings, sentences, { signal: options.signal, timing }, async (
      signal,
    ) => {
      const response = await ask({
        url: resolveUrl(settings, source, about.commit),
        method: "GET",
        token: settings.token,
        headers: { range: `bytes=${range}` },
        signal,
      });
      const right = response.status === 206 &&
        response.headers.get("content-range") === `bytes ${range}/${about.bytes}`;
      if (right) return await exactly(response, length);
      await response.body?.cancel();
      judge(response, source, settings, sentences);
      if (response.status === 200) return null;
      throw new TryAgain("it answers with another part than the one that was asked for");
    });
    if (answer === null) throw new NoRanges("it has no ranges");
    return answer;
  }
}

/** The body, which must have so many bytes. Reads no more than them. */
async function exactly(response: Response, length: number): Promise<Uint8Array<ArrayBuffer>> {
  const bytes = new Uint8Array(length);
  let filled = 0;
  try {
    for await (const chunk of response.body ?? []) {
      if (filled + chunk.length > length) throw new TryAgain("it sends more than was asked for");
      bytes.set(chunk, filled);
      filled += chunk.length;
    }
  } catch (cause) {
    if (cause instanceof TryAgain) throw cause;
    throw new TryAgain(`the connection broke off: ${networkReason(cause)}`);
  }
  if (filled < length) {
    throw new TryAgain(`the connection ended after ${filled} of ${length} bytes`);
  }
  return bytes;
}
