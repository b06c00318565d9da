import type { DomainDemo } from "../demo.ts";
import { demoTask } from "./task.ts";

const address = {
  address1: "12 Mill Lane",
  address2: "",
  city: "Denver",
  country: "USA",
  state: "CO",
  zip: "80201",
};

const order = (order_id: string, status: string) => ({
  order_id,
  user_id: "noor_haas_7",
  address,
  items: [{
    name: "Lamp",
    product_id: "5001",
    item_id: "9001",
    price: 40,
    options: { color: "white" },
  }],
  status,
  fulfillments: [],
  payment_history: [{
    transaction_type: "payment",
    amount: 40,
    payment_method_id: "gift_card_7",
  }],
});

const variant = (item_id: string, color: string, price: number) => ({
  item_id,
  options: { color },
  available: true,
  price,
});

/** A lamp in two colours, one customer, two orders. */
export const retailDemo: DomainDemo = {
  db: JSON.stringify({
    products: {
      5001: {
        name: "Lamp",
        product_id: "5001",
        variants: { 9001: variant("9001", "white", 40), 9002: variant("9002", "green", 44.5) },
      },
    },
    users: {
      noor_haas_7: {
        user_id: "noor_haas_7",
        name: { first_name: "Noor", last_name: "Haas" },
        address,
        email: "noor@example.com",
        payment_methods: {
          gift_card_7: { source: "gift_card", id: "gift_card_7", balance: 60 },
        },
        orders: ["#W1000001", "#W1000002"],
      },
    },
    orders: {
      "#W1000001": order("#W1000001", "pending"),
      "#W1000002": order("#W1000002", "delivered"),
    },
  }),
  policy: "Identify the customer by email, then cancel or change pending orders as they ask.",
  tasks: [
    demoTask({
      id: "cancel",
      domain: "retail",
      reason: "You no longer need order #W1000001 and want it cancelled.",
      known: "Your email is noor@example.com.",
      calls: [
        ["find_user_id_by_email", { email: "noor@example.com" }],
        ["cancel_pending_order", { order_id: "#W1000001", reason: "no longer needed" }],
      ],
    }),
    demoTask({
      id: "green-lamp",
      domain: "retail",
      reason: "You want the delivered lamp of order #W1000002 exchanged for a green one.",
      known: "Your email is noor@example.com, and your gift card pays.",
      calls: [
        ["find_user_id_by_email", { email: "noor@example.com" }],
        ["exchange_delivered_order_items", {
          order_id: "#W1000002",
          item_ids: ["9001"],
          new_item_ids: ["9002"],
          payment_method_id: "gift_card_7",
        }],
      ],
      tell: ["4.5"],
    }),
  ],
};
