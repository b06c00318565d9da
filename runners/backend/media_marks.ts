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
const MARK = /assay-media:[0-9a-f]{64}/g;

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
  const { texts, marks } = split(text, parts);
  const [only] = marks;
  if (marks.length === 1 && only !== undefined) {
    // No copy of a body of megabytes is made where it has one picture.
    const [head = EMPTY, tail = EMPTY] = texts;
    return await media.spell(only, signal, { head, tail });
  }
  const spelled = new Map<ImagePart | SeriesPart, Uint8Array>();
  const pieces: Uint8Array[] = [];
  for (const [at, part] of marks.entries()) {
    const bytes = spelled.get(part) ?? await media.spell(part, signal);
    spelled.set(part, bytes);
    pieces.push(texts[at] as Uint8Array, bytes);
  }
  const wire = joinBytes([...pieces, texts.at(-1) as Uint8Array]);
  for (const bytes of spelled.values()) release(bytes);
  return wire;
}

/** The parts that a body has marks of, and the texts around them: one more. */
function split(text: string, parts: ReadonlyMap<string, ImagePart | SeriesPart>): {
  readonly texts: readonly Uint8Array[];
  readonly marks: readonly (ImagePart | SeriesPart)[];
} {
  const texts: Uint8Array[] = [];
  const marks: (ImagePart | SeriesPart)[] = [];
  let from = 0;
  for (const { 0: mark, index } of text.matchAll(MARK)) {
    const part = parts.get(mark);
    if (part === undefined) continue;
    texts.push(utf8.encode(text.slice(from, index)));
    marks.push(part);
    from = index + mark.length;
  }
  texts.push(utf8.encode(text.slice(from)));
  return { texts, marks };
}

const EMPTY = new Uint8Array(0);
const utf8 = new TextEncoder();
