import { join } from "node:path";
import type { MediaOrigin } from "../../scoring/messages.ts";
import { fileFailure } from "../data/file_bytes.ts";
import { base64Bytes, encodedLength, release, roomFor } from "./base64_text.ts";
import type { Around } from "./types.ts";
import { atomicWrite } from "../data/atomic_write.ts";

/**
 * Bytes that cannot be read from where they lie without unpacking what stands before them: in the
 * data folder, a file each, named by its SHA-256 and written in base64, as they are sent.
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

  /** Where it is read from, once it is kept. */
  origin(sha256: string): MediaOrigin & { readonly kind: "file" } {
    return { kind: "file", path: this.path(sha256), base64: true };
  }

  /** It in base64 with what stands around it; `null` where it is not there in full. */
  async base64(
    sha256: string,
    bytes: number,
    around: Around,
  ): Promise<Uint8Array<ArrayBuffer> | null> {
    try {
      using file = await Deno.open(this.path(sha256));
      const { whole, inner } = roomFor(encodedLength(bytes), around);
      for (let filled = 0; filled < inner.length;) {
        const got = await file.read(inner.subarray(filled));
        if (got === null) return null;
        filled += got;
      }
      return whole;
    } catch (cause) {
      if (cause instanceof Deno.errors.NotFound) return null;
      throw fileFailure(cause, this.path(sha256));
    }
  }

  /** Writes it unless it is there in full. */
  async keep(sha256: string, bytes: Uint8Array): Promise<void> {
    const path = this.path(sha256);
    const size = await Deno.stat(path).then((info) => info.size, () => null);
    if (size === encodedLength(bytes.length)) return;
    const text = base64Bytes(bytes);
    await atomicWrite(path, text);
    release(text);
  }
}
