import type { Data } from "../python/data.ts";
import { isDict, isList } from "../python/data.ts";
import { PythonError } from "../python/error.ts";
import { equals, typeName } from "../python/arithmetic.ts";

/**
 * A dict's key from an argument: a text, or `null` for what can be no key of a dict with text keys.
 *
 * @throws {PythonError} `TypeError` for lists and dicts, which Python cannot look up
 */
export function keyOf(argument: Data): string | null {
  if (isList(argument) || isDict(argument)) {
    throw new PythonError("TypeError", `unhashable type: '${typeName(argument)}'`);
  }
  return typeof argument === "string" ? argument : null;
}

/**
 * A text argument where a method of texts is called on it.
 *
 * @throws {PythonError} `AttributeError` for anything else
 */
export function textOf(argument: Data, method: string): string {
  if (typeof argument === "string") return argument;
  throw new PythonError(
    "AttributeError",
    `'${typeName(argument)}' object has no attribute '${method}'`,
  );
}

/**
 * What a loop over an argument sees: items of a list, characters of a text, keys of a dict.
 *
 * @throws {PythonError} `TypeError` for anything else
 */
export function itemsOf(argument: Data): readonly Data[] {
  if (isList(argument)) return argument;
  if (isDict(argument)) return [...argument.keys()];
  if (typeof argument === "string") return [...argument];
  throw new PythonError("TypeError", `'${typeName(argument)}' object is not iterable`);
}

/**
 * `len(argument)`.
 *
 * @throws {PythonError} `TypeError` for what has no length
 */
export function lengthOf(argument: Data): number {
  if (typeof argument === "string" || isList(argument) || isDict(argument)) {
    return itemsOf(argument).length;
  }
  throw new PythonError("TypeError", `object of type '${typeName(argument)}' has no len()`);
}

/**
 * `argument.count(item)` of a list, or of a text with one of its characters.
 *
 * @throws {PythonError} `AttributeError` for what does not count
 */
export function countIn(argument: Data, item: Data): number {
  if (isDict(argument) || !(isList(argument) || typeof argument === "string")) {
    throw new PythonError(
      "AttributeError",
      `'${typeName(argument)}' object has no attribute 'count'`,
    );
  }
  return itemsOf(argument).filter((other) => equals(other, item)).length;
}

/**
 * The first of a list.
 *
 * @throws {PythonError} `IndexError` if it is empty
 */
export function firstOf<T>(list: readonly T[]): T {
  const [first] = list;
  if (first === undefined) throw new PythonError("IndexError", "list index out of range");
  return first;
}

/** `bool(argument)`. */
export function truthy(argument: Data): boolean {
  if (isList(argument)) return argument.length > 0;
  if (isDict(argument)) return argument.size > 0;
  return Boolean(argument);
}
