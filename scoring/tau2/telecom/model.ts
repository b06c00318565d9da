/**
 * The agent's database of the telecom domain. Upstream: tau2-bench@a2c0247
 * src/tau2/domains/telecom/data_model.py.
 *
 * @module
 */
import {
  absent,
  day,
  type Field,
  flag,
  float,
  listOf,
  loose,
  moment,
  oneOf,
  optional,
  text,
} from "../fields.ts";
import { type InstanceOf, type Members, model } from "../model.ts";

const strict = <M extends Members>(name: string, members: M) =>
  model(name, members, { extra: "forbid" });

const empty = <T>(field: Field<T>) => optional(listOf(field), () => [] as T[]);

const Plan = strict("Plan", {
  plan_id: text,
  name: text,
  data_limit_gb: float,
  price_per_month: float,
  data_refueling_price_per_gb: float,
});
export type Plan = InstanceOf<typeof Plan>;

const Device = strict("Device", {
  device_id: text,
  device_type: oneOf("phone", "router", "tablet", "watch", "other"),
  model: text,
  imei: absent(text),
  is_esim_capable: flag,
  activated: optional(flag, () => false),
  activation_date: absent(moment),
  last_esim_transfer_date: absent(moment),
});
export type Device = InstanceOf<typeof Device>;

const LineStatus = oneOf("Active", "Suspended", "Pending Activation", "Closed");

const Line = strict("Line", {
  line_id: text,
  phone_number: text,
  status: optional(LineStatus, () => "Pending Activation" as const),
  plan_id: text,
  device_id: absent(text),
  // Assigned later as an argument comes, integer or float.
  data_used_gb: optional(loose(float), () => 0),
  data_refueling_gb: optional(loose(float), () => 0),
  roaming_enabled: optional(flag, () => false),
  contract_end_date: absent(day),
  last_plan_change_date: absent(day),
  last_sim_replacement_date: absent(day),
  suspension_start_date: absent(day),
});
export type Line = InstanceOf<typeof Line>;

const LineItem = strict("LineItem", {
  description: text,
  amount: float,
  date: day,
  item_type: text,
});

const BillStatus = oneOf("Draft", "Issued", "Awaiting Payment", "Paid", "Overdue", "Disputed");

const Bill = strict("Bill", {
  bill_id: text,
  customer_id: text,
  period_start: day,
  period_end: day,
  issue_date: day,
  total_due: float,
  due_date: day,
  line_items: empty(LineItem),
  status: optional(BillStatus, () => "Draft" as const),
});
export type Bill = InstanceOf<typeof Bill>;

const Address = strict("Address", { street: text, city: text, state: text, zip_code: text });

const PaymentMethod = strict("PaymentMethod", {
  method_type: oneOf("Credit Card", "Debit Card", "PayPal"),
  account_number_last_4: text,
  expiration_date: text,
});

const Customer = strict("Customer", {
  customer_id: text,
  full_name: text,
  date_of_birth: text,
  email: text,
  phone_number: text,
  address: Address,
  account_status: optional(
    oneOf("Active", "Suspended", "Pending Verification", "Closed"),
    () => "Pending Verification" as const,
  ),
  payment_methods: empty(PaymentMethod),
  line_ids: empty(text),
  bill_ids: empty(text),
  // The default is a day, and stays one as it is not checked.
  created_at: optional(moment, () => "2025-01-01"),
  last_extension_date: absent(day),
  goodwill_credit_used_this_year: optional(float, () => 0),
});
export type Customer = InstanceOf<typeof Customer>;

/** The agent's database. */
export const TelecomDb = strict("TelecomDB", {
  plans: empty(Plan),
  customers: empty(Customer),
  lines: empty(Line),
  bills: empty(Bill),
  devices: empty(Device),
});
export type TelecomDb = InstanceOf<typeof TelecomDb>;
