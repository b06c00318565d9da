/**
 * Parsers of flag values: each turns a text into a value once, or says in a sentence what was wanted.
 *
 * @module
 */
import { UsageError } from "./errors.ts";

function refuse(flag: string, wanted: string, found: string): never {
  throw new UsageError(`Cannot use ${flag} as it must be ${wanted}: current value is "${found}"`);
}

/** A whole number of at least `least`, such as `--limit 20`. */
export function wholeNumber(flag: string, least: number): (text: string) => number {
  return (text) => {
    const value = /^-?\d{1,15}$/.test(text) ? Number(text) : NaN;
    if (!(value >= least)) refuse(flag, `a whole number of at least ${least}`, text);
    return value;
  };
}

/** A number between two bounds, both allowed. */
export function numberBetween(flag: string, low: number, high: number): (text: string) => number {
  return (text) => {
    const value = /^-?\d*\.?\d+(e-?\d+)?$/i.test(text) ? Number(text) : NaN;
    if (!(value >= low && value <= high)) refuse(flag, `a number from ${low} to ${high}`, text);
    return value;
  };
}

/** Requests in flight: a whole number, or `auto`. */
export function concurrency(flag: string): (text: string) => number | "auto" {
  return (text) => {
    if (text === "auto") return text;
    const value = /^\d{1,6}$/.test(text) ? Number(text) : 0;
    if (value < 1) refuse(flag, `a whole number of at least 1, or "auto"`, text);
    return value;
  };
}

const UNITS: Readonly<Record<string, number>> = { ms: 1, s: 1_000, m: 60_000, h: 3_600_000 };

/** Longest time a timer can wait, in milliseconds. */
export const LONGEST_MS = 2_147_483_647;

/** A time such as `500ms`, `90s`, `15m`, `2h`; seconds without a unit. Gives milliseconds. */
export function duration(flag: string): (text: string) => number {
  return (text) => {
    const [, number = "", unit = "s"] = /^(\d{1,10}(?:\.\d{1,3})?)(ms|s|m|h)?$/.exec(text) ?? [];
    const ms = number === "" ? 0 : Math.round(Number(number) * (UNITS[unit] ?? 0));
    if (ms < 1 || ms > LONGEST_MS) {
      refuse(flag, `a time such as "90s", "15m" or "2h", at most 24 days`, text);
    }
    return ms;
  };
}

/** Collects a flag given several times. */
export function each(text: string, before: string[] | undefined): string[] {
  return [...before ?? [], text];
}

/** Collects names given as a comma-separated list, once or several times. */
export function list(text: string, before: string[] | undefined): string[] {
  const names = text.split(",").map((name) => name.trim()).filter((name) => name !== "");
  return [...before ?? [], ...names];
}

/** A name and what it is set to. */
export type Pair = readonly [name: string, value: string];

/** Collects `NAME=VALUE`, split at the first `=`. */
export function pairs(
  flag: string,
  example: string,
): (text: string, before: Pair[] | undefined) => Pair[] {
  return (text, before) => {
    const at = text.indexOf("=");
    if (at < 1 || at === text.length - 1) refuse(flag, `of the form ${example}`, text);
    return [...before ?? [], [text.slice(0, at), text.slice(at + 1)] as const];
  };
}

/** A JSON object, such as `--extra-body '{"seed":1}'`. */
export function jsonObject(flag: string): (text: string) => Record<string, unknown> {
  return (text) => {
    try {
      const value: unknown = JSON.parse(text);
      if (typeof value === "object" && value !== null && !Array.isArray(value)) {
        return value as Record<string, unknown>;
      }
    } catch {
      // Said below: the parser's own words quote the text at length.
    }
    return refuse(flag, "a JSON object", text.slice(0, 80));
  };
}
