/**
 * The database of the retail domain. Upstream: tau2-bench@a2c0247 src/tau2/domains/retail/data_model.py.
 *
 * @module
 */
import { absent, anyOf, dictOf, flag, float, listOf, loose, oneOf, text } from "../fields.ts";
import { type InstanceOf, model, tableOf } from "../model.ts";

const Variant = model("Variant", {
  item_id: text,
  options: dictOf(text),
  available: flag,
  price: float,
});
export type Variant = InstanceOf<typeof Variant>;

const Product = model("Product", { name: text, product_id: text, variants: dictOf(Variant) });
export type Product = InstanceOf<typeof Product>;

const Name = model("UserName", { first_name: text, last_name: text });

export const Address = model("UserAddress", {
  address1: text,
  address2: text,
  city: text,
  country: text,
  state: text,
  zip: text,
});

const CreditCard = model("CreditCard", {
  source: oneOf("credit_card"),
  id: text,
  brand: text,
  last_four: text,
});

const GiftCard = model("GiftCard", { source: oneOf("gift_card"), id: text, balance: float });

const Paypal = model("Paypal", { source: oneOf("paypal"), id: text });

const PaymentMethod = anyOf(CreditCard, GiftCard, Paypal);
export type PaymentMethod = ReturnType<typeof PaymentMethod.parse>;

const User = model("User", {
  user_id: text,
  name: Name,
  address: Address,
  email: text,
  payment_methods: dictOf(PaymentMethod),
  orders: listOf(text),
});
export type User = InstanceOf<typeof User>;

const Fulfillment = model("OrderFullfilment", {
  tracking_id: listOf(text),
  item_ids: listOf(text),
});

const Item = model("OrderItem", {
  name: text,
  product_id: text,
  item_id: text,
  price: float,
  options: dictOf(text),
});

const Payment = model("OrderPayment", {
  transaction_type: oneOf("payment", "refund"),
  amount: float,
  payment_method_id: text,
});
export type Payment = InstanceOf<typeof Payment>;

const Order = model("Order", {
  order_id: text,
  user_id: text,
  address: Address,
  items: listOf(Item),
  status: oneOf(
    "processed",
    "pending",
    "pending (item modified)",
    "delivered",
    "cancelled",
    "exchange requested",
    "return requested",
  ),
  fulfillments: listOf(Fulfillment),
  payment_history: listOf(Payment),
  cancel_reason: absent(oneOf("no longer needed", "ordered by mistake")),
  exchange_items: absent(listOf(text)),
  exchange_new_items: absent(listOf(text)),
  exchange_payment_method_id: absent(text),
  // A difference over no items at all is assigned as an integer.
  exchange_price_difference: loose(absent(float)),
  return_items: absent(listOf(text)),
  return_payment_method_id: absent(text),
});
export type Order = InstanceOf<typeof Order>;

/** The agent's database. */
export const RetailDb = model("RetailDB", {
  products: tableOf(Product),
  users: tableOf(User),
  orders: tableOf(Order),
}, { extra: "forbid" });
export type RetailDb = InstanceOf<typeof RetailDb>;
