/**
 * What a picture says of itself in its first bytes, and whether its last ones are there. Nothing is
 * decoded.
 *
 * @module
 */

/** Media type and size of a picture; the size is left out where the header hides it. */
export interface ImageFacts {
  readonly mediaType: string;
  /** In pixels. */
  readonly width?: number;
  readonly height?: number;
}

/** Why bytes are no whole picture, to stand behind a colon. */
export interface Unusable {
  readonly wrong: string;
}

/** Beginning and end of bytes that may overlap, and how many there are in all. */
export interface Ends {
  readonly head: Uint8Array;
  readonly tail: Uint8Array;
  readonly bytes: number;
}

/** How much of the beginning is looked at: camera data of a JPEG may stand before its size. */
export const HEAD_BYTES = 512 * 1024;
/** How much of the end: some writers leave something of theirs behind a picture. */
export const TAIL_BYTES = 64 * 1024;

/** What {@linkcode imageFacts} knows, for sentences. */
const KNOWN = "PNG, JPEG, GIF, WebP, BMP and TIFF";

/** Reads the header of a picture and checks that its end is there. */
export function imageFacts(ends: Ends): ImageFacts | Unusable {
  const { head } = ends;
  for (const { magic, read } of FORMATS) {
    if (magic(head)) return read(ends);
  }
  return { wrong: `it is no picture that is known (${KNOWN}): it begins with ${shown(head)}` };
}

interface ImageFormat {
  magic(head: Uint8Array): boolean;
  read(ends: Ends): ImageFacts | Unusable;
}

const FORMATS: readonly ImageFormat[] = [
  { magic: (head) => begins(head, "\x89PNG\r\n\x1a\n"), read: readPng },
  { magic: (head) => begins(head, "\xff\xd8\xff"), read: readJpeg },
  { magic: (head) => begins(head, "GIF87a") || begins(head, "GIF89a"), read: readGif },
  { magic: (head) => begins(head, "RIFF") && begins(head, "WEBP", 8), read: readWebp },
  { magic: (head) => begins(head, "BM") && u32(head, 6) === 0, read: readBmp },
  {
    magic: (head) => begins(head, "II*\0") || begins(head, "MM\0*"),
    read: () => ({ mediaType: "image/tiff" }),
  },
];

function readPng({ head, tail }: Ends): ImageFacts | Unusable {
  if (!begins(head, "IHDR", 12) || head.length < 24) return cut("a PNG without its first chunk");
  if (!contains(tail, "\0\0\0\0IEND\xaeB`\x82")) {
    return cut("a PNG without its closing chunk");
  }
  return sized("image/png", u32be(head, 16), u32be(head, 20));
}

function readJpeg({ head, tail }: Ends): ImageFacts | Unusable {
  if (!contains(tail, "\xff\xd9")) return cut("a JPEG without its end marker");
  let at = 2;
  while (at + 9 < head.length) {
    if (head[at] !== 0xff) return { wrong: `it is a JPEG with a broken header at byte ${at}` };
    const marker = head[at + 1] as number;
    if (marker === 0xff) {
      at++;
      continue;
    }
    if (isFrame(marker)) return sized("image/jpeg", u16be(head, at + 7), u16be(head, at + 5));
    if (marker === 0xda || marker === 0xd9) {
      return { wrong: "it is a JPEG that gives no size before its picture begins" };
    }
    // Markers from 0xd0 to 0xd7 and 0x01 stand alone.
    const alone = marker === 0x01 || (marker >= 0xd0 && marker <= 0xd7);
    const length = alone ? 0 : u16be(head, at + 2);
    if (!alone && length < 2) return { wrong: `it is a JPEG with a broken header at byte ${at}` };
    at += 2 + length;
  }
  return { mediaType: "image/jpeg" };
}

/** Markers of a frame: 0xc0 to 0xcf without tables of codes and conditions. */
function isFrame(marker: number): boolean {
  return marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker);
}

