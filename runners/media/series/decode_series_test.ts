import assert from "node:assert/strict";
import fc from "fast-check";
import type { SeriesFormat } from "../../../scoring/messages.ts";
import { npyFile } from "../../../benchmarks/scits/npy.ts";
import { decodeSeries } from "./decode_series.ts";
import { flacDecoder } from "./read_flac.ts";
import { resampled } from "./resample.ts";

async function decoded(format: SeriesFormat, bytes: Uint8Array) {
  await using flac = flacDecoder();
  const { series, rate } = await decodeSeries(bytes, format, flac);
  return { length: series.length, channels: series.channels, rate, values: [...series.values] };
}

const csv = (text: string) => decoded("csv", new TextEncoder().encode(text));
const refused = (format: SeriesFormat, bytes: Uint8Array, message: RegExp) =>
  assert.rejects(decoded(format, bytes), { name: "SeriesFault", message });

Deno.test("CSV: lines are time, columns channels, X is missing", async () => {
  assert.deepEqual(await csv('\ufeff1, -2.5e-1\r\nX,x\r\n\n"3",inf\n'), {
    length: 3,
    channels: 2,
    rate: null,
    values: [1, -0.25, NaN, NaN, 3, NaN],
  });
  for (
    const [text, message] of [
      ["1,2\n3\n", /line 2 must have 2 columns: found 1/],
      ["1\n\nvalue\n", /line 3 column 1 must be a number or "X": found "value"/],
      [`${"1".repeat(500)}\n`, /line 1 column 1/],
      ["\n \n", /no line/],
    ] as const
  ) await assert.rejects(csv(text), { name: "SeriesFault", message });
});

/** What `numpy.lib.format.write_array` wrote, with versions 1, 2 and 3. */
const NPY = {
  columnMajor:
    "k05VTVBZAQB2AHsnZGVzY3InOiAnPGY4JywgJ2ZvcnRyYW5fb3JkZXInOiBUcnVlLCAnc2hhcGUnOiAoMywgMiksIH0gICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgIAoAAAAAAAAAAAAAAAAAAOA/AAAAAAAA8D8AAAAAAADQPwAAAAAAAOg/AAAAAAAA9D8=",
  integers:
    "k05VTVBZAgB0AAAAeydkZXNjcic6ICc8aTInLCAnZm9ydHJhbl9vcmRlcic6IEZhbHNlLCAnc2hhcGUnOiAoMywpLCB9ICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgIAoBAP7/LAE=",
  flags:
    "k05VTVBZAwB0AAAAeydkZXNjcic6ICd8YjEnLCAnZm9ydHJhbl9vcmRlcic6IEZhbHNlLCAnc2hhcGUnOiAoMiwgMSksIH0gICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgIAoBAA==",
};

Deno.test("NPY: any real numbers, in either order, of versions 1 to 3", async () => {
  for (
    const [name, length, channels, values] of [
      ["columnMajor", 3, 2, [0, 0.25, 0.5, 0.75, 1, 1.25]],
      ["integers", 3, 1, [1, -2, 300]],
      ["flags", 2, 1, [1, 0]],
    ] as const
  ) {
    const found = await decoded("npy", Uint8Array.fromBase64(NPY[name]));
    assert.deepEqual(found, { length, channels, rate: null, values }, name);
  }
  const own = await decoded("npy", npyFile([1.5, 2.5, 3.5, 4.5], [2, 2]));
  assert.deepEqual([own.length, own.channels, ...own.values], [2, 2, 1.5, 2.5, 3.5, 4.5]);
});

/** An array's file with another header. */
function npyWith(header: string): Uint8Array {
  const bytes = npyFile([1, 2], [2]);
  bytes.fill(0x20, 10, 127);
  bytes.set(new TextEncoder().encode(header), 10);
  return bytes;
}

