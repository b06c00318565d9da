/**
 * Language data carried in the project: JSON modules that hold a compressed file, unpacked when it
 * is first used. `tools/pack_nlp.ts` makes them; `data/LICENSES.md` has their licences.
 *
 * @module
 */
import { Buffer } from "node:buffer";
import { gunzipSync } from "node:zlib";

/** A file packed into a JSON module. */
export interface Packed {
  /** Where the file comes from. */
  readonly source: string;
  readonly licence: string;
  /** Lower-case hex digest of the unpacked file. */
  readonly sha256: string;
  readonly encoding: string;
  readonly data: string;
}

/**
 * The bytes of a packed file.
 *
 * @throws {RangeError} if the encoding is not `gzip+base64`
 */
export function unpackBytes(packed: Packed): Uint8Array {
  if (packed.encoding !== "gzip+base64") {
    throw new RangeError(
      `Cannot unpack "${packed.source}": encoding must be "gzip+base64", found "${packed.encoding}"`,
    );
  }
  return gunzipSync(Buffer.from(packed.data, "base64"));
}

/** The text of a packed UTF-8 file. */
export function unpackText(packed: Packed): string {
  return new TextDecoder().decode(unpackBytes(packed));
}
