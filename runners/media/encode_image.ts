import type { ImageEncoding } from "../../scoring/messages.ts";
import { loneWorker } from "../tools/lone_worker.ts";
import type { EncodeReply, EncodeRequest } from "./images/encode_worker.ts";
import { encodedSize } from "./images/encoded.ts";
import { measured } from "./measure.ts";
import { MediaError } from "./types.ts";

/** A picture as it is sent. */
export interface EncodedImage {
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly mediaType: string;
}

/** Makes pictures smaller or larger, or encodes them anew, one at a time. */
export interface ImageEncoder extends AsyncDisposable {
  /** @throws {MediaError} if it cannot be done to the picture within the limits of size and time */
  encode(
    bytes: Uint8Array<ArrayBuffer>,
    mediaType: string,
    encoding: ImageEncoding,
    signal?: AbortSignal,
  ): Promise<EncodedImage>;
}

/** Pixels before and after, by the headers: more take too much memory, and no benchmark has them. */
const MAX_PIXELS = 100_000_000;
/** Kinds that are decoded. */
const KINDS = ["image/png", "image/jpeg", "image/webp"];

/** What is done to pictures, for the record of a run: other decoders and filters move scores. */
export const IMAGE_ENCODER = "jsquash 1.6.0, resize and JPEG as Pillow 11 has them";

/**
 * An encoder with a worker that has no permissions. It starts with the first picture and is ended when
 * it takes too long or breaks.
 *
 * @param options.wallMs Longest time for one picture in milliseconds. Default: 60000
 * @param options.idleMs Milliseconds without a picture after which the worker is ended. Default: when
 *   disposed of
 */
export function imageEncoder(
  { wallMs = 60_000, idleMs }: { readonly wallMs?: number; readonly idleMs?: number } = {},
): ImageEncoder {
  const worker = loneWorker<EncodeRequest, EncodeReply>({
    url: new URL("./images/encode_worker.ts", import.meta.url),
    wallMs,
    ...(idleMs === undefined ? {} : { idleMs }),
  });
  return {
    async encode(bytes, mediaType, encoding, signal) {
      checkSize(bytes, mediaType, encoding);
      const grey = isGrey(bytes, mediaType);
      const reply = await worker.ask({ bytes, mediaType, grey, encoding }, signal);
      if ("error" in reply) {
        throw new MediaError(
          `Cannot decode a picture of type ${mediaType} to send it as "${encoding.kind}": ` +
            reply.error,
        );
      }
      return reply;
    },
    [Symbol.asyncDispose]: () => worker[Symbol.asyncDispose](),
  };
}

/** A worker that nobody disposes of ends by itself after so long without a picture. */
const IDLE_MS = 1_000;

let shared: ImageEncoder | null = null;

/** {@linkcode ImageEncoder.encode} of a shared encoder, which ends by itself. */
export async function encodeImage(
  bytes: Uint8Array<ArrayBuffer>,
  mediaType: string,
  encoding: ImageEncoding,
  signal?: AbortSignal,
): Promise<EncodedImage> {
  shared ??= imageEncoder({ idleMs: IDLE_MS });
  return await shared.encode(bytes, mediaType, encoding, signal);
}

function checkSize(bytes: Uint8Array, mediaType: string, encoding: ImageEncoding): void {
  const doing = `Cannot send a picture of type ${mediaType} as "${encoding.kind}"`;
  if (!KINDS.includes(mediaType)) {
    throw new MediaError(`${doing}: wanted one of ${KINDS.join(", ")}: send pictures as they are`);
  }
  const facts = measured("image", bytes);
  if ("wrong" in facts) throw new MediaError(`${doing}: ${facts.wrong}`);
  const { width = Infinity, height = Infinity } = facts;
  const [wide, high] = encodedSize({ width, height }, encoding);
  for (const [w, h] of [[width, height], [wide, high]] as const) {
    if (!(w * h <= MAX_PIXELS)) {
      throw new MediaError(`${doing}: ${w} x ${h} pixels are more than ${MAX_PIXELS}`);
    }
  }
}

/** Whether the file holds brightness alone: only such pictures stay grey, as in Pillow. */
function isGrey(bytes: Uint8Array, mediaType: string): boolean {
  // The kind of colour of a PNG; with an alpha channel Pillow makes it a coloured one.
  if (mediaType === "image/png") return bytes[25] === 0;
  if (mediaType !== "image/jpeg") return false;
  for (let at = 2; at + 9 < bytes.length;) {
    const marker = bytes[at + 1] ?? 0;
    if (marker >= 0xc0 && marker <= 0xc2) return bytes[at + 9] === 1;
    if (marker === 0xff) at++;
    else at += 2 + ((bytes[at + 2] ?? 0) << 8) + (bytes[at + 3] ?? 0);
  }
  return false;
}
