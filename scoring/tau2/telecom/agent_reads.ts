import { equals, numberOf } from "../../python/arithmetic.ts";
import { byCodePoint } from "../../python/code_points.ts";
import type { Data } from "../../python/data.ts";
import { PythonError } from "../../python/error.ts";
import { pyStr } from "../../python/repr.ts";
import { integer, optional, text } from "../fields.ts";
import { textOf } from "../look_up.ts";
import { declare, ToolError } from "../toolkit.ts";
import { CYCLE_END } from "./calendar.ts";
import {
  billsOf,
  findBill,
  findCustomer,
  findCustomerByPhone,
  findDevice,
  findLine,
  findOwnLine,
  findPlan,
} from "./find.ts";
import type { TelecomDb } from "./model.ts";

const { tool } = declare<TelecomDb>();

export const getCustomerByPhone = tool(
  "get_customer_by_phone",
  "read",
  "Find a customer by the primary contact number or the number of a line.",
  { phone_number: text },
  (db, { phone_number }) => findCustomerByPhone(db, phone_number),
);

export const getCustomerById = tool(
  "get_customer_by_id",
  "read",
  "Show a customer by id.",
  { customer_id: text },
  (db, { customer_id }) => findCustomer(db, customer_id),
);

export const getCustomerByName = tool(
  "get_customer_by_name",
  "read",
  "Find customers by full name and date of birth (YYYY-MM-DD).",
  { full_name: text, dob: text },
  (db, { full_name, dob }) =>
    db.customers.filter((customer) =>
      customer.full_name.toLowerCase() === textOf(full_name, "lower").toLowerCase() &&
      equals(customer.date_of_birth, dob)
    ),
);

/** Who looks up an id, by its first letter. */
const BY_LETTER: readonly (readonly [string, (db: TelecomDb, id: Data) => object])[] = [
  ["L", findLine],
  ["D", findDevice],
  ["B", findBill],
  ["C", findCustomer],
  ["P", findPlan],
];

export const getDetailsById = tool(
  "get_details_by_id",
  "read",
  "Show the customer, line, device, bill or plan with an id.",
  { id: text },
  (db, { id }) => {
    const letter = textOf(id, "startswith").charAt(0);
    const found = BY_LETTER.find(([first]) => first === letter);
    if (found === undefined) throw new ToolError(`Unknown ID format or type: ${pyStr(id)}`);
    return found[1](db, id);
  },
);

export const getBillsForCustomer = tool(
  "get_bills_for_customer",
  "read",
  "List a customer's bills, the newest first.",
  { customer_id: text, limit: optional(integer, () => 12n, 12) },
  (db, { customer_id, limit }) => {
    const bills = billsOf(db, findCustomer(db, customer_id));
    bills.sort((a, b) => byCodePoint(b.issue_date, a.issue_date));
    if (limit === null) return bills;
    const end = numberOf(limit);
    if (typeof end !== "bigint") {
      throw new PythonError("TypeError", "slice indices must be integers or None");
    }
    return bills.slice(0, Number(end));
  },
);

export const getDataUsage = tool(
  "get_data_usage",
  "read",
  "Show how much data a line has used in this billing cycle, its limit and what was refuelled.",
  { customer_id: text, line_id: text },
  (db, { customer_id, line_id }) => {
    const line = findOwnLine(db, customer_id, line_id);
    const plan = findPlan(db, line.plan_id);
    return new Map<string, Data>([
      ["line_id", line_id],
      ["data_used_gb", line.data_used_gb],
      ["data_limit_gb", plan.data_limit_gb],
      ["data_refueling_gb", line.data_refueling_gb],
      ["cycle_end_date", CYCLE_END],
    ]);
  },
);
