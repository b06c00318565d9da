/** Bytes of a header of version 1.0, all of it. */
const HEADER_BYTES = 128;
const PREFIX_BYTES = 10;

/**
 * A series as a file of NumPy's format 1.0: 32-bit floats, little-endian, row by row.
 *
 * @param values All values, row by row; none may be missing, as one `NaN` spoils its whole channel
 * @param shape `[T]` or `[T, C]`
 * @throws {RangeError} if the shape holds another number of values, or one is not finite
 */
export function npyFile(
  values: ArrayLike<number>,
  shape: readonly number[],
): Uint8Array<ArrayBuffer> {
  const wanted = shape.reduce((product, edge) => product * edge, 1);
  if (wanted !== values.length) {
    throw new RangeError(
      `Cannot write ${values.length} values as an array of shape ${shape.join(" x ")}`,
    );
  }
  const missing = Array.prototype.findIndex.call(values, (value) => !Number.isFinite(value));
  if (missing !== -1) {
    throw new RangeError(
      `Cannot write value ${missing} of a series as it is ${values[missing]}: fill it in first`,
    );
  }
  const edges = shape.length === 1 ? `${shape[0]},` : shape.join(", ");
  const text = `{'descr': '<f4', 'fortran_order': False, 'shape': (${edges}), }`;
  const header = `${text.padEnd(HEADER_BYTES - PREFIX_BYTES - 1)}\n`;
  const bytes = new Uint8Array(HEADER_BYTES + 4 * values.length);
  bytes.set([0x93, 0x4e, 0x55, 0x4d, 0x50, 0x59, 1, 0]);
  const view = new DataView(bytes.buffer);
  view.setUint16(8, header.length, true);
  bytes.set(new TextEncoder().encode(header), PREFIX_BYTES);
  for (let at = 0; at < values.length; at++) {
    view.setFloat32(HEADER_BYTES + 4 * at, values[at] ?? NaN, true);
  }
  return bytes;
}