function readGif({ head, tail }: Ends): ImageFacts | Unusable {
  if (head.length < 13 || !contains(tail, "\0\x3b")) return cut("a GIF without its trailer");
  return sized("image/gif", u16(head, 6), u16(head, 8));
}

function readWebp({ head, bytes }: Ends): ImageFacts | Unusable {
  const declared = u32(head, 4) + 8;
  if (declared > bytes || head.length < 30) {
    return cut(`a WebP of ${declared} bytes by its header`, bytes);
  }
  if (begins(head, "VP8 ", 12)) {
    return sized("image/webp", u16(head, 26) & 0x3fff, u16(head, 28) & 0x3fff);
  }
  if (begins(head, "VP8L", 12)) {
    const bits = u32(head, 21);
    return sized("image/webp", (bits & 0x3fff) + 1, ((bits >>> 14) & 0x3fff) + 1);
  }
  if (begins(head, "VP8X", 12)) {
    return sized("image/webp", u24(head, 24) + 1, u24(head, 27) + 1);
  }
  return { wrong: "it is a WebP of an unknown kind" };
}

function readBmp({ head, bytes }: Ends): ImageFacts | Unusable {
  const declared = u32(head, 2);
  if (declared > bytes || head.length < 26) {
    return cut(`a BMP of ${declared} bytes by its header`, bytes);
  }
  if (u32(head, 14) === 12) return sized("image/bmp", u16(head, 18), u16(head, 20));
  // Rows may run from the top, which a negative height says.
  return sized("image/bmp", u32(head, 18), Math.abs(u32(head, 22) | 0));
}

function sized(mediaType: string, width: number, height: number): ImageFacts | Unusable {
  if (width === 0 || height === 0) {
    return { wrong: `its header says that it is ${width} x ${height} pixels` };
  }
  return { mediaType, width, height };
}

function cut(what: string, bytes?: number): Unusable {
  const found = bytes === undefined ? "" : `, found ${bytes}`;
  return { wrong: `it is cut short: it is ${what}${found}` };
}

/** Whether text of one-byte characters stands at a place. */
export function begins(bytes: Uint8Array, text: string, at = 0): boolean {
  if (bytes.length < at + text.length) return false;
  for (let i = 0; i < text.length; i++) if (bytes[at + i] !== text.charCodeAt(i)) return false;
  return true;
}

/** Whether it stands anywhere, looked for from the end. */
function contains(bytes: Uint8Array, text: string): boolean {
  const first = text.charCodeAt(0);
  let at = bytes.lastIndexOf(first);
  while (at !== -1) {
    if (begins(bytes, text, at)) return true;
    at = at === 0 ? -1 : bytes.lastIndexOf(first, at - 1);
  }
  return false;
}

/** The first bytes as a person may read them. */
export function shown(head: Uint8Array): string {
  if (head.length === 0) return "nothing";
  const bytes = head.subarray(0, 12);
  const readable = bytes.every((byte) => byte >= 0x20 && byte < 0x7f);
  return readable ? JSON.stringify(String.fromCharCode(...bytes)) : `0x${bytes.toHex()}`;
}

const u16 = (bytes: Uint8Array, at: number) => (bytes[at] ?? 0) | ((bytes[at + 1] ?? 0) << 8);
const u24 = (bytes: Uint8Array, at: number) => u16(bytes, at) | ((bytes[at + 2] ?? 0) << 16);
const u32 = (bytes: Uint8Array, at: number) => (u16(bytes, at) | (u16(bytes, at + 2) << 16)) >>> 0;
const u16be = (bytes: Uint8Array, at: number) => ((bytes[at] ?? 0) << 8) | (bytes[at + 1] ?? 0);
const u32be = (bytes: Uint8Array, at: number) =>
  ((u16be(bytes, at) << 16) | u16be(bytes, at + 2)) >>> 0;
