import type { Data } from "../../python/data.ts";
import type { Period } from "./calendar.ts";
import { NEXT_MONTH, TODAY } from "./calendar.ts";
import { text } from "../fields.ts";
import { billsOf, findCustomer } from "./find.ts";
import type { Bill, Customer, TelecomDb } from "./model.ts";

/**
 * Id of a new draft bill. Upstream draws eight random hex digits, so that two worlds with such a bill
 * never are the same; ours are, and no task's reward compares databases where one can arise.
 */
const NEW_DRAFT_ID = "B00000000";

/** Adds a bill of nothing to a customer's. @throws {PythonError} if the id is no text */
export function newBill(
  db: TelecomDb,
  customer: Customer,
  id: Data,
  period: Period,
  status: Bill["status"],
): Bill {
  const bill: Bill = {
    bill_id: text.parse(id, "Bill.bill_id"),
    customer_id: customer.customer_id,
    period_start: period.start,
    period_end: period.end,
    issue_date: period.start,
    total_due: 0,
    due_date: period.due,
    line_items: [],
    status,
  };
  db.bills.push(bill);
  customer.bill_ids.push(bill.bill_id);
  return bill;
}

/** Puts an amount on a bill. */
export function charge(bill: Bill, amount: number, description: string): void {
  const item_type = amount < 0 ? "Credit" : "Charge";
  bill.line_items.push({ description, amount, date: TODAY, item_type });
  bill.total_due += amount;
}

/** Puts an amount on a customer's first draft bill, or on a new one for the next month. */
export function chargeOnce(
  db: TelecomDb,
  customerId: Data,
  amount: number,
  description: string,
): void {
  const customer = findCustomer(db, customerId);
  const draft = billsOf(db, customer).find(({ status }) => status === "Draft");
  charge(draft ?? newBill(db, customer, NEW_DRAFT_ID, NEXT_MONTH, "Draft"), amount, description);
}
