/**
 * Typed members of database models and of tool arguments: how a value is taken over (as pydantic's
 * lax mode does) and how the type reads as JSON Schema.
 *
 * Types decide between integer and float when a model is built, and only then: assigning to a member
 * later converts nothing.
 *
 * @module
 */
import type { Json, JsonObject } from "../json.ts";
import { type Data, isDict } from "../python/data.ts";
import { PythonError } from "../python/error.ts";
import { pyFloat } from "../python/float.ts";
import { pyStrip } from "../python/text.ts";

/** A type of values. */
export interface Field<T> {
  readonly schema: JsonObject;
  /** Schemas that `schema` refers to, by name. */
  readonly definitions?: Readonly<Record<string, JsonObject>>;
  /** Value of a member left out; a member without it is required. */
  readonly fallback?: () => T;
  /**
   * Takes data, or what a model was built from.
   *
   * @throws {PythonError} `ValidationError` if the value does not fit
   */
  parse(value: unknown, path: string): T;
}

/** The values of a field. */
export type ValueOf<F> = F extends Field<infer T> ? T : never;

/** The error of a value that does not fit its type. */
export function misfit(path: string, wanted: string): PythonError {
  return new PythonError("ValidationError", `${path || "value"} should be ${wanted}`);
}

/** A text, and nothing that could be turned into one. */
export const text: Field<string> = {
  schema: { type: "string" },
  parse(value, path) {
    if (typeof value !== "string") throw misfit(path, "a valid string");
    return value;
  },
};

const INTEGER = /^[+-]?\d+(?:_\d+)*(?:\.0*)?$/;

/** A whole number: also a float without fraction, a boolean, or such a number as text. */
export const integer: Field<bigint> = {
  schema: { type: "integer" },
  parse(value, path) {
    if (typeof value === "bigint") return value;
    if (typeof value === "boolean") return value ? 1n : 0n;
    if (typeof value === "number" && Number.isInteger(value)) return BigInt(value);
    const digits = typeof value === "string" ? value.trim() : "";
    if (digits.length > 4300 || !INTEGER.test(digits)) throw misfit(path, "a valid integer");
    return BigInt(digits.replace(/\..*$/, "").replace(/^\+/, "").replaceAll("_", ""));
  },
};

/** A float: also an integer, a boolean, or a number as text. */
export const float: Field<number> = {
  schema: { type: "number" },
  parse(value, path) {
    if (typeof value === "number") return value;
    if (typeof value === "bigint" || typeof value === "boolean") return Number(value);
    const number = typeof value === "string" ? pyFloat(value) : null;
    if (number === null) throw misfit(path, "a valid number");
    return number;
  },
};

const TRUE = new Set(["1", "on", "t", "true", "y", "yes"]);
const FALSE = new Set(["0", "off", "f", "false", "n", "no"]);

/** A boolean: also 0, 1, and the words for them. */
export const flag: Field<boolean> = {
  schema: { type: "boolean" },
  parse(value, path) {
    if (typeof value === "boolean") return value;
    const word = typeof value === "string" ? value.toLowerCase() : String(Number(value));
    const known = typeof value === "string" || typeof value === "number" ||
      typeof value === "bigint";
    if (known && TRUE.has(word)) return true;
    if (known && FALSE.has(word)) return false;
    throw misfit(path, "a valid boolean");
  },
};

/** One of a few texts. */
export function oneOf<const Words extends readonly string[]>(
  ...words: Words
): Field<Words[number]> {
  return {
    schema: { enum: words, type: "string" },
    parse(value, path) {
      const found = words.find((word) => word === value);
      if (found === undefined) throw misfit(path, words.map((word) => `'${word}'`).join(" or "));
      return found;
    },
  };
}

/** A field whose schema stands under a name and is referred to. */
export function named<T>(name: string, field: Field<T>): Field<T> {
  return {
    ...field,
    schema: { $ref: `#/$defs/${name}` },
    definitions: { ...field.definitions, [name]: field.schema },
  };
}

/** Either the type or null. */
export function nullable<T>(field: Field<T>): Field<T | null> {
  return {
    schema: { anyOf: [field.schema, { type: "null" }] },
    ...(field.definitions === undefined ? {} : { definitions: field.definitions }),
    parse: (value, path) => value === null ? null : field.parse(value, path),
  };
}

