import { type Data, isDict } from "../../python/data.ts";
import { PythonError } from "../../python/error.ts";
import { itemsOf } from "../look_up.ts";
import type { Model } from "../model.ts";

/**
 * Instances of a model from an argument that lists dicts, or `null` for a list of anything else,
 * which upstream leaves as it is and stumbles over later.
 *
 * @throws {PythonError} `ValidationError` for a dict that does not fit
 */
export function instancesOf<T extends object>(argument: Data, model: Model<T>): T[] | null {
  const items = itemsOf(argument);
  return items.every(isDict) ? items.map((item) => model.parse(item, model.name)) : null;
}

/** What a loop over items that are no instances throws. */
export function noInstances(member: string): PythonError {
  return new PythonError("AttributeError", `object has no attribute '${member}'`);
}
