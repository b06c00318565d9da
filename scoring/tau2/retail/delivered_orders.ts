import { less, type PyNumber } from "../../python/arithmetic.ts";
import { byCodePoint } from "../../python/code_points.ts";
import type { Data } from "../../python/data.ts";
import { pyRound } from "../../python/round.ts";
import { listOf, text } from "../fields.ts";
import { firstOf, itemsOf, lengthOf } from "../look_up.ts";
import { declare, ToolError } from "../toolkit.ts";
import { findOrder, findPaymentMethod, findUser } from "./find.ts";
import { checkHeld, pairsOf, replacement } from "./items.ts";
import type { RetailDb } from "./model.ts";

const { tool } = declare<RetailDb>();

/** Ids in order. By now each was found in the order or the catalogue, so each is a text. */
function sorted(ids: Data): string[] {
  return itemsOf(ids).map(String).sort(byCodePoint);
}

function rounded(value: PyNumber): PyNumber {
  return typeof value === "bigint" ? value : pyRound(value, 2);
}

/** Notes the wish; no money moves and no item changes. */
export const exchangeDeliveredOrderItems = tool(
  "exchange_delivered_order_items",
  "write",
  "Ask to exchange items of a delivered order for others of the same products. Old and new ids " +
    "stand in the same places of their lists. An order can be returned or exchanged once. Explain, " +
    "and have the user confirm first.",
  {
    order_id: text,
    item_ids: listOf(text),
    new_item_ids: listOf(text),
    payment_method_id: text,
  },
  (db, { order_id, item_ids, new_item_ids, payment_method_id }) => {
    const order = findOrder(db, order_id);
    if (order.status !== "delivered") {
      throw new ToolError("Non-delivered order cannot be exchanged");
    }
    checkHeld(order, item_ids, (id) => `Number of ${id} not found.`);
    if (lengthOf(item_ids) !== lengthOf(new_item_ids)) {
      throw new ToolError("The number of items to be exchanged should match.");
    }
    const pairs = pairsOf(item_ids, new_item_ids);
    const difference = rounded(replacement(db, order, pairs, () => {}).difference);
    const { id, method } = findPaymentMethod(db, order.user_id, payment_method_id);
    if (method.source === "gift_card" && less(method.balance, difference)) {
      throw new ToolError("Insufficient gift card balance to pay for the price difference");
    }
    order.status = "exchange requested";
    order.exchange_items = sorted(item_ids);
    order.exchange_new_items = sorted(new_item_ids);
    order.exchange_payment_method_id = id;
    order.exchange_price_difference = difference;
    return order;
  },
);

/** Notes the wish; no money moves. */
export const returnDeliveredOrderItems = tool(
  "return_delivered_order_items",
  "write",
  "Ask to return items of a delivered order. The refund goes to the original payment method or to " +
    "a gift card of the user. An order can be returned or exchanged once. Explain, and have the " +
    "user confirm first.",
  { order_id: text, item_ids: listOf(text), payment_method_id: text },
  (db, { order_id, item_ids, payment_method_id }) => {
    const order = findOrder(db, order_id);
    if (order.status !== "delivered") {
      throw new ToolError("Non-delivered order cannot be returned");
    }
    const { user_id } = findUser(db, order.user_id);
    const { id, method } = findPaymentMethod(db, user_id, payment_method_id);
    const original = method.source === "gift_card" ||
      id === firstOf(order.payment_history).payment_method_id;
    if (!original) throw new ToolError("Payment method should be the original payment method");
    checkHeld(order, item_ids, () => "Some item not found");
    order.status = "return requested";
    order.return_items = sorted(item_ids);
    order.return_payment_method_id = id;
    return order;
  },
);
