/**
 * Python data that programs change: what `json.loads` gives, in JavaScript's own containers. A
 * `bigint` is an `int`, a `number` a `float`, a `Map` a `dict` with text keys.
 *
 * @module
 */
import { pyJson } from "./json.ts";
import type { PyValue } from "./value.ts";

/** A value of JSON with integers and floats apart. */
export type Data =
  | null
  | boolean
  | bigint
  | number
  | string
  | readonly Data[]
  | ReadonlyMap<string, Data>;

/** A dict of {@linkcode Data}. */
export type DataDict = ReadonlyMap<string, Data>;

/**
 * Reads JSON and keeps "had a point or an exponent": `2` is a `bigint`, `2.0` a `number`.
 *
 * @returns `undefined` where `json.loads` raises
 */
export function readData(text: string): Data | undefined {
  const value = pyJson(text);
  return value === null ? undefined : fromPyValue(value);
}

function fromPyValue(value: PyValue): Data {
  switch (value.kind) {
    case "bool":
    case "int":
    case "float":
    case "str":
      return value.value;
    case "list":
      return value.items.map(fromPyValue);
    case "dict":
      return new Map(
        value.entries.map((
          [key, held],
        ) => [key.kind === "str" ? key.value : "", fromPyValue(held)]),
      );
    default:
      return null;
  }
}

/**
 * The data of a value that came through JavaScript's JSON, where `2.0` has become `2`: whole numbers
 * are integers, other numbers floats, undefined members are left out.
 *
 * @throws {TypeError} for what JSON cannot hold
 */
export function toData(value: unknown): Data {
  if (value === null || typeof value === "boolean" || typeof value === "string") return value;
  if (typeof value === "number") return Number.isInteger(value) ? BigInt(value) : value;
  if (Array.isArray(value)) return value.map(toData);
  if (typeof value === "object") {
    const members = Object.entries(value).filter(([, member]) => member !== undefined);
    return new Map(members.map(([key, member]) => [key, toData(member)]));
  }
  throw new TypeError(`Cannot take a ${typeof value} for data: wanted a value of JSON`);
}

/** True for a dict. */
export function isDict(value: unknown): value is DataDict {
  return value instanceof Map;
}

/** True for a list. */
export function isList(value: unknown): value is readonly Data[] {
  return Array.isArray(value);
}
