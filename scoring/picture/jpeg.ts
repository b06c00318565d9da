import { joinBytes } from "../join_bytes.ts";
import { blockOf, type Plane, planesOf } from "./jpeg_blocks.ts";
import type { Picture } from "./types.ts";

// deno-fmt-ignore
const LUMA_TABLE = [
  16, 11, 12, 14, 12, 10, 16, 14, 13, 14, 18, 17, 16, 19, 24, 40,
  26, 24, 22, 22, 24, 49, 35, 37, 29, 40, 58, 51, 61, 60, 57, 51,
  56, 55, 64, 72, 92, 78, 64, 68, 87, 69, 55, 56, 80, 109, 81, 87,
  95, 98, 103, 104, 103, 62, 77, 113, 121, 112, 100, 120, 92, 101, 103, 99,
];
const CHROMA_TABLE = [
  17,
  18,
  18,
  24,
  21,
  24,
  47,
  26,
  26,
  47,
  99,
  66,
  56,
  66,
  ...Array(50).fill(99),
];

/** A table of codes as a file holds it: how many there are of each length, and what they stand for. */
interface CodeTable {
  readonly counts: string;
  readonly symbols: string;
}

/** The codes of the JPEG standard's annex K. */
const DC_SYMBOLS = "AAECAwQFBgcICQoL";
const LUMA_CODES: readonly [dc: CodeTable, ac: CodeTable] = [
  { counts: "00010501010101010100000000000000", symbols: DC_SYMBOLS },
  {
    counts: "0002010303020403050504040000017d",
    symbols:
      "AQIDAAQRBRIhMUEGE1FhByJxFDKBkaEII0KxwRVS0fAkM2JyggkKFhcYGRolJicoKSo0NTY3ODk6Q0RFRkdI" +
      "SUpTVFVWV1hZWmNkZWZnaGlqc3R1dnd4eXqDhIWGh4iJipKTlJWWl5iZmqKjpKWmp6ipqrKztLW2t7i5usLDxMXG" +
      "x8jJytLT1NXW19jZ2uHi4+Tl5ufo6erx8vP09fb3+Pn6",
  },
];
const CHROMA_CODES: readonly [dc: CodeTable, ac: CodeTable] = [
  { counts: "00030101010101010101010000000000", symbols: DC_SYMBOLS },
  {
    counts: "00020102040403040705040400010277",
    symbols:
      "AAECAxEEBSExBhJBUQdhcRMiMoEIFEKRobHBCSMzUvAVYnLRChYkNOEl8RcYGRomJygpKjU2Nzg5OkNERUZH" +
      "SElKU1RVVldYWVpjZGVmZ2hpanN0dXZ3eHl6goOEhYaHiImKkpOUlZaXmJmaoqOkpaanqKmqsrO0tba3uLm6wsPE" +
      "xcbHyMnK0tPU1dbX2Nna4uPk5ebn6Onq8vP09fb3+Pn6",
  },
];

/** Length and bits of the code of each symbol. */
type Codes = ReadonlyMap<number, readonly [length: number, bits: number]>;

function codesOf({ counts, symbols }: CodeTable): Codes {
  const codes = new Map<number, readonly [number, number]>();
  const named = Uint8Array.fromBase64(symbols);
  let bits = 0;
  let next = 0;
  for (const [at, count] of Uint8Array.fromHex(counts).entries()) {
    for (let i = 0; i < count; i++) codes.set(named[next++]!, [at + 1, bits++]);
    bits <<= 1;
  }
  return codes;
}

/** Bits of a scan; a byte of ones only is followed by one of zeros. */
class BitWriter {
  #bytes = new Uint8Array(1 << 16);
  #length = 0;
  #held = 0;
  #count = 0;

