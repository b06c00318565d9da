import type { FoundMedia, ImagePart, SeriesPart } from "../../scoring/messages.ts";

/** What stands before and behind bytes that are read. */
export interface Around {
  readonly head: Uint8Array;
  readonly tail: Uint8Array;
}

/** Reads the bytes of pictures and series when they are sent. Dispose it when done. */
export interface MediaReader extends Disposable {
  /**
   * The bytes as they are in the data set. They are the caller's own.
   *
   * @throws {MediaError} if they are gone or are not those that were found before
   */
  bytes(media: FoundMedia, signal?: AbortSignal): Promise<Uint8Array<ArrayBuffer>>;
  /**
   * The same in base64, as ASCII; what is written in base64 is not decoded for it, but the first time.
   *
   * @param around What is put around it, which costs no copy here
   */
  base64(
    media: FoundMedia,
    signal?: AbortSignal,
    around?: Around,
  ): Promise<Uint8Array<ArrayBuffer>>;
}

/** Turns pictures and series into what stands in a request. */
export interface MediaSpeller {
  /**
   * A part as it stands inside a JSON string: the data URL or address of a picture or native series,
   * or the text of a series, escaped and without its quotes, in UTF-8. They are the caller's own.
   *
   * @param around What is put around it
   * @throws {MediaError} if the bytes cannot be had or cannot be turned into that
   */
  spell(
    part: ImagePart | SeriesPart,
    signal?: AbortSignal,
    around?: Around,
  ): Promise<Uint8Array<ArrayBuffer>>;
}

/** A picture or series that cannot be sent; the message is a sentence with file and place. */
export class MediaError extends Error {
  override readonly name = "MediaError";
}
