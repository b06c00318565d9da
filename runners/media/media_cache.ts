import { join } from "node:path";
import type { MediaOrigin } from "../../scoring/messages.ts";
import { base64Bytes, encodedLength } from "./base64_text.ts";
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

  /** Writes it unless it is there in full. */
  async keep(sha256: string, bytes: Uint8Array): Promise<void> {
    const path = this.path(sha256);
    const size = await Deno.stat(path).then((info) => info.size, () => null);
    if (size === encodedLength(bytes.length)) return;
    await atomicWrite(path, base64Bytes(bytes));
  }
}
