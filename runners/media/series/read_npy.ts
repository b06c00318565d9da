import type { Series } from "../../../benchmarks/scits/series.ts";
import { checkSize, SeriesFault } from "./series_fault.ts";

/** Longest header: NumPy itself refuses longer ones. */
const MAX_HEADER = 10_000;

type Reader = (view: DataView, at: number, little: boolean) => number;

/** Kinds of numbers by NumPy's letter and size in bytes. */
const READERS: Readonly<Record<string, Reader>> = {
  b1: (view, at) => view.getUint8(at),
  i1: (view, at) => view.getInt8(at),
  u1: (view, at) => view.getUint8(at),
  i2: (view, at, little) => view.getInt16(at, little),
  u2: (view, at, little) => view.getUint16(at, little),
  i4: (view, at, little) => view.getInt32(at, little),
  u4: (view, at, little) => view.getUint32(at, little),
  i8: (view, at, little) => Number(view.getBigInt64(at, little)),
  u8: (view, at, little) => Number(view.getBigUint64(at, little)),
  f2: (view, at, little) => view.getFloat16(at, little),
  f4: (view, at, little) => view.getFloat32(at, little),
  f8: (view, at, little) => view.getFloat64(at, little),
};

interface Header {
  readonly little: boolean;
  readonly kind: string;
  readonly columnMajor: boolean;
  readonly shape: readonly number[];
  /** First byte of the numbers. */
  readonly start: number;
}

/**
 * A file of NumPy's formats 1 to 3 as a series, as it is: the first axis is time, the second channels.
 * What is not finite is missing.
 *
 * @throws {SeriesFault} if it holds anything but real numbers in one or two dimensions, or too few
 */
export function readNpy(bytes: Uint8Array): Series {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const { little, kind, columnMajor, shape, start } = headerOf(bytes, view);
  const read = READERS[kind];
  if (read === undefined) {
    throw new SeriesFault(
      `its numbers must be real ones (${Object.keys(READERS).join(", ")}): found ${kind}`,
    );
  }
  if (shape.length > 2) {
    throw new SeriesFault(`it must have one or two dimensions: found ${shape.join(" x ")}`);
  }
  const [length = 1, channels = 1] = shape;
  if (length === 0 || channels === 0) {
    throw new SeriesFault(`it is empty: its shape is ${shape.join(" x ")}`);
  }
  checkSize(length, channels);
  const size = Number(kind.slice(1));
  const wanted = start + length * channels * size;
  if (bytes.length < wanted) {
    throw new SeriesFault(`it is cut short: wanted ${wanted} bytes, found ${bytes.length}`);
  }
  const values = new Float64Array(length * channels);
  for (let place = 0; place < values.length; place++) {
    const value = read(view, start + place * size, little);
    const at = columnMajor ? (place % length) * channels + Math.floor(place / length) : place;
    values[at] = Number.isFinite(value) ? value : NaN;
  }
  return { length, channels, values };
}

function headerOf(bytes: Uint8Array, view: DataView): Header {
  if (bytes.length < 12 || view.getUint32(0) !== 0x934e554d) {
    throw new SeriesFault("it does not begin as a file of NumPy's does");
  }
  const major = view.getUint8(6);
  if (major < 1 || major > 3) throw new SeriesFault(`its version must be 1 to 3: found ${major}`);
  const before = major === 1 ? 10 : 12;
  const size = major === 1 ? view.getUint16(8, true) : view.getUint32(8, true);
  if (size > MAX_HEADER) throw new SeriesFault(`its header takes ${size} bytes`);
  if (bytes.length < before + size) throw new SeriesFault("it is cut short in its header");
  const text = new TextDecoder().decode(bytes.subarray(before, before + size));
  const descr = /'descr': {0,4}'([<>=|])([a-zA-Z]\d{1,3})'/.exec(text);
  const order = /'fortran_order': {0,4}(True|False)/.exec(text)?.[1];
  const shape = /'shape': {0,4}\(([\d, ]{0,200})\)/.exec(text)?.[1];
  if (descr === null || order === undefined || shape === undefined) {
    throw new SeriesFault(
      `its header must give one kind of number, order and shape: found ${
        JSON.stringify(text.trim().slice(0, 80))
      }`,
    );
  }
  return {
    little: descr[1] !== ">",
    kind: descr[2] ?? "",
    columnMajor: order === "True",
    shape: shape.split(",").map((edge) => edge.trim()).filter((edge) => edge !== "").map(Number),
    start: before + size,
  };
}
