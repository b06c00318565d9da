import type { SampleInput } from "../score_samples.ts";

/** What a vector asks to be scored. */
export interface VectorInput {
  readonly benchmark: string;
  readonly task: string;
  readonly samples: readonly SampleInput[];
}

/** A golden vector: what an official scorer returned for given replies. */
export interface Vector extends VectorInput {
  readonly id: string;
  readonly expected: {
    readonly metrics: Readonly<Record<string, number | null>>;
    readonly perSample?: readonly unknown[];
  };
  /** Largest difference between numbers, absolute. */
  readonly tolerance: number;
  readonly source: string;
}

/** What scoring a vector gives. */
export interface VectorResult {
  readonly metrics: Readonly<Record<string, number | null>>;
  readonly perSample: readonly unknown[];
}

/** The first difference between what a vector expects and what came out, or `null`. */
export function vectorDifference(vector: Vector, got: VectorResult): string | null {
  for (const [name, wanted] of Object.entries(vector.expected.metrics)) {
    if (!(name in got.metrics)) return `metric "${name}" is missing: wanted ${wanted}`;
    const difference = differ(wanted, got.metrics[name], vector.tolerance, `metric "${name}"`);
    if (difference !== null) return difference;
  }
  const samples = vector.expected.perSample ?? [];
  for (const [index, wanted] of samples.entries()) {
    const where = `sample ${index + 1}`;
    const difference = differ(wanted, got.perSample[index], vector.tolerance, where);
    if (difference !== null) return difference;
  }
  return null;
}

/** Compares the given values; an object may hold more than was wanted. */
function differ(wanted: unknown, got: unknown, tolerance: number, where: string): string | null {
  if (typeof wanted === "number" && typeof got === "number") {
    const same = Object.is(wanted, got) || Math.abs(wanted - got) <= tolerance;
    return same ? null : `${where}: wanted ${wanted}, got ${got}`;
  }
  if (Array.isArray(wanted)) {
    if (!Array.isArray(got) || got.length !== wanted.length) return mismatch(wanted, got, where);
    for (const [index, entry] of wanted.entries()) {
      const difference = differ(entry, got[index], tolerance, `${where}[${index}]`);
      if (difference !== null) return difference;
    }
    return null;
  }
  if (typeof wanted === "object" && wanted !== null) {
    if (typeof got !== "object" || got === null) return mismatch(wanted, got, where);
    for (const [key, entry] of Object.entries(wanted)) {
      const inner = (got as Record<string, unknown>)[key];
      const difference = differ(entry, inner, tolerance, `${where}.${key}`);
      if (difference !== null) return difference;
    }
    return null;
  }
  return wanted === got ? null : mismatch(wanted, got, where);
}

function mismatch(wanted: unknown, got: unknown, where: string): string {
  return `${where}: wanted ${brief(wanted)}, got ${brief(got)}`;
}

function brief(value: unknown): string {
  const text = value === undefined ? "nothing" : String(JSON.stringify(value));
  return text.length > 200 ? `${text.slice(0, 197)}...` : text;
}
