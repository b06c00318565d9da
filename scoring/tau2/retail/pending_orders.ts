import { less, subtract, toFloat } from "../../python/arithmetic.ts";
import { pyRound } from "../../python/round.ts";
import { listOf, text } from "../fields.ts";
import { keyOf, lengthOf } from "../look_up.ts";
import { dataOf } from "../model.ts";
import { declare, ToolError } from "../toolkit.ts";
import { findOrder, findPaymentMethod, findUser } from "./find.ts";
import { checkHeld, itemOf, pairsOf, replacement } from "./items.ts";
import { Address, type Order, type PaymentMethod, type RetailDb } from "./model.ts";

const { tool } = declare<RetailDb>();

const addressParams = {
  address1: text,
  address2: text,
  city: text,
  state: text,
  country: text,
  zip: text,
} as const;

/** Also an order whose items were modified, which nothing but its items forbid to change again. */
function isPending(order: Order): boolean {
  return order.status.includes("pending");
}

/** Puts money on a gift card or takes it away; other methods keep no balance. */
function book(method: PaymentMethod, amount: number): void {
  if (method.source === "gift_card") method.balance = pyRound(method.balance + amount, 2);
}

export const cancelPendingOrder = tool(
  "cancel_pending_order",
  "write",
  "Cancel a pending order and refund it: a gift card at once, other methods in 5 to 7 business " +
    "days. The reason is 'no longer needed' or 'ordered by mistake'. Explain, and have the user " +
    "confirm first.",
  { order_id: text, reason: text },
  (db, { order_id, reason }) => {
    const order = findOrder(db, order_id);
    if (order.status !== "pending") throw new ToolError("Non-pending order cannot be cancelled");
    // Looked up in a set, a list is an error of its own.
    const why = keyOf(reason);
    if (why !== "no longer needed" && why !== "ordered by mistake") {
      throw new ToolError("Invalid reason");
    }
    const refunds = order.payment_history.map(({ amount, payment_method_id }) => {
      const { user_id } = findUser(db, order.user_id);
      book(findPaymentMethod(db, user_id, payment_method_id).method, amount);
      return { transaction_type: "refund" as const, amount, payment_method_id };
    });
    order.status = "cancelled";
    order.cancel_reason = why;
    order.payment_history.push(...refunds);
    return order;
  },
);

export const modifyPendingOrderAddress = tool(
  "modify_pending_order_address",
  "write",
  "Change the shipping address of a pending order. Explain, and have the user confirm first.",
  { order_id: text, ...addressParams },
  (db, { order_id, ...address }) => {
    const order = findOrder(db, order_id);
    if (!isPending(order)) throw new ToolError("Non-pending order cannot be modified");
    order.address = Address.parse(dataOf(address), "UserAddress");
    return order;
  },
);

export const modifyUserAddress = tool(
  "modify_user_address",
  "write",
  "Change a user's default address. Explain, and have the user confirm first.",
  { user_id: text, ...addressParams },
  (db, { user_id, ...address }) => {
    const user = findUser(db, user_id);
    user.address = Address.parse(dataOf(address), "UserAddress");
    return user;
  },
);

/**
 * Quirk: every changed item gets price and options of the last new variant, so the order of the lists
 * matters. The amount paid or refunded is not rounded.
 */
export const modifyPendingOrderItems = tool(
  "modify_pending_order_items",
  "write",
  "Replace items of a pending order by others of the same products, once an order. Old and new ids " +
    "stand in the same places of their lists. Explain, and have the user confirm first.",
  {
    order_id: text,
    item_ids: listOf(text),
    new_item_ids: listOf(text),
    payment_method_id: text,
  },
  (db, { order_id, item_ids, new_item_ids, payment_method_id }) => {
    const order = findOrder(db, order_id);
    if (order.status !== "pending") throw new ToolError("Non-pending order cannot be modified");
    checkHeld(order, item_ids, (id) => `${id} not found`);
    if (lengthOf(item_ids) !== lengthOf(new_item_ids)) {
      throw new ToolError("The number of items to be exchanged should match");
    }
    const pairs = pairsOf(item_ids, new_item_ids);
    const { difference, last } = replacement(db, order, pairs, (oldId, newId) => {
      if (oldId === newId) {
        throw new ToolError("The new item id should be different from the old item id");
      }
    });
    const { id, method } = findPaymentMethod(db, order.user_id, payment_method_id);
    if (method.source === "gift_card" && less(method.balance, difference)) {
      throw new ToolError("Insufficient gift card balance to pay for the new item");
    }
    order.payment_history.push({
      transaction_type: difference > 0 ? "payment" : "refund",
      amount: Math.abs(toFloat(difference)),
      payment_method_id: id,
    });
    if (method.source === "gift_card") {
      method.balance = pyRound(toFloat(subtract(method.balance, difference)), 2);
    }
    for (const [oldId, newId] of pairs) {
      const item = itemOf(order, oldId);
      // Ids were looked up in dicts by now, which only texts survive.
      item.item_id = String(newId);
      if (last === undefined) continue;
      item.price = last.price;
      item.options = last.options;
    }
    order.status = "pending (item modified)";
    return order;
  },
);

export const modifyPendingOrderPayment = tool(
  "modify_pending_order_payment",
  "write",
  "Pay a pending order by another payment method of the user. Explain, and have the user confirm " +
    "first.",
  { order_id: text, payment_method_id: text },
  (db, { order_id, payment_method_id }) => {
    const order = findOrder(db, order_id);
    if (!isPending(order)) throw new ToolError("Non-pending order cannot be modified");
    const { id, method } = findPaymentMethod(db, order.user_id, payment_method_id);
    const [paid, ...more] = order.payment_history;
    if (paid === undefined || more.length > 0 || paid.transaction_type !== "payment") {
      throw new ToolError("There should be exactly one payment for a pending order");
    }
    if (paid.payment_method_id === id) {
      throw new ToolError("The new payment method should be different from the current one");
    }
    const { amount } = paid;
    if (method.source === "gift_card" && method.balance < amount) {
      throw new ToolError("Insufficient gift card balance to pay for the order");
    }
    const before = paid.payment_method_id;
    order.payment_history.push(
      { transaction_type: "payment", amount, payment_method_id: id },
      { transaction_type: "refund", amount, payment_method_id: before },
    );
    book(method, -amount);
    book(findPaymentMethod(db, order.user_id, before).method, amount);
    return order;
  },
);
