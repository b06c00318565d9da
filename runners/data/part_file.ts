import { createHash, type Hash } from "node:crypto";
import { dirname } from "node:path";
import { z } from "zod";
import { atomicWrite, readJsonFile } from "./atomic_write.ts";
import type { Digest } from "./digest.ts";
import { pause } from "./pause.ts";

/** What is known of the content that a partial file is the beginning of. */
const Origin = z.object({
  url: z.string(),
  /** Strong `ETag` of the answer that the bytes came from. */
  etag: z.string().nullable(),
  /** Name of the content that the hub vouches for. */
  contentId: z.string().nullable(),
  total: z.number().nullable(),
});

/** See the fields of the schema. */
export type PartOrigin = z.infer<typeof Origin>;

/** A partial file's origin and size without opening it; `null` where there is none. */
export async function peekPart(
  path: string,
): Promise<{ readonly bytes: number; readonly total: number | null } | null> {
  try {
    const { size } = await Deno.stat(path);
    const origin = Origin.safeParse(await readJsonFile(originPath(path)));
    return size === 0 ? null : { bytes: size, total: origin.success ? origin.data.total : null };
  } catch {
    return null;
  }
}

const originPath = (path: string) => `${path}.json`;

/**
 * A download in the making: one writer at a time, hashed as it grows, whole or not there at all
 * under its final name.
 */
export class PartFile implements Disposable {
  #bytes = 0;
  #sha256: Hash = createHash("sha256");
  #md5: Hash = createHash("md5");
  #origin: PartOrigin | null = null;
  #open = true;

  private constructor(readonly path: string, private readonly file: Deno.FsFile) {}

  /**
   * Opens the partial file, with what is there already, and locks it against other processes.
   *
   * @returns `null` when another process had the lock and has ended: look for its result
   */
  static async open(
    path: string,
    { signal, onWait }: { signal?: AbortSignal | undefined; onWait?: () => void } = {},
  ): Promise<PartFile | null> {
    await Deno.mkdir(dirname(path), { recursive: true });
    const file = await Deno.open(path, { create: true, read: true, write: true });
    try {
      let waited = false;
      while (!await file.tryLock(true)) {
        if (!waited) onWait?.();
        waited = true;
        await pause(LOCK_POLL_MS, signal);
      }
      const [mine, current] = [await file.stat(), await Deno.stat(path).catch(() => null)];
      // Renamed or removed while we waited: the lock is one on a file that has moved on.
      if (waited || current === null || current.ino !== mine.ino) {
        file.close();
        return null;
      }
      const part = new PartFile(path, file);
      await part.#resume(signal);
      return part;
    } catch (cause) {
      try {
        file.close();
      } catch {
        // Closed above.
      }
      throw cause;
    }
  }

  /** Bytes that are there. */
  get bytes(): number {
    return this.#bytes;
  }

  /** Where they came from; `null` for an empty file. */
  get origin(): PartOrigin | null {
    return this.#origin;
  }

  async #resume(signal: AbortSignal | undefined): Promise<void> {
    const origin = Origin.safeParse(await readJsonFile(originPath(this.path)));
    if (!origin.success) return await this.clear();
    const buffer = new Uint8Array(256 * 1024);
    for (let got = await this.file.read(buffer); got !== null; got = await this.file.read(buffer)) {
      signal?.throwIfAborted();
      this.#take(buffer.subarray(0, got));
    }
    this.#origin = this.#bytes === 0 ? null : origin.data;
  }

  #take(chunk: Uint8Array): void {
    this.#sha256.update(chunk);
    this.#md5.update(chunk);
    this.#bytes += chunk.length;
  }

  /** Forgets every byte. */
  async clear(): Promise<void> {
    await this.file.truncate(0);
    await this.file.seek(0, Deno.SeekMode.Start);
    this.#bytes = 0;
    this.#sha256 = createHash("sha256");
    this.#md5 = createHash("md5");
    this.#origin = null;
  }

  /** Begins anew with content from `origin`. */
  async begin(origin: PartOrigin): Promise<void> {
    await this.clear();
    await atomicWrite(originPath(this.path), JSON.stringify(origin));
    this.#origin = origin;
  }

  async append(chunk: Uint8Array): Promise<void> {
    for (let written = 0; written < chunk.length;) {
      written += await this.file.write(chunk.subarray(written));
    }
    this.#take(chunk);
  }

  /** Digests of what is there; nothing can be appended afterwards. */
  digest(): Digest {
    return {
      bytes: this.#bytes,
      sha256: this.#sha256.digest("hex"),
      md5: this.#md5.digest("hex"),
    };
  }

  /** Gives the file its final name once it is safely on disk. */
  async finish(target: string): Promise<void> {
    await this.file.sync();
    await Deno.mkdir(dirname(target), { recursive: true });
    await Deno.rename(this.path, target);
    this[Symbol.dispose]();
    await Deno.remove(originPath(this.path)).catch(() => {});
  }

  /** Removes what turned out to be worthless. */
  async discard(): Promise<void> {
    await Deno.remove(this.path).catch(() => {});
    await Deno.remove(originPath(this.path)).catch(() => {});
    this[Symbol.dispose]();
  }

  /** Closes and unlocks; the bytes stay for the next try. */
  [Symbol.dispose](): void {
    if (this.#open) this.file.close();
    this.#open = false;
  }
}

const LOCK_POLL_MS = 200;
