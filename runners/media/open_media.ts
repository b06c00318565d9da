import type { FoundMedia } from "../../scoring/messages.ts";
import { MediaError, type MediaReader } from "./types.ts";

/** Where media are looked for. */
export interface OpenMediaOptions {
  readonly dataDir: string;
  readonly env?: (name: string) => string | undefined;
}

/** Reads pictures and series wherever they lie. */
export function openMedia(_options: OpenMediaOptions): MediaReader {
  const bytes = (media: FoundMedia) => {
    if (media.origin.kind !== "inline") throw new MediaError(`Cannot read ${media.origin.kind}`);
    return Promise.resolve(Uint8Array.fromBase64(media.origin.base64));
  };
  return {
    bytes,
    base64: async (media) => new TextEncoder().encode((await bytes(media)).toBase64()),
    [Symbol.dispose]: () => {},
  };
}
