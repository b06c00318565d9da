import type { Data } from "../../python/data.ts";
import { keyOf } from "../look_up.ts";
import { ToolError } from "../toolkit.ts";
import type { Order, PaymentMethod, RetailDb, User, Variant } from "./model.ts";

/** The order, to be changed. @throws {ToolError} if there is none */
export function findOrder(db: RetailDb, id: Data): Order {
  const order = db.orders.get(keyOf(id) ?? "");
  if (order === undefined) throw new ToolError("Order not found");
  return order;
}

/** The user, to be changed. @throws {ToolError} if there is none */
export function findUser(db: RetailDb, id: Data): User {
  const user = db.users.get(keyOf(id) ?? "");
  if (user === undefined) throw new ToolError("User not found");
  return user;
}

/** The variant of a product, to be looked at. @throws {ToolError} if either does not exist */
export function findVariant(db: RetailDb, productId: string, id: Data): Readonly<Variant> {
  const product = db.products.peek(productId);
  if (product === undefined) throw new ToolError("Product not found");
  const variant = product.variants.get(keyOf(id) ?? "");
  if (variant === undefined) throw new ToolError("Variant not found");
  return variant;
}

/** A user's payment method, to be changed, with its id. @throws {ToolError} if there is none */
export function findPaymentMethod(
  db: RetailDb,
  userId: string,
  id: Data,
): { readonly id: string; readonly method: PaymentMethod } {
  const user = findUser(db, userId);
  const key = keyOf(id);
  const method = key === null ? undefined : user.payment_methods.get(key);
  if (key === null || method === undefined) throw new ToolError("Payment method not found");
  return { id: key, method };
}
