import { join } from "node:path";
import { atomicWrite } from "../data/atomic_write.ts";

/**
 * Bytes that cannot be read from where they lie without unpacking what stands before them: in the
 * data folder, a file each, named by its SHA-256. It may be deleted at any time and is filled again.
 */
export class MediaCache {
  readonly #folder: string;

  constructor(dataDir: string) {
    this.#folder = join(dataDir, "media");
  }

  path(sha256: string): string {
    if (!/^[0-9a-f]{64}$/.test(sha256)) throw new TypeError(`"${sha256}" is no SHA-256`);
    return join(this.#folder, sha256);
  }

  /** Whether it is there in full; a file of another size does not count. */
  async has(sha256: string, bytes: number): Promise<boolean> {
    try {
      return (await Deno.stat(this.path(sha256))).size === bytes;
    } catch {
      return false;
    }
  }

  async keep(sha256: string, bytes: Uint8Array): Promise<void> {
    if (!await this.has(sha256, bytes.length)) await atomicWrite(this.path(sha256), bytes);
  }
}
