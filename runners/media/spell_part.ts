import type { FoundMedia, ImagePart, Media, SeriesPart } from "../../scoring/messages.ts";
import { joinBytes } from "../../scoring/join_bytes.ts";
import { base64Bytes, NOTHING } from "./base64_text.ts";
import { type Around, MediaError, type MediaReader, type MediaSpeller } from "./types.ts";

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
    async spell(part, signal, around = NOTHING) {
      return part.type === "image" ? await spellImage(part, reader, around, signal) : joinBytes([
        around.head,
        await spellSeriesPart(part, reader, tellOnce, signal),
        around.tail,
      ]);
    },
  };
}

/** A picture as its address, where it has one and is sent as it is, or as a data URL. */
async function spellImage(
  { image, encoding }: ImagePart,
  reader: MediaReader,
  around: Around,
  signal: AbortSignal | undefined,
): Promise<Uint8Array<ArrayBuffer>> {
  const media = found(image);
  if (encoding === undefined) {
    if (media.origin.kind === "url") {
      const url = utf8.encode(JSON.stringify(media.origin.url).slice(1, -1));
      return joinBytes([around.head, url, around.tail]);
    }
    return await reader.base64(media, signal, dataUrl(media.mediaType, around));
  }
  const { encodeImage } = await import("./encode_image.ts");
  const sent = await encodeImage(
    await reader.bytes(media, signal),
    media.mediaType,
    encoding,
    signal,
  );
  return base64Bytes(sent.bytes, dataUrl(sent.mediaType, around));
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
function dataUrl(mediaType: string, { head, tail }: Around): Around {
  return { head: joinBytes([head, utf8.encode(`data:${mediaType};base64,`)]), tail };
}
