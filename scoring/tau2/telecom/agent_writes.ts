import { add, atMost, equals, multiply, toFloat } from "../../python/arithmetic.ts";
import { pyFixed } from "../../python/fixed.ts";
import { pyStr } from "../../python/repr.ts";
import { float, text } from "../fields.ts";
import { declare, ToolError } from "../toolkit.ts";
import { chargeOnce } from "./billing.ts";
import { TODAY } from "./calendar.ts";
import { awaitingPayment, findBill, findCustomer, findOwnLine, findPlan } from "./find.ts";
import type { TelecomDb } from "./model.ts";

const { tool } = declare<TelecomDb>();

export const suspendLine = tool(
  "suspend_line",
  "write",
  "Suspend an active line, for at most six months.",
  { customer_id: text, line_id: text, reason: text },
  (db, { customer_id, line_id }) => {
    const line = findOwnLine(db, customer_id, line_id);
    if (line.status !== "Active") throw new ToolError("Line must be active to suspend");
    line.status = "Suspended";
    line.suspension_start_date = TODAY;
    const message = "Line suspended successfully. $5/month holding fee will apply.";
    return new Map<string, unknown>([["message", message], ["line", line]]);
  },
);

export const resumeLine = tool(
  "resume_line",
  "write",
  "Resume a line that is suspended or waits for activation.",
  { customer_id: text, line_id: text },
  (db, { customer_id, line_id }) => {
    const line = findOwnLine(db, customer_id, line_id);
    if (line.status !== "Suspended" && line.status !== "Pending Activation") {
      throw new ToolError("Line must be suspended to resume");
    }
    line.status = "Active";
    line.suspension_start_date = null;
    return new Map<string, unknown>([["message", "Line resumed successfully"], ["line", line]]);
  },
);

export const sendPaymentRequest = tool(
  "send_payment_request",
  "write",
  "Ask a customer to pay a bill, one at a time. Whether the bill is paid already is not checked.",
  { customer_id: text, bill_id: text },
  (db, { customer_id, bill_id }) => {
    const customer = findCustomer(db, customer_id);
    if (awaitingPayment(db, customer).length > 0) {
      throw new ToolError("A bill is already awaiting payment for this customer");
    }
    if (!customer.bill_ids.some((id) => equals(id, bill_id))) {
      throw new ToolError(`Bill ${pyStr(bill_id)} not found for customer ${pyStr(customer_id)}`);
    }
    const bill = findBill(db, bill_id);
    bill.status = "Awaiting Payment";
    return `Payment request sent to the customer for bill ${bill.bill_id}`;
  },
);

export const enableRoaming = tool(
  "enable_roaming",
  "write",
  "Allow a line to roam abroad.",
  { customer_id: text, line_id: text },
  (db, { customer_id, line_id }) => {
    const line = findOwnLine(db, customer_id, line_id);
    if (line.roaming_enabled) return "Roaming was already enabled";
    line.roaming_enabled = true;
    return "Roaming enabled successfully";
  },
);

export const disableRoaming = tool(
  "disable_roaming",
  "write",
  "Forbid a line to roam abroad.",
  { customer_id: text, line_id: text },
  (db, { customer_id, line_id }) => {
    const line = findOwnLine(db, customer_id, line_id);
    if (!line.roaming_enabled) return "Roaming was already disabled";
    line.roaming_enabled = false;
    return "Roaming disabled successfully";
  },
);

export const refuelData = tool(
  "refuel_data",
  "write",
  "Add gigabytes to a line's data and charge them at the plan's rate.",
  { customer_id: text, line_id: text, gb_amount: float },
  (db, { customer_id, line_id, gb_amount }) => {
    const line = findOwnLine(db, customer_id, line_id);
    if (atMost(gb_amount, 0n)) throw new ToolError("Refuel amount must be positive");
    const rate = findPlan(db, line.plan_id).data_refueling_price_per_gb;
    const price = toFloat(multiply(gb_amount, rate));
    line.data_refueling_gb = add(line.data_refueling_gb, gb_amount);
    const gigabytes = pyStr(gb_amount);
    const description = `Data refueling: ${gigabytes} GB at $${pyStr(rate)}/GB`;
    chargeOnce(db, customer_id, price, description);
    const message = `Successfully added ${gigabytes} GB of data for line ${pyStr(line_id)} for $${
      pyFixed(price, 2)
    }`;
    return new Map<string, unknown>([
      ["message", message],
      ["new_data_refueling_gb", line.data_refueling_gb],
      ["charge", price],
    ]);
  },
);
