import { type Data, isDict, isList } from "./data.ts";

/**
 * `repr(float)`: the shortest digits that read back, a point even for whole numbers, an exponent of
 * at least two digits from 1e16 on and below 1e-4.
 */
export function floatRepr(value: number): string {
  if (Number.isNaN(value)) return "nan";
  if (!Number.isFinite(value)) return value < 0 ? "-inf" : "inf";
  const sign = value < 0 || Object.is(value, -0) ? "-" : "";
  const [mantissa = "0", power = "0"] = Math.abs(value).toExponential().split("e");
  const digits = mantissa.replace(".", "");
  const exponent = Number(power);
  if (exponent < -4 || exponent >= 16) {
    const point = digits.length > 1 ? `${digits[0]}.${digits.slice(1)}` : digits;
    const places = String(Math.abs(exponent)).padStart(2, "0");
    return `${sign}${point}e${exponent < 0 ? "-" : "+"}${places}`;
  }
  if (exponent < 0) return `${sign}0.${"0".repeat(-exponent - 1)}${digits}`;
  const whole = digits.slice(0, exponent + 1).padEnd(exponent + 1, "0");
  return `${sign}${whole}.${digits.slice(exponent + 1) || "0"}`;
}

/** `str(value)`, as an f-string shows it. */
export function pyStr(value: Data): string {
  return typeof value === "string" ? value : pyRepr(value);
}

/** `repr(value)`. Characters beyond ASCII stand as they are, as for printable ones in Python. */
export function pyRepr(value: Data): string {
  if (value === null) return "None";
  if (typeof value === "boolean") return value ? "True" : "False";
  if (typeof value === "bigint") return String(value);
  if (typeof value === "number") return floatRepr(value);
  if (typeof value === "string") return textRepr(value);
  if (isList(value)) return `[${value.map(pyRepr).join(", ")}]`;
  if (!isDict(value)) throw new TypeError("Cannot show a value that is not data");
  const members = [...value].map(([key, held]) => `${textRepr(key)}: ${pyRepr(held)}`);
  return `{${members.join(", ")}}`;
}

const ESCAPES: Readonly<Record<string, string>> = {
  "\\": "\\\\",
  "\n": "\\n",
  "\r": "\\r",
  "\t": "\\t",
};

function textRepr(text: string): string {
  const quote = text.includes("'") && !text.includes('"') ? '"' : "'";
  // deno-lint-ignore no-control-regex
  const inner = text.replace(/[\\'\x00-\x1f\x7f-\xa0\xad]/g, (character) => {
    if (character === "'") return quote === "'" ? "\\'" : character;
    const code = character.charCodeAt(0).toString(16).padStart(2, "0");
    return ESCAPES[character] ?? `\\x${code}`;
  });
  return `${quote}${inner}${quote}`;
}
