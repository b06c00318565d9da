import assert from "node:assert/strict";
import { toData } from "../../python/data.ts";
import { loadDomain, type Requestor } from "../domain.ts";
import { Environment } from "../environment.ts";
import { readArguments } from "../trajectory.ts";
import { telecom } from "./mod.ts";

const plan = {
  plan_id: "P1",
  name: "Small",
  data_limit_gb: 2,
  price_per_month: 20,
  data_refueling_price_per_gb: 2.5,
};
const bill = (bill_id: string, issue_date: string) => ({
  bill_id,
  customer_id: "C1",
  period_start: issue_date,
  period_end: issue_date,
  issue_date,
  total_due: 20,
  due_date: issue_date,
  status: "Issued",
});

/** Self-written: one customer with one line and two bills. */
const data = loadDomain(
  telecom,
  toData({
    plans: [plan],
    customers: [{
      customer_id: "C1",
      full_name: "Ana Ito",
      date_of_birth: "1990-01-01",
      email: "ana@example.com",
      phone_number: "1",
      address: { street: "1 A", city: "B", state: "C", zip_code: "1" },
      line_ids: ["L1"],
      bill_ids: ["B1", "B2"],
    }],
    lines: [{ line_id: "L1", phone_number: "2", status: "Active", plan_id: "P1", data_used_gb: 2 }],
    bills: [bill("B1", "2025-01-01"), bill("B2", "2025-02-01")],
    devices: [],
  }),
);

interface Call {
  readonly as?: Requestor;
  readonly name: string;
  readonly given?: Record<string, unknown> | string;
}

function world(...actions: readonly Call[]): { env: Environment; ask: (call: Call) => string } {
  const env = new Environment(data);
  const set = {
    as: "user",
    name: "set_user_info",
    given: { name: "Ana", phone_number: "2" },
  } as const;
  for (const { as = "user", name, given = {} } of [set, ...actions]) {
    env.callForTask({ envType: as, name, arguments: readArguments(given) });
  }
  const ask = ({ as = "user", name, given = {} }: Call) =>
    env.answer({ id: "1", name, requestor: as, arguments: readArguments(given) }).entry.content;
  return { env, ask };
}

const own = { customer_id: "C1", line_id: "L1" };

Deno.test("telecom carries the line's state to the phone, which notices when it searches", () => {
  const { ask } = world();
  assert.match(ask({ name: "run_speed_test" }), /^Speed test failed: No Connection\.$/);
  const refuel = {
    as: "assistant",
    name: "refuel_data",
    given: `{"customer_id":"C1","line_id":"L1","gb_amount":1}`,
  } as const;
  assert.match(ask(refuel), /added 1 GB .* for \$2\.50", "new_data_refueling_gb": "1\.0"/);
  assert.match(ask({ name: "run_speed_test" }), /220\.00 Mbps \(Excellent\)/);
  ask({ as: "assistant", name: "suspend_line", given: { ...own, reason: "r" } });
  assert.match(ask({ name: "check_network_status" }), /Cellular Connection: connected/);
  assert.match(ask({ name: "reboot_device" }), /No Signal/);
});

Deno.test("telecom carries a payment request to the user and the payment back", () => {
  const { ask } = world();
  assert.equal(ask({ name: "make_payment" }), "You do not have a payment request.");
  ask({
    as: "assistant",
    name: "send_payment_request",
    given: { customer_id: "C1", bill_id: "B2" },
  });
  assert.equal(
    ask({ name: "check_payment_request" }),
    "You have a payment request for bill B2 of 20.0 USD.",
  );
  ask({ name: "make_payment" });
  assert.match(
    ask({ as: "assistant", name: "get_details_by_id", given: { id: "B2" } }),
    /"status": "Paid"/,
  );
  assert.match(ask({ name: "check_payment_request" }), /^No payment request/);
});

Deno.test("telecom's number of a wrong scenario fails at the next synchronisation", () => {
  const env = new Environment(data);
  assert.throws(
    () =>
      env.callForTask({
        envType: "user",
        name: "set_user_info",
        arguments: readArguments({ name: "N", phone_number: "9" }),
      }),
    /Line with phone number 9 not found/,
  );
});

Deno.test("telecom resets broken APN settings at the next reboot", () => {
  const { ask } = world({ name: "break_apn_settings" });
  assert.match(ask({ name: "check_apn_settings" }), /^Current APN Name: broken/);
  ask({ name: "reset_apn_settings" });
  assert.match(ask({ name: "check_apn_settings" }), /^Current APN Name: broken/);
  assert.match(ask({ name: "reboot_device" }), /^Resetting APN settings\.\.\.\nRestarting/);
  assert.match(ask({ name: "check_apn_settings" }), /^Current APN Name: internet/);
});

Deno.test("telecom's broken VPN stays broken in its own world only", () => {
  const broken = world({ name: "break_vpn" });
  broken.ask({ name: "disconnect_vpn" });
  broken.ask({ name: "connect_vpn" });
  assert.match(broken.ask({ name: "check_vpn_status" }), /<PerformanceLevel\.POOR: 'poor'>/);
  const other = world();
  other.ask({ name: "connect_vpn" });
  assert.match(
    other.ask({ name: "check_vpn_status" }),
    /<PerformanceLevel\.EXCELLENT: 'excellent'>/,
  );
});

Deno.test("telecom takes settings that are none, and fails from then on", () => {
  const { env, ask } = world();
  const before = env.hashes().userDb;
  assert.match(ask({ name: "set_apn_settings", given: { apn_settings: "internet" } }), /^Error/);
  assert.match(ask({ name: "check_apn_settings" }), /^Error/);
  assert.notEqual(env.hashes().userDb, before);
  assert.match(
    ask({ name: "set_network_mode_preference", given: { mode: "5g" } }),
    /^Failed to set network mode: '5g' is not a valid option/,
  );
});

Deno.test("telecom lists the newest bills first and cuts them as Python slices", () => {
  const { ask } = world();
  const ids = (limit: string) =>
    [
      ...ask({
        as: "assistant",
        name: "get_bills_for_customer",
        given: `{"customer_id":"C1","limit":${limit}}`,
      }).matchAll(/"bill_id": "(\w+)"/g),
    ].map(([, id]) => id);
  assert.deepEqual(ids("12"), ["B2", "B1"]);
  assert.deepEqual(ids("1"), ["B2"]);
  assert.deepEqual(ids("-1"), ["B2"]);
  assert.deepEqual(ids("null"), ["B2", "B1"]);
  assert.deepEqual(ids("1.0"), [], "an error of the interpreter");
});
