import { equals } from "../../python/arithmetic.ts";
import type { Data } from "../../python/data.ts";
import { pyStr } from "../../python/repr.ts";
import { ToolError } from "../toolkit.ts";
import type { Bill, Customer, Device, Line, Plan, TelecomDb } from "./model.ts";

function find<T>(rows: readonly T[], what: string, key: (row: T) => Data, wanted: Data): T {
  const row = rows.find((row) => equals(key(row), wanted));
  if (row === undefined) throw new ToolError(`${what} ${pyStr(wanted)} not found`);
  return row;
}

/** @throws {ToolError} if there is none */
export function findCustomer(db: TelecomDb, id: Data): Customer {
  return find(db.customers, "Customer with ID", ({ customer_id }) => customer_id, id);
}

/** @throws {ToolError} if there is none */
export function findLine(db: TelecomDb, id: Data): Line {
  return find(db.lines, "Line with ID", ({ line_id }) => line_id, id);
}

/** @throws {ToolError} if there is none */
export function findLineByPhone(db: TelecomDb, number: Data): Line {
  return find(db.lines, "Line with phone number", ({ phone_number }) => phone_number, number);
}

/** @throws {ToolError} if there is none */
export function findPlan(db: TelecomDb, id: Data): Plan {
  return find(db.plans, "Plan with ID", ({ plan_id }) => plan_id, id);
}

/** @throws {ToolError} if there is none */
export function findDevice(db: TelecomDb, id: Data): Device {
  return find(db.devices, "Device with ID", ({ device_id }) => device_id, id);
}

/** @throws {ToolError} if there is none */
export function findBill(db: TelecomDb, id: Data): Bill {
  return find(db.bills, "Bill with ID", ({ bill_id }) => bill_id, id);
}

/** The owner of a number: a customer's own, or of one of the customer's lines. */
export function findCustomerByPhone(db: TelecomDb, number: Data): Customer {
  for (const customer of db.customers) {
    if (equals(customer.phone_number, number)) return customer;
    for (const id of customer.line_ids) {
      if (equals(findLine(db, id).phone_number, number)) return customer;
    }
  }
  throw new ToolError(`Customer with phone number ${pyStr(number)} not found`);
}

/** A line of a customer. @throws {ToolError} if there is none, or it belongs to another */
export function findOwnLine(db: TelecomDb, customerId: Data, lineId: Data): Line {
  const customer = findCustomer(db, customerId);
  if (!customer.line_ids.some((id) => equals(id, lineId))) {
    throw new ToolError(`Line ${pyStr(lineId)} not found for customer ${pyStr(customerId)}`);
  }
  return findLine(db, lineId);
}

/** All bills of a customer, in the customer's order. @throws {ToolError} if one does not exist */
export function billsOf(db: TelecomDb, customer: Customer): Bill[] {
  return customer.bill_ids.map((id) => findBill(db, id));
}

/** The bills that a customer has been asked to pay. */
export function awaitingPayment(db: TelecomDb, customer: Customer): Bill[] {
  return billsOf(db, customer).filter(({ status }) => status === "Awaiting Payment");
}
