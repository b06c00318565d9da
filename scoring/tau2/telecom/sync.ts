import { add, atMost } from "../../python/arithmetic.ts";
import type { World } from "../domain.ts";
import { PythonError } from "../../python/error.ts";
import {
  awaitingPayment,
  findBill,
  findCustomerByPhone,
  findLineByPhone,
  findPlan,
} from "./find.ts";
import { TelecomDb } from "./model.ts";
import { TelecomUserDb } from "./phone_model.ts";

/**
 * Carries over what the agent's database says about the user's line, and payments the other way.
 * The phone itself notices at its next search for a network.
 *
 * @throws {PythonError} if the user's number belongs to no line, or a bill does not exist
 */
export function syncTelecom({ agent, user }: World): void {
  if (user === null) return;
  for (const { kit, modelName } of [agent, user]) {
    if (modelName !== kit.model.name) {
      throw new PythonError("AttributeError", `'${modelName}' object is not a '${kit.model.name}'`);
    }
  }
  const db = agent.db as TelecomDb;
  const { surroundings } = user.db as TelecomUserDb;
  const number = surroundings.phone_number;
  if (number === null) return;
  const line = findLineByPhone(db, number);
  surroundings.line_active = line.status === "Active";
  surroundings.roaming_allowed = line.roaming_enabled;
  const limit = add(findPlan(db, line.plan_id).data_limit_gb, line.data_refueling_gb);
  surroundings.mobile_data_usage_exceeded = atMost(limit, line.data_used_gb);
  const request = surroundings.payment_request;
  if (request?.paid === true) {
    findBill(db, request.bill_id).status = "Paid";
    surroundings.payment_request = null;
  }
  if (surroundings.payment_request !== null) return;
  const [bill] = awaitingPayment(db, findCustomerByPhone(db, number));
  if (bill === undefined) return;
  surroundings.payment_request = {
    bill_id: bill.bill_id,
    amount_due: bill.total_due,
    paid: false,
  };
}
