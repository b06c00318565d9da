/**
 * `format(value, ".{places}f")`: the exact binary value rounded to decimal places, ties to even
 * (`toFixed` rounds ties up: 0.125 is `0.12` here).
 *
 * @param places 0 up to 15
 */
export function pyFixed(value: number, places: number): string {
  if (Number.isNaN(value)) return "nan";
  if (!Number.isFinite(value)) return value < 0 ? "-inf" : "inf";
  const sign = value < 0 || Object.is(value, -0) ? "-" : "";
  const { mantissa, exponent } = parts(Math.abs(value));
  let scaled = mantissa * 10n ** BigInt(places);
  if (exponent >= 0) scaled <<= BigInt(exponent);
  else {
    const bits = BigInt(-exponent);
    const rest = scaled & ((1n << bits) - 1n);
    const half = 1n << (bits - 1n);
    scaled >>= bits;
    if (rest > half || (rest === half && (scaled & 1n) === 1n)) scaled += 1n;
  }
  const digits = String(scaled).padStart(places + 1, "0");
  if (places === 0) return sign + digits;
  return `${sign}${digits.slice(0, -places)}.${digits.slice(-places)}`;
}

const BITS = new DataView(new ArrayBuffer(8));

/** `value = mantissa * 2 ** exponent`, exactly, for a finite value of at least 0. */
function parts(value: number): { mantissa: bigint; exponent: number } {
  BITS.setFloat64(0, value);
  const bits = BITS.getBigUint64(0);
  const fraction = bits & ((1n << 52n) - 1n);
  const biased = Number(bits >> 52n);
  return biased === 0
    ? { mantissa: fraction, exponent: -1074 }
    : { mantissa: fraction | (1n << 52n), exponent: biased - 1075 };
}
