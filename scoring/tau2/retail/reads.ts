import type { Data } from "../../python/data.ts";
import { dumps } from "../../python/dumps.ts";
import { text } from "../fields.ts";
import { keyOf, textOf } from "../look_up.ts";
import { declare, ToolError } from "../toolkit.ts";
import { findOrder, findUser } from "./find.ts";
import type { RetailDb } from "./model.ts";

const words = declare<RetailDb>();
const { tool } = words;

const lower = (argument: Data) => textOf(argument, "lower").toLowerCase();

export const findUserIdByNameZip = tool(
  "find_user_id_by_name_zip",
  "read",
  "Find a user's id by first name, last name and zip code. Try the email first.",
  { first_name: text, last_name: text, zip: text },
  (db, { first_name, last_name, zip }) => {
    for (const [id, { name, address }] of db.users.entries()) {
      const found = name.first_name.toLowerCase() === lower(first_name) &&
        name.last_name.toLowerCase() === lower(last_name) && address.zip === zip;
      if (found) return id;
    }
    throw new ToolError("User not found");
  },
);

export const findUserIdByEmail = tool(
  "find_user_id_by_email",
  "read",
  "Find a user's id by email address.",
  { email: text },
  (db, { email }) => {
    for (const [id, user] of db.users.entries()) {
      if (user.email.toLowerCase() === lower(email)) return id;
    }
    throw new ToolError("User not found");
  },
);

export const getOrderDetails = tool(
  "get_order_details",
  "read",
  "Show an order with its status. Order ids begin with '#', such as '#W0000000'.",
  { order_id: text },
  (db, { order_id }) => findOrder(db, order_id),
);

export const getProductDetails = tool(
  "get_product_details",
  "read",
  "Show a product and its variants in stock. A product's id is not an item's id.",
  { product_id: text },
  (db, { product_id }) => {
    const product = db.products.peek(keyOf(product_id) ?? "");
    if (product === undefined) throw new ToolError("Product not found");
    return product;
  },
);

export const getItemDetails = tool(
  "get_item_details",
  "read",
  "Show an item: options, price, whether it is available. An item's id is not a product's id.",
  { item_id: text },
  (db, { item_id }) => {
    const id = keyOf(item_id);
    for (const { variants } of db.products.values()) {
      const item = id === null ? undefined : variants.get(id);
      if (item !== undefined) return item;
    }
    throw new ToolError("Item not found");
  },
  "v1.0",
);

export const getUserDetails = tool(
  "get_user_details",
  "read",
  "Show a user: address, payment methods, orders.",
  { user_id: text },
  (db, { user_id }) => findUser(db, user_id),
);

export const listAllProductTypes = tool(
  "list_all_product_types",
  "read",
  "List the names of all product types with their product ids.",
  {},
  (db) => {
    const ids = new Map<string, string>();
    for (const { name, product_id } of db.products.values()) ids.set(name, product_id);
    return dumps(ids, { sortKeys: true });
  },
);
