import type { DecodedSeries } from "./decode_series.ts";
import { checkSize, SeriesFault } from "./series_fault.ts";

const PCM = 1;
const FLOAT = 3;
/** The real kind then stands in the first two bytes of a longer header. */
const EXTENSIBLE = 0xfffe;

interface Form {
  readonly kind: number;
  readonly channels: number;
  readonly rate: number;
  readonly bits: number;
}

/**
 * A WAV as a series of samples from -1 to 1: PCM of 8, 16, 24 or 32 bits, or floats of 32 or 64.
 *
 * @throws {SeriesFault} if it is anything else, or cut short
 */
export function readWav(bytes: Uint8Array): DecodedSeries {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (bytes.length < 12 || view.getUint32(0) !== 0x52494646 || view.getUint32(8) !== 0x57415645) {
    throw new SeriesFault("it does not begin as a WAV does");
  }
  let form: Form | null = null;
  for (let at = 12; at + 8 <= bytes.length;) {
    const name = view.getUint32(at);
    const size = view.getUint32(at + 4, true);
    const start = at + 8;
    if (name === 0x666d7420) form = formOf(view, start, size);
    if (name === 0x64617461) {
      if (form === null) throw new SeriesFault("it has sound before it says of which form");
      return soundOf(view, form, start, size);
    }
    // Chunks begin at even places.
    at = start + size + size % 2;
  }
  throw new SeriesFault("it has no sound in it");
}

function formOf(view: DataView, start: number, size: number): Form {
  if (size < 16 || start + size > view.byteLength) {
    throw new SeriesFault("it is cut short where it says of which form it is");
  }
  const kind = view.getUint16(start, true);
  return {
    kind: kind === EXTENSIBLE && size >= 26 ? view.getUint16(start + 24, true) : kind,
    channels: view.getUint16(start + 2, true),
    rate: view.getUint32(start + 4, true),
    bits: view.getUint16(start + 14, true),
  };
}

function soundOf(
  view: DataView,
  { kind, channels, rate, bits }: Form,
  start: number,
  size: number,
) {
  const read = readerOf(kind, bits);
  if (read === null || channels === 0) {
    throw new SeriesFault(
      `its sound must be PCM of 8, 16, 24 or 32 bits or floats of 32 or 64: ` +
        `found kind ${kind} of ${bits} bits in ${channels} channels`,
    );
  }
  // Recorders that never came to the end leave all bits set, or none: then the rest is sound.
  const open = size === 0 || size === 0xffffffff;
  const end = open ? view.byteLength : start + size;
  if (end > view.byteLength) {
    throw new SeriesFault(
      `it is cut short: wanted ${size} bytes of sound, found ${view.byteLength - start}`,
    );
  }
  const step = bits / 8;
  const length = Math.floor((end - start) / (step * channels));
  if (length === 0) throw new SeriesFault("it has no sound in it");
  checkSize(length, channels);
  const values = new Float64Array(length * channels);
  for (let place = 0; place < values.length; place++) {
    const value = read(view, start + place * step);
    values[place] = Number.isFinite(value) ? value : NaN;
  }
  return { series: { length, channels, values }, rate: rate === 0 ? null : rate };
}

function readerOf(kind: number, bits: number): ((view: DataView, at: number) => number) | null {
  if (kind === FLOAT && bits === 32) return (view, at) => view.getFloat32(at, true);
  if (kind === FLOAT && bits === 64) return (view, at) => view.getFloat64(at, true);
  if (kind !== PCM) return null;
  switch (bits) {
    case 8:
      return (view, at) => (view.getUint8(at) - 128) / 2 ** 7;
    case 16:
      return (view, at) => view.getInt16(at, true) / 2 ** 15;
    case 24:
      return (view, at) => (view.getInt8(at + 2) * 2 ** 16 + view.getUint16(at, true)) / 2 ** 23;
    case 32:
      return (view, at) => view.getInt32(at, true) / 2 ** 31;
    default:
      return null;
  }
}
