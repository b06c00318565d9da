import PQueue from "p-queue";
import type { Json } from "../../scoring/json.ts";
import { type ImagePart, mediaParts, type SeriesPart } from "../../scoring/messages.ts";
import { joinBytes } from "../../scoring/join_bytes.ts";
import { canonicalJson, sha256Hex } from "../../results/store/request_key.ts";
import { release } from "../media/base64_text.ts";
import { MediaError, type MediaSpeller } from "../media/types.ts";
import type { ChatRequest } from "./types.ts";

/**
 * What stands for a picture or series in a body until it is sent: a name over its bytes and what is
 * done to them, so that the request has the same key wherever the data lies.
 */
export function mediaMark(part: ImagePart | SeriesPart): string {
  const media = part.type === "image" ? part.image : part.series;
  const identity = {
    ...part,
    [part.type]: "missing" in media ? media.missing : media.sha256,
  };
  return `assay-media:${sha256Hex(canonicalJson(identity as unknown as Json))}`;
}

/** Marks in a body; text of a data set that happens to look like one stands for nothing. */
const MARK = /assay-media:[0-9a-f]{64}/;

/**
 * The body as it goes over the wire: text where nothing but text is asked, else UTF-8 with the
 * pictures and series in the places of their marks. They are read anew for each try, so that a
 * request that waits holds none of them.
 *
 * @throws {MediaError} if one of them cannot be had
 */
export async function wireBody(
  body: Json,
  request: Pick<ChatRequest, "messages">,
  media: MediaSpeller | null,
  signal?: AbortSignal,
): Promise<string | Uint8Array<ArrayBuffer>> {
  const text = JSON.stringify(body);
  const parts = new Map(mediaParts(request.messages).map((part) => [mediaMark(part), part]));
  if (parts.size === 0) return text;
  if (media === null) {
    throw new MediaError("Cannot send a picture or series as nothing was given to read it with");
  }
  return await spelling.add(() => spelledBody(text, parts, media, signal));
}

/** What is read and put together at the same time stands in memory several times over. */
const spelling = new PQueue({ concurrency: 4 });

async function spelledBody(
  text: string,
  parts: ReadonlyMap<string, ImagePart | SeriesPart>,
  media: MediaSpeller,
  signal: AbortSignal | undefined,
): Promise<Uint8Array<ArrayBuffer>> {
  const pieces: Uint8Array[] = [];
  const spelled = new Map<string, Uint8Array>();
  let rest = text;
  for (let found = MARK.exec(rest); found !== null; found = MARK.exec(rest)) {
    const [mark] = found;
    const part = parts.get(mark);
    const end = found.index + mark.length;
    if (part === undefined) pieces.push(utf8.encode(rest.slice(0, end)));
    else {
      const bytes = spelled.get(mark) ?? await media.spell(part, signal);
      spelled.set(mark, bytes);
      pieces.push(utf8.encode(rest.slice(0, found.index)), bytes);
    }
    rest = rest.slice(end);
  }
  pieces.push(utf8.encode(rest));
  const wire = joinBytes(pieces);
  for (const bytes of spelled.values()) release(bytes);
  return wire;
}

const utf8 = new TextEncoder();
