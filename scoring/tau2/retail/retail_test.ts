import assert from "node:assert/strict";
import { toData } from "../../python/data.ts";
import { loadDomain } from "../domain.ts";
import { Environment } from "../environment.ts";
import { readArguments } from "../trajectory.ts";
import { retail } from "./mod.ts";

const address = { address1: "1 A", address2: "", city: "B", country: "C", state: "D", zip: "1" };
const variant = (item_id: string, price: number, color: string) => ({
  item_id,
  options: { color },
  available: true,
  price,
});
const cup = (item_id: string, price: number) => ({
  name: "Cup",
  product_id: "p1",
  item_id,
  price,
  options: { color: "red" },
});

/** Self-written: one user, one product, one order of two cups. */
const data = loadDomain(
  retail,
  toData({
    products: {
      p1: {
        name: "Cup",
        product_id: "p1",
        variants: { 11: variant("11", 10, "red"), 12: variant("12", 12.1, "blue") },
      },
    },
    users: {
      u1: {
        user_id: "u1",
        name: { first_name: "Ana", last_name: "Ito" },
        address,
        email: "ana@example.com",
        payment_methods: {
          g: { source: "gift_card", id: "g", balance: 20 },
          c: { source: "credit_card", id: "c", brand: "visa", last_four: "1" },
        },
        orders: ["#W1"],
      },
    },
    orders: {
      "#W1": {
        order_id: "#W1",
        user_id: "u1",
        address,
        items: [cup("11", 10), cup("11", 10)],
        status: "pending",
        fulfillments: [],
        payment_history: [
          { transaction_type: "payment", amount: 20, payment_method_id: "g" },
        ],
      },
    },
  }),
);

const ask = (env: Environment, name: string, given: Record<string, unknown>) =>
  env.answer({ id: "1", name, requestor: "assistant", arguments: readArguments(given) });

Deno.test("retail changes one world and leaves the loaded database alone", () => {
  const changed = new Environment(data);
  const untouched = new Environment(data);
  const before = untouched.hashes();
  ask(changed, "cancel_pending_order", { order_id: "#W1", reason: "no longer needed" });
  assert.notEqual(changed.hashes().db, before.db);
  assert.deepEqual(new Environment(data).hashes(), before);
  assert.ok(untouched.sameDatabases(new Environment(data)));
  assert.ok(!untouched.sameDatabases(changed));
  assert.match(
    ask(changed, "get_user_details", { user_id: "u1" }).entry.content,
    /"balance": 40.0/,
  );
});

Deno.test("retail does not round what a modification costs", () => {
  const env = new Environment(data);
  const { entry } = ask(env, "modify_pending_order_items", {
    order_id: "#W1",
    item_ids: ["11"],
    new_item_ids: ["12"],
    payment_method_id: "c",
  });
  assert.match(entry.content, /"transaction_type": "payment", "amount": 2.0999999999999996/);
  assert.match(entry.content, /"status": "pending \(item modified\)"/);
});

Deno.test("retail keeps the integer 0 of an exchange of nothing", () => {
  const env = new Environment(data);
  assert.equal(ask(env, "get_item_details", { item_id: "12" }).entry.error, false);
  const { entry } = ask(env, "modify_pending_order_items", {
    order_id: "#W1",
    item_ids: [],
    new_item_ids: [],
    payment_method_id: "g",
  });
  assert.match(entry.content, /"refund", "amount": 0.0/);
});

Deno.test("retail tells a tool's own errors from the interpreter's", () => {
  const env = new Environment(data);
  const own = ask(env, "get_order_details", { order_id: 7 });
  assert.deepEqual([own.entry.content, own.interpreter], ["Error: Order not found", false]);
  const python = ask(env, "get_order_details", { order_id: ["#W1"] });
  assert.deepEqual([python.entry.error, python.interpreter], [true, true]);
  const zip = ask(env, "find_user_id_by_name_zip", { first_name: "ana", last_name: 1, zip: "1" });
  assert.equal(zip.interpreter, true);
});

Deno.test("retail has one tool less in v0.2", () => {
  const names = (env: Environment) => env.agentTools().map(({ name }) => name);
  const older = new Environment(data, { generation: "v0.2" });
  assert.equal(names(older).length, 15);
  assert.equal(names(new Environment(data)).length, 16);
  assert.match(
    ask(older, "get_item_details", { item_id: "12" }).entry.content,
    /^Error: Tool 'get_item_details' not found\.$/,
  );
});
