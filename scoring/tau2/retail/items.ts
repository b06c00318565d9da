/**
 * Checks that modifying, exchanging and returning items share.
 *
 * @module
 */
import { add, equals, type PyNumber } from "../../python/arithmetic.ts";
import type { Data } from "../../python/data.ts";
import { pyStr } from "../../python/repr.ts";
import { countIn, itemsOf } from "../look_up.ts";
import { ToolError } from "../toolkit.ts";
import { findVariant } from "./find.ts";
import type { Order, RetailDb, Variant } from "./model.ts";

/**
 * Checks that an order holds the items as often as they are named.
 *
 * @throws {ToolError} with the message for the first that it does not
 */
export function checkHeld(order: Order, itemIds: Data, message: (id: string) => string): void {
  const held = order.items.map(({ item_id }) => item_id);
  for (const id of itemsOf(itemIds)) {
    if (countIn(itemIds, id) > countIn(held, id)) throw new ToolError(message(pyStr(id)));
  }
}

/** New variants for old items. */
export interface Replacement {
  /** New prices less old ones; the integer 0 for no items. */
  readonly difference: PyNumber;
  /** The variant of the last pair. */
  readonly last: Readonly<Variant> | undefined;
}

/**
 * Checks pairs of old and new items and adds up what they cost.
 *
 * @throws {ToolError} if one does not exist, is of another product or not available
 */
export function replacement(
  db: RetailDb,
  order: Order,
  pairs: readonly (readonly [Data, Data])[],
  checkPair: (oldId: Data, newId: Data) => void,
): Replacement {
  let difference: PyNumber = 0n;
  let last: Readonly<Variant> | undefined;
  for (const [oldId, newId] of pairs) {
    checkPair(oldId, newId);
    const item = itemOf(order, oldId);
    last = findVariant(db, item.product_id, newId);
    if (!last.available) throw new ToolError(`New item ${pyStr(newId)} not found or available`);
    difference = add(difference, last.price - item.price);
  }
  return { difference, last };
}

/** The first item of this id. @throws {ToolError} if there is none */
export function itemOf(order: Order, id: Data): Order["items"][number] {
  const item = order.items.find(({ item_id }) => equals(item_id, id));
  if (item === undefined) throw new ToolError(`Item ${pyStr(id)} not found`);
  return item;
}

/** Old and new ids side by side, as far as both go. */
export function pairsOf(oldIds: Data, newIds: Data): (readonly [Data, Data])[] {
  const others = itemsOf(newIds);
  return itemsOf(oldIds).slice(0, others.length).map((id, at) => [id, others[at] ?? null] as const);
}
