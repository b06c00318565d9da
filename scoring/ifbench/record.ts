import type { JsonObject } from "../json.ts";
import { ArgumentError, type BoundCheck } from "./constraint.ts";
import { constraints } from "./constraints.ts";
import type { Profile } from "./profile.ts";

/** What the scorer needs of a record: `kwargs[i]` belongs to `instruction_id_list[i]`. */
export interface IfbenchRecord {
  readonly instruction_id_list: readonly string[];
  readonly kwargs: readonly JsonObject[];
}

/** A record that names an unknown constraint or gives one arguments it cannot use. */
export class ConstraintError extends Error {
  override readonly name = "ConstraintError";
  constructor(
    /** Path in the record. */
    readonly path: readonly (string | number)[],
    readonly wanted: string,
    readonly found: string,
  ) {
    super(`"${path.join(".")}" must be ${wanted}: current value is ${found}`);
  }
}

/**
 * The checks of a record's constraints under a profile, in the record's order.
 *
 * @throws {ConstraintError} if a constraint is unknown or an argument cannot be used
 */
export function recordChecks(record: IfbenchRecord, profile: Profile): BoundCheck[] {
  return record.instruction_id_list.map((id, index) => {
    const constraint = constraints.get(id);
    if (constraint === undefined) {
      const wanted = `one of the ${constraints.size} constraints of IFBench`;
      throw new ConstraintError(["instruction_id_list", index], wanted, JSON.stringify(id));
    }
    try {
      return constraint.bind(record.kwargs[index] ?? {}, profile);
    } catch (cause) {
      if (!(cause instanceof ArgumentError)) throw cause;
      const { argument, wanted, found } = cause;
      throw new ConstraintError(["kwargs", index, argument], `${wanted} for "${id}"`, found);
    }
  });
}
