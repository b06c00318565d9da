import { begins, type Ends, shown, type Unusable } from "./image_header.ts";

/** Media type of the file of a series, by its first bytes. */
export interface SeriesFacts {
  readonly mediaType: string;
}

/** What {@linkcode seriesFacts} knows, for sentences. */
const KNOWN = "CSV, NPY, WAV and FLAC";

/** Looks at the first bytes of the file of a series. Nothing is decoded. */
export function seriesFacts({ head, bytes }: Ends): SeriesFacts | Unusable {
  if (begins(head, "\x93NUMPY")) return { mediaType: "application/x-npy" };
  if (begins(head, "fLaC")) return { mediaType: "audio/flac" };
  if (begins(head, "RIFF") && begins(head, "WAVE", 8)) {
    const view = new DataView(head.buffer, head.byteOffset);
    const declared = view.getUint32(4, true) + 8;
    // Recorders that never came to the end leave all bits set, or none.
    if (declared !== 8 && declared < 2 ** 32 && declared > bytes + 1) {
      return {
        wrong: `it is cut short: it is a WAV of ${declared} bytes by its header, found ${bytes}`,
      };
    }
    return { mediaType: "audio/wav" };
  }
  if (head.length > 0 && isText(head.subarray(0, 1024))) return { mediaType: "text/csv" };
  return { wrong: `it is no series that is known (${KNOWN}): it begins with ${shown(head)}` };
}

/** Letters, digits and what numbers are written with; no control characters but line ends and tabs. */
function isText(bytes: Uint8Array): boolean {
  return bytes.every((byte) => byte >= 0x20 || byte === 0x09 || byte === 0x0a || byte === 0x0d);
}