/** A member that may be left out; `shown` is its default in the schema. */
export function optional<T>(field: Field<T>, fallback: () => T, shown?: Json): Field<T> {
  return {
    ...field,
    schema: shown === undefined ? field.schema : { ...field.schema, default: shown },
    fallback,
  };
}

/** A member that may be left out or null. */
export function absent<T>(field: Field<T>): Field<T | null> {
  return optional(nullable(field), () => null, null);
}

/** A list. */
export function listOf<T>(field: Field<T>): Field<T[]> {
  return {
    schema: { items: field.schema, type: "array" },
    ...(field.definitions === undefined ? {} : { definitions: field.definitions }),
    parse(value, path) {
      if (!Array.isArray(value)) throw misfit(path, "a valid list");
      return value.map((item, index) => field.parse(item, `${path}[${index}]`));
    },
  };
}

/** A dict with text keys; `keys` narrows them. */
export function dictOf<T>(field: Field<T>, keys: Field<string> = text): Field<Map<string, T>> {
  return {
    schema: { additionalProperties: field.schema, type: "object" },
    parse(value, path) {
      if (!(value instanceof Map)) throw misfit(path, "a valid dictionary");
      return new Map(
        [...value as ReadonlyMap<string, unknown>].map((
          [key, held],
        ) => [keys.parse(key, path), field.parse(held, `${path}.${key}`)]),
      );
    },
  };
}

/** The first of several types that fits. */
export function anyOf<Fields extends readonly Field<unknown>[]>(
  ...fields: Fields
): Field<ValueOf<Fields[number]>> {
  return {
    schema: { anyOf: fields.map(({ schema }) => schema) },
    definitions: Object.assign({}, ...fields.map(({ definitions }) => definitions ?? {})),
    parse(value, path) {
      for (const field of fields) {
        try {
          return field.parse(value, path) as ValueOf<Fields[number]>;
        } catch (cause) {
          if (!(cause instanceof PythonError)) throw cause;
        }
      }
      throw misfit(path, "one of its types");
    },
  };
}

/** Any dict, taken as it is. */
export const anyDict: Field<ReadonlyMap<string, Data>> = {
  schema: { additionalProperties: true, type: "object" },
  parse(value, path) {
    if (!isDict(value)) throw misfit(path, "a valid dictionary");
    return value;
  },
};

/** What a type promises when a model is built and what later assignments may break. */
export function loose<T extends Data>(field: Field<T>): Field<Data> {
  return field;
}

const DAY = /^(\d{4})-(\d{2})-(\d{2})$/;
const MOMENT =
  /^(\d{4}-\d{2}-\d{2})(?:[Tt _](\d{2}):(\d{2})(?::(\d{2})(?:[.,](\d{1,6})\d*)?)?(Z|z|[+-]\d{2}:?\d{2})?)?$/;

function isDay(day: string): boolean {
  const [, year, month, date] = DAY.exec(day) ?? [];
  const length = new Date(Date.UTC(Number(year), Number(month), 0)).getUTCDate();
  return Number(year) >= 1 && Number(month) >= 1 && Number(month) <= 12 && Number(date) >= 1 &&
    Number(date) <= length;
}

/** A date, kept as `YYYY-MM-DD`; also a moment at midnight. */
export const day: Field<string> = {
  schema: { format: "date", type: "string" },
  parse(value, path) {
    const moment = readMoment(value);
    if (moment === null || !moment.endsWith(" 00:00:00")) throw misfit(path, "a valid date");
    return moment.slice(0, 10);
  },
};

/** A moment, kept as Python's `str` shows it: `YYYY-MM-DD HH:MM:SS`. */
export const moment: Field<string> = {
  schema: { format: "date-time", type: "string" },
  parse(value, path) {
    const moment = readMoment(value);
    if (moment === null) throw misfit(path, "a valid datetime");
    return moment;
  },
};

function readMoment(value: unknown): string | null {
  const parts = typeof value === "string" ? MOMENT.exec(pyStrip(value)) : null;
  if (parts === null) return null;
  const [, date = "", hour = "00", minute = "00", second = "00", fraction = "", zone = ""] = parts;
  const fits = isDay(date) && Number(hour) < 24 && Number(minute) < 60 && Number(second) < 60;
  if (!fits) return null;
  const part = /[1-9]/.test(fraction) ? `.${fraction.padEnd(6, "0")}` : "";
  const offset = /^z$/i.test(zone) ? "+00:00" : zone.replace(/^(...)(\d\d)$/, "$1:$2");
  return `${date} ${hour}:${minute}:${second}${part}${offset}`;
}