  write(bits: number, length: number): void {
    for (let at = length - 1; at >= 0; at--) {
      this.#held = (this.#held << 1) | ((bits >> at) & 1);
      if (++this.#count < 8) continue;
      this.#push(this.#held);
      if (this.#held === 0xff) this.#push(0);
      this.#held = this.#count = 0;
    }
  }

  end(): Uint8Array {
    while (this.#count !== 0) this.write(1, 1);
    return this.#bytes.subarray(0, this.#length);
  }

  #push(byte: number): void {
    if (this.#length === this.#bytes.length) {
      const grown = new Uint8Array(2 * this.#length);
      grown.set(this.#bytes);
      this.#bytes = grown;
    }
    this.#bytes[this.#length++] = byte;
  }
}

/** One of the components of a scan. */
class Component {
  #before = 0;
  readonly #dc: Codes;
  readonly #ac: Codes;

  constructor(
    readonly plane: Plane,
    readonly divisors: readonly number[],
    tables: readonly [dc: CodeTable, ac: CodeTable],
    private readonly out: BitWriter,
  ) {
    this.#dc = codesOf(tables[0]);
    this.#ac = codesOf(tables[1]);
  }

  /** Writes the block at a place; one beyond the plane holds nothing but the level before it. */
  write(column: number, row: number): void {
    const { width, height } = this.plane;
    if (8 * column >= width || 8 * row >= height) {
      this.#put(this.#dc, 0);
      this.#put(this.#ac, 0);
      return;
    }
    const block = blockOf(this.plane, column, row, this.divisors);
    this.#value(this.#dc, 0, block[0]! - this.#before);
    this.#before = block[0]!;
    let zeros = 0;
    for (let at = 1; at < 64; at++) {
      if (block[at] === 0) {
        zeros++;
        continue;
      }
      for (; zeros > 15; zeros -= 16) this.#put(this.#ac, 0xf0);
      this.#value(this.#ac, zeros, block[at]!);
      zeros = 0;
    }
    if (zeros > 0) this.#put(this.#ac, 0);
  }

  #put(codes: Codes, symbol: number): void {
    const [length, bits] = codes.get(symbol)!;
    this.out.write(bits, length);
  }

  #value(codes: Codes, zeros: number, value: number): void {
    const size = 32 - Math.clz32(Math.abs(value));
    this.#put(codes, (zeros << 4) | size);
    this.out.write(value < 0 ? value - 1 : value, size);
  }
}

function scanOf(
  picture: Picture,
  grey: boolean,
  tables: readonly (readonly number[])[],
): Uint8Array {
  const out = new BitWriter();
  const { luma, chroma } = planesOf(picture, grey);
  const [bright = [], coloured = []] = tables;
  const first = new Component(luma, bright, LUMA_CODES, out);
  const others = (chroma ?? []).map((plane) => new Component(plane, coloured, CHROMA_CODES, out));
  const edge = grey ? 1 : 2;
  for (let row = 0; row * 8 * edge < picture.height; row++) {
    for (let column = 0; column * 8 * edge < picture.width; column++) {
      for (let at = 0; at < edge * edge; at++) {
        first.write(edge * column + at % edge, edge * row + Math.floor(at / edge));
      }
      for (const other of others) other.write(column, row);
    }
  }
  return out.end();
}

/**
 * A picture as a baseline JPEG, byte by byte what Pillow's `save(format="JPEG")` writes with
 * libjpeg-turbo: colours at half size, integer transform, the standard's tables and codes.
 *
 * @param options.quality 1 to 100. Default: 75, as Pillow's
 * @param options.grey Keep nothing but brightness, which is the red of a grey picture. Default: false
 */
export function jpegOf(
  picture: Picture,
  { quality = 75, grey = false }: { readonly quality?: number; readonly grey?: boolean } = {},
): Uint8Array<ArrayBuffer> {
  const { width, height } = picture;
  const scale = quality < 50 ? Math.trunc(5000 / quality) : 200 - 2 * quality;
  const scaled = (table: readonly number[]) =>
    table.map((base) => Math.min(255, Math.max(1, Math.trunc((base * scale + 50) / 100))));
  const tables = [LUMA_TABLE, ...(grey ? [] : [CHROMA_TABLE])].map(scaled);
  const codes = [LUMA_CODES, ...(grey ? [] : [CHROMA_CODES])];
  const components = grey ? [[1, 0x11, 0]] : [[1, 0x22, 0], [2, 0x11, 1], [3, 0x11, 1]];
  const segments = [
    segment(0xe0, [0x4a, 0x46, 0x49, 0x46, 0, 1, 1, 0, 0, 1, 0, 1, 0, 0]),
    ...tables.map((table, id) => segment(0xdb, [id, ...table])),
    segment(0xc0, [8, ...u16(height), ...u16(width), components.length, ...components.flat()]),
    ...codes.flatMap((tables, id) =>
      tables.map(({ counts, symbols }, kind) =>
        segment(0xc4, [
          16 * kind + id,
          ...Uint8Array.fromHex(counts),
          ...Uint8Array.fromBase64(symbols),
        ])
      )
    ),
    segment(0xda, [
      components.length,
      ...components.flatMap(([id = 0, , table = 0]) => [id, 0x11 * table]),
      0,
      63,
      0,
    ]),
  ].flat();
  return joinBytes([
    Uint8Array.of(0xff, 0xd8),
    Uint8Array.from(segments),
    scanOf(picture, grey, tables),
    Uint8Array.of(0xff, 0xd9),
  ]);
}

const u16 = (value: number) => [value >> 8, value & 255];

function segment(marker: number, body: readonly number[]): number[] {
  return [0xff, marker, ...u16(body.length + 2), ...body];
}
