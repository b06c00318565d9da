import type { Json } from "../json.ts";

/** A double in a form that survives JSON: verdicts keep predictions that JSON has no word for. */
export function toJsonNumber(value: number): number | "nan" | "inf" | "-inf" {
  if (Number.isNaN(value)) return "nan";
  if (Number.isFinite(value)) return value;
  return value > 0 ? "inf" : "-inf";
}

/** The double that {@linkcode toJsonNumber} kept; `NaN` for anything else. */
export function fromJsonNumber(value: Json | undefined): number {
  if (typeof value === "number") return value;
  return value === "inf" ? Infinity : value === "-inf" ? -Infinity : NaN;
}

/** The number if it is one: a metric is never `NaN` or infinite, it is undefined. */
export function finiteOrNull(value: number): number | null {
  return Number.isFinite(value) ? value : null;
}