Deno.test("NPY: what is no series is a sentence", async () => {
  const header = (descr: string, shape: string) =>
    npyWith(`{'descr': ${descr}, 'fortran_order': False, 'shape': (${shape}), }`);
  await refused("npy", header("'<f4'", "1, 1, 2"), /one or two dimensions: found 1 x 1 x 2/);
  await refused("npy", header("'<f4'", "3,"), /cut short: wanted 140 bytes, found 136/);
  await refused("npy", header("'<f4'", "9999999, 9999999"), /more than 16000000 numbers/);
  await refused("npy", header("'<f4'", "0,"), /empty/);
  await refused("npy", header("'|O8'", "2,"), /real ones .*: found O8/);
  await refused("npy", header("'<c8'", "2,"), /found c8/);
  await refused("npy", header("[('a', '<f4')]", "2,"), /its header must give/);
  await refused("npy", npyFile([1], [1]).subarray(0, 60), /cut short in its header/);
  await refused("npy", new Uint8Array(20), /does not begin/);
});

/** A WAV of one chunk of sound. */
function wav(
  { kind = 1, channels = 1, bits = 16, rate = 8000, stated }: {
    kind?: number;
    channels?: number;
    bits?: number;
    rate?: number;
    stated?: number;
  },
  sound: readonly number[],
): Uint8Array {
  const bytes = new Uint8Array(44 + sound.length);
  const view = new DataView(bytes.buffer);
  const name = (at: number, text: string) => bytes.set(new TextEncoder().encode(text), at);
  name(0, "RIFF");
  name(8, "WAVEfmt ");
  name(36, "data");
  view.setUint32(16, 16, true);
  view.setUint16(20, kind, true);
  view.setUint16(22, channels, true);
  view.setUint32(24, rate, true);
  view.setUint16(34, bits, true);
  view.setUint32(40, stated ?? sound.length, true);
  bytes.set(sound, 44);
  return bytes;
}

Deno.test("WAV: samples are from -1 to 1", async () => {
  for (
    const [form, sound, values] of [
      [{ bits: 8 }, [0, 128, 192], [-1, 0, 0.5]],
      [{ bits: 16, channels: 2 }, [0, 0x80, 0, 0x40], [-1, 0.5]],
      [{ bits: 24 }, [0, 0, 0x80, 0, 0, 0x40], [-1, 0.5]],
      [{ bits: 32 }, [0, 0, 0, 0x80], [-1]],
      [{ kind: 3, bits: 32 }, [0, 0, 0x20, 0x40], [2.5]],
      [{ kind: 3, bits: 64 }, [0, 0, 0, 0, 0, 0, 0xf0, 0xbf], [-1]],
      [{ bits: 8, stated: 0xffffffff }, [128, 128], [0, 0]],
    ] as const
  ) {
    const found = await decoded("wav", wav(form, sound));
    assert.deepEqual(found.values, values, JSON.stringify(form));
    assert.equal(found.rate, 8000);
  }
});

Deno.test("WAV: what is no sound is a sentence", async () => {
  await refused(
    "wav",
    wav({ bits: 16, stated: 400 }, [0, 0]),
    /wanted 400 bytes of sound, found 2/,
  );
  await refused("wav", wav({ kind: 2, bits: 4 }, [0]), /found kind 2 of 4 bits in 1 channels/);
  await refused("wav", wav({ channels: 0 }, [0, 0]), /in 0 channels/);
  await refused("wav", wav({}, []), /no sound/);
  await refused("wav", wav({}, [1, 2]).subarray(0, 30), /cut short/);
  await refused("wav", new TextEncoder().encode("not a wav at all"), /does not begin/);
});

/** Two channels of 96 samples at 8 kHz, written by libFLAC. */
const FLAC = Uint8Array.fromBase64(
  "ZkxhQwAAACIQABAAAACHAACHAfQC8AAAAGD+TOI+8rvCxwxbvFfeRW5ehAAAKCAAAAByZWZlcmVuY2UgbGliRkxBQyAxLjQuMyAyMDIzMDYyMwAAAAD/+GQYAF/bRgAAD4UebCwctB41RRy/jABGgxDIMxkYlki8sHwtL7+MqCYxhMEYiESfdVV3V1/+1IxGCQNglCbJIsVS4UqDy+owAAfB74ZXT5Wg8Wo05TxkAoi+47PlykVG4yhKxM0YhTWzxUOnskjcTiUTITEqTbyerios7KiRsTjTCKbQnkw=",
);

