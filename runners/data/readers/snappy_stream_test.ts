import { deepStrictEqual, rejects } from "node:assert/strict";
import fc from "fast-check";
import { snappyCompress } from "hyparquet-writer/src/snappy.js";
import { unpackSnappy } from "./snappy_stream.ts";

async function* cut(bytes: Uint8Array, sizes: readonly number[]): AsyncGenerator<Uint8Array> {
  for (let at = 0, i = 0; at < bytes.length; i++) {
    const size = sizes[i % sizes.length] ?? bytes.length;
    yield await Promise.resolve(bytes.subarray(at, at + size));
    at += size;
  }
}

async function unpacked(packed: Uint8Array, sizes: readonly number[]): Promise<number[]> {
  const out: number[] = [];
  for await (const piece of unpackSnappy(cut(packed, sizes))) {
    for (const byte of piece) out.push(byte);
  }
  return out;
}

Deno.test("unpackSnappy() gives back what was packed, wherever pieces end", async () => {
  const repeated = fc.tuple(fc.uint8Array({ minLength: 1, maxLength: 300 }), fc.nat(2_000)).map(
    ([bytes, times]) => Uint8Array.from({ length: times }, (_, i) => bytes[i % bytes.length] ?? 0),
  );
  const parts = fc.array(fc.oneof(repeated, fc.uint8Array({ maxLength: 2_000 })), { maxLength: 6 });
  await fc.assert(
    fc.asyncProperty(parts, fc.array(fc.integer({ min: 1, max: 700 }), { minLength: 1 }), async (
      pieces,
      sizes,
    ) => {
      const bytes = Uint8Array.from(pieces.flatMap((piece) => [...piece]));
      deepStrictEqual(await unpacked(snappyCompress(bytes), sizes), [...bytes]);
    }),
    { numRuns: 60 },
  );
});

Deno.test("unpackSnappy() holds a window of what came out", async () => {
  // Longer than any buffer of it, with copies from just behind and from far back.
  const bytes = Uint8Array.from(
    { length: 700_000 },
    (_, i) => (i * i) >>> (i % 50_000 < 60 ? 1 : 9),
  );
  deepStrictEqual(await unpacked(snappyCompress(bytes), [9_973]), [...bytes]);
});

Deno.test("unpackSnappy() says what is broken", async () => {
  const cases: [string, readonly number[], RegExp][] = [
    ["more than it says", [1, 0x04, 1, 2], /unpacks to more than it says/],
    ["cut short", [9, 0x04, 1, 2], /ends after 2 of 9 bytes/],
    ["a copy from before the beginning", [9, 0x00, 1, 0x05, 9], /copies from 9 bytes back/],
    ["a length without end", [0xff, 0xff, 0xff, 0xff, 0xff], /its length is broken/],
  ];
  for (const [name, bytes, message] of cases) {
    await rejects(unpacked(Uint8Array.from(bytes), [1]), message, name);
  }
});
