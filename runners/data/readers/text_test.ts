import { deepStrictEqual, rejects, strictEqual } from "node:assert/strict";
import fc from "fast-check";
import { decodeUtf8 } from "./text.ts";

async function* pieces(bytes: Uint8Array, size: number): AsyncGenerator<Uint8Array> {
  for (let i = 0; i < bytes.length; i += size) {
    yield await Promise.resolve(bytes.subarray(i, i + size));
  }
}

const decoded = async (bytes: Uint8Array, size: number) =>
  (await Array.fromAsync(decodeUtf8(pieces(bytes, size), "t"))).join("");

Deno.test("decodeUtf8() does not care where the bytes are split", async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.string({ unit: "binary" }).filter((text) => text.isWellFormed()),
      fc.integer({ min: 1, max: 7 }),
      async (text, size) => {
        const wanted = text.startsWith("\ufeff") ? text.slice(1) : text;
        strictEqual(await decoded(new TextEncoder().encode(text), size), wanted);
      },
    ),
    { numRuns: 200 },
  );
});

Deno.test("decodeUtf8() tells line and offset of a byte that is not UTF-8", async () => {
  const cases: [number[], string][] = [
    [[0xff], "line 1, byte 0 of the file: 0xff"],
    [[0x61, 0x0a, 0x62, 0xe9, 0x63, 0x0a], "line 2, byte 3 of the file: 0xe9"],
    // A good four-byte character, then half of one and a letter.
    [[0xf0, 0x9f, 0xa7, 0xaa, 0x0a, 0xf0, 0x9f, 0x61, 0x61], "line 2, byte 5 of the file: 0xf0"],
    [[0xc3, 0xa9, 0xc3, 0xa9, 0x80], "line 1, byte 4 of the file: 0x80"],
    // Half a surrogate pair, as Java and old MySQL write it.
    [[0x0a, 0x0a, 0xed, 0xa0, 0x80], "line 3, byte 2 of the file: 0xed"],
  ];
  for (const [bytes, wanted] of cases) {
    for (const size of [1, 2, 3, 4, 100]) {
      await rejects(decoded(new Uint8Array(bytes), size), {
        name: "DatasetError",
        kind: "unreadable",
        message: `Cannot read "t": ${wanted} is not UTF-8: convert the file to UTF-8`,
      }, `${bytes} by ${size}`);
    }
  }
});

Deno.test("decodeUtf8() finds the bad byte deep in a long chunk", async () => {
  const bytes = new TextEncoder().encode("é\n".repeat(50_000));
  bytes[120_001] = 0xff;
  await rejects(decoded(bytes, 256 * 1024), /line 40001, byte 12000[01] of the file/);
});

Deno.test("decodeUtf8() says that a file ends inside a character", async () => {
  await rejects(decoded(new Uint8Array([0x61, 0x0a, 0xe2, 0x82]), 2), {
    message: 'Cannot read "t": line 2 ends inside a character: is the file cut short',
  });
  deepStrictEqual(await decoded(new Uint8Array(), 1), "");
});