Deno.test("FLAC is decoded to the last bit, by a worker that may do nothing else", async () => {
  const { length, channels, rate, values } = await decoded("flac", FLAC);
  assert.deepEqual([length, channels, rate], [96, 2, 8000]);
  const integers = values.map((value) => Math.round(value * 2 ** 15));
  assert.deepEqual(integers.slice(0, 6), [0, 0, 3973, -1987, 7788, -3894]);
  assert.deepEqual(integers.slice(-2), [2997, -1499]);
  for (const [at, value] of values.entries()) {
    assert.ok(Math.abs(value - (integers[at] ?? NaN) / 2 ** 15) < 1e-4);
  }
});

Deno.test("FLAC: what is broken is a sentence, and the next one is decoded", async () => {
  await using flac = flacDecoder();
  const bomb = FLAC.slice();
  bomb.set([0x0f, 0xff, 0xff, 0xff, 0xff], 21);
  const garbage = FLAC.slice();
  garbage.fill(0x55, 90);
  for (
    const [bytes, message] of [
      [bomb, /more than 16000000 numbers/],
      [garbage, /cannot be decoded|cut short/],
      [FLAC.subarray(0, 150), /cannot be decoded|cut short/],
      [new Uint8Array(100), /does not begin/],
    ] as const
  ) {
    await assert.rejects(decodeSeries(bytes, "flac", flac), { name: "SeriesFault", message });
  }
  assert.equal((await decodeSeries(FLAC, "flac", flac)).series.length, 96);
});

Deno.test("resampled() keeps a tone below half of either rate", () => {
  const tone = (rate: number, length: number) =>
    Float64Array.from({ length }, (_, at) => Math.sin(2 * Math.PI * 440 * at / rate));
  for (const [from, to] of [[48_000, 22_050], [16_000, 22_050]] as const) {
    const found = resampled(
      { length: from / 10, channels: 1, values: tone(from, from / 10) },
      from,
      to,
    );
    assert.equal(found.length, to / 10);
    const wanted = tone(to, found.length);
    // The ends lack what would come before and behind them.
    for (let at = 200; at < found.length - 200; at++) {
      assert.ok(Math.abs((found.values[at] ?? NaN) - (wanted[at] ?? NaN)) < 1e-3, `${from} ${at}`);
    }
  }
  const high = Float64Array.from({ length: 4800 }, (_, at) => Math.sin(2 * Math.PI * at * 15 / 48));
  const silent = resampled({ length: 4800, channels: 1, values: high }, 48_000, 22_050);
  assert.ok(silent.values.subarray(300, -300).every((value) => Math.abs(value) < 1e-3));
});

Deno.test("any bytes are a series or a fault that says why", async () => {
  const starts: Readonly<Record<"csv" | "npy" | "wav", Uint8Array>> = {
    csv: new TextEncoder().encode("1,2\n"),
    npy: npyFile([1, 2], [2]),
    wav: wav({}, [1, 2, 3, 4]),
  };
  const changes = fc.array(fc.tuple(fc.nat(140), fc.nat(255)), { maxLength: 6 });
  await using flac = flacDecoder();
  for (const format of ["csv", "npy", "wav"] as const) {
    await fc.assert(
      fc.asyncProperty(changes, fc.uint8Array(), async (changed, more) => {
        const bytes = new Uint8Array([...starts[format], ...more]);
        for (const [at, byte] of changed) if (at < bytes.length) bytes[at] = byte;
        try {
          const { series } = await decodeSeries(bytes, format, flac);
          assert.equal(series.values.length, series.length * series.channels);
          assert.ok(!series.values.includes(Infinity) && !series.values.includes(-Infinity));
        } catch (cause) {
          assert.equal((cause as Error).name, "SeriesFault", String(cause));
        }
      }),
      { numRuns: 500 },
    );
  }
});
