import { equals, subtract } from "../../python/arithmetic.ts";
import { pyStr } from "../../python/repr.ts";
import { flag, float, text } from "../fields.ts";
import { truthy } from "../look_up.ts";
import { declare, ToolError } from "../toolkit.ts";
import { charge, newBill } from "./billing.ts";
import { LAST_MONTH, TODAY } from "./calendar.ts";
import { billsOf, findBill, findCustomer, findLine, findOwnLine, findPlan } from "./find.ts";
import type { TelecomDb } from "./model.ts";

const { helper } = declare<TelecomDb>();

const setDataUsage = helper(
  "set_data_usage",
  { customer_id: text, line_id: text, data_used_gb: float },
  (db, { customer_id, line_id, data_used_gb }) => {
    findOwnLine(db, customer_id, line_id).data_used_gb = data_used_gb;
    return `Data usage set to ${pyStr(data_used_gb)} GB for line ${pyStr(line_id)}`;
  },
);

const suspendLineForOverdueBill = helper(
  "suspend_line_for_overdue_bill",
  { customer_id: text, line_id: text, new_bill_id: text, contract_ended: flag },
  (db, { customer_id, line_id, new_bill_id, contract_ended }) => {
    const line = findLine(db, line_id);
    if (line.status !== "Active") {
      throw new ToolError("Line must be active to suspend for unpaid bill");
    }
    const amount = findPlan(db, line.plan_id).price_per_month;
    if (amount <= 0) throw new ToolError("Amount must be positive for overdue bill");
    const customer = findCustomer(db, customer_id);
    if (billsOf(db, customer).some(({ status }) => status === "Overdue")) {
      throw new ToolError("Customer already has an overdue bill");
    }
    const bill = newBill(db, customer, new_bill_id, LAST_MONTH, "Overdue");
    charge(bill, amount, `Charge for line ${line.line_id}`);
    line.status = "Suspended";
    line.suspension_start_date = TODAY;
    if (truthy(contract_ended)) line.contract_end_date = LAST_MONTH.end;
    return `Line ${pyStr(line_id)} suspended for unpaid bill ${
      pyStr(new_bill_id)
    }. Contract ended: ${pyStr(contract_ended)}`;
  },
);

const assertDataRefuelingAmount = helper(
  "assert_data_refueling_amount",
  { customer_id: text, line_id: text, expected_amount: float },
  (db, { customer_id, line_id, expected_amount }) => {
    const { data_refueling_gb } = findOwnLine(db, customer_id, line_id);
    return Math.abs(Number(subtract(data_refueling_gb, expected_amount))) < 1e-6;
  },
);

const assertLineStatus = helper(
  "assert_line_status",
  { customer_id: text, line_id: text, expected_status: text },
  (db, { customer_id, line_id, expected_status }) =>
    equals(findOwnLine(db, customer_id, line_id).status, expected_status),
);

const assertOverdueBillExists = helper(
  "assert_overdue_bill_exists",
  { customer_id: text, overdue_bill_id: text },
  (db, { customer_id, overdue_bill_id: id }) => {
    const customer = findCustomer(db, customer_id);
    if (!customer.bill_ids.some((own) => equals(own, id))) {
      throw new ToolError(`Overdue bill ${pyStr(id)} not found`);
    }
    if (findBill(db, id).status !== "Overdue") {
      throw new ToolError(`Overdue bill ${pyStr(id)} is not overdue`);
    }
    return true;
  },
);

/** True for a bill that is paid, and for one that does not exist. */
const assertNoOverdueBill = helper(
  "assert_no_overdue_bill",
  { overdue_bill_id: text },
  (db, { overdue_bill_id }) => {
    const bill = db.bills.find(({ bill_id }) => equals(bill_id, overdue_bill_id));
    return bill === undefined || bill.status === "Paid";
  },
);

/** Functions that only tasks call. */
export const agentHelpers = [
  setDataUsage,
  suspendLineForOverdueBill,
  assertDataRefuelingAmount,
  assertLineStatus,
  assertOverdueBillExists,
  assertNoOverdueBill,
];
