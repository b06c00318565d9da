/**
 * Decodes one picture after another, does to it what is asked and encodes it, in a worker without any
 * permission: what hangs or breaks here is ended with it.
 *
 * @module
 */
import type { ImageEncoding } from "../../../scoring/messages.ts";
import { encoded } from "./encoded.ts";
import { decodeJpeg, decodePng, decodeWebp } from "./decoders.js";

/** A picture of one of these kinds and what is done to it. */
export interface EncodeRequest {
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly mediaType: string;
  /** One number a pixel, as its header says. */
  readonly grey: boolean;
  readonly encoding: ImageEncoding;
}

/** What came of it, or why nothing did. */
export type EncodeReply =
  | { readonly bytes: Uint8Array<ArrayBuffer>; readonly mediaType: string }
  | { readonly error: string };

const DECODERS: Readonly<Record<string, typeof decodePng>> = {
  "image/png": decodePng,
  "image/jpeg": decodeJpeg,
  "image/webp": decodeWebp,
};

const scope = self as unknown as {
  onmessage: ((event: MessageEvent<EncodeRequest>) => void) | null;
  postMessage(reply: EncodeReply): void;
};

scope.onmessage = async ({ data }) => {
  try {
    scope.postMessage(await encode(data));
  } catch (cause) {
    scope.postMessage({ error: cause instanceof Error ? cause.message : "its decoder gave up" });
  }
};

async function encode({ bytes, mediaType, grey, encoding }: EncodeRequest): Promise<EncodeReply> {
  const decode = DECODERS[mediaType];
  if (decode === undefined) return { error: `there is no decoder for ${mediaType}` };
  const { width, height, data } = await decode(bytes);
  const rgb = new Uint8Array(3 * width * height);
  // Alpha is dropped, with nothing put behind it.
  for (let from = 0, to = 0; to < rgb.length; from += 4) {
    rgb[to++] = data[from]!;
    rgb[to++] = data[from + 1]!;
    rgb[to++] = data[from + 2]!;
  }
  return encoded({ width, height, rgb }, grey, encoding);
}
