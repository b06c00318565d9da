import type { FoundMedia, ImagePart, Media, SeriesPart } from "../../scoring/messages.ts";
import { base64Bytes } from "./base64_text.ts";
import { MediaError, type MediaReader, type MediaSpeller } from "./types.ts";

const utf8 = new TextEncoder();

/**
 * Turns parts into what stands in a request, reading bytes with `reader` when they are needed.
 *
 * @param onNote Told once in a sentence, if a series is sent that a model can see nothing of
 */
export function mediaSpeller(
  reader: MediaReader,
  onNote?: (text: string) => void,
): MediaSpeller {
  let told = false;
  const tellOnce = (text: string) => {
    if (!told) onNote?.(text);
    told = true;
  };
  return {
    async spell(part, signal) {
      return part.type === "image"
        ? await spellImage(part, reader, signal)
        : await spellSeriesPart(part, reader, tellOnce, signal);
    },
  };
}

/** A picture as its address, where it has one and is sent as it is, or as a data URL. */
async function spellImage(
  { image, encoding }: ImagePart,
  reader: MediaReader,
  signal: AbortSignal | undefined,
): Promise<Uint8Array> {
  const media = found(image);
  if (encoding === undefined) {
    if (media.origin.kind === "url") {
      return utf8.encode(JSON.stringify(media.origin.url).slice(1, -1));
    }
    return await reader.base64(media, signal, dataUrlHead(media.mediaType));
  }
  const { encodeImage } = await import("./encode_image.ts");
  const sent = await encodeImage(
    await reader.bytes(media, signal),
    media.mediaType,
    encoding,
    signal,
  );
  return base64Bytes(sent.bytes, dataUrlHead(sent.mediaType));
}

async function spellSeriesPart(
  part: SeriesPart,
  reader: MediaReader,
  onNote: (text: string) => void,
  signal: AbortSignal | undefined,
): Promise<Uint8Array> {
  const { spellSeries } = await import("./series/spell_series.ts");
  const bytes = await reader.bytes(found(part.series), signal);
  return await spellSeries(part, bytes, { onNote, ...(signal === undefined ? {} : { signal }) });
}

function found(media: Media): FoundMedia {
  if ("missing" in media) throw new MediaError(media.missing);
  return media;
}

/** Neither a media type nor base64 holds anything that JSON would escape. */
function dataUrlHead(mediaType: string): Uint8Array<ArrayBuffer> {
  return utf8.encode(`data:${mediaType};base64,`);
}
