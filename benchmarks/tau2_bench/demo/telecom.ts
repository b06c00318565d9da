import type { DomainDemo } from "../demo.ts";
import { demoTask } from "./task.ts";

const setUp = (
  ...actions: readonly { readonly func_name: string; readonly arguments: string }[]
) => ({
  initialization_actions: [
    {
      env_type: "user" as const,
      func_name: "set_user_info",
      arguments: '{"name": "Ines Roth", "phone_number": "555-0101"}',
    },
    ...actions.map((action) => ({ env_type: "user" as const, ...action })),
  ],
});

/** One customer with one line and a phone. */
export const telecomDemo: DomainDemo = {
  db: `
[[plans]]
plan_id = "P1"
name = "Small"
data_limit_gb = 5.0
price_per_month = 20.0
data_refueling_price_per_gb = 2.0

[[customers]]
customer_id = "C1"
full_name = "Ines Roth"
date_of_birth = "1979-06-01"
email = "ines@example.com"
phone_number = "555-0101"
line_ids = ["L1"]
bill_ids = []

[customers.address]
street = "9 Elm Road"
city = "Austin"
state = "TX"
zip_code = "73301"

[[lines]]
line_id = "L1"
phone_number = "555-0101"
status = "Active"
plan_id = "P1"
data_used_gb = 6.0
roaming_enabled = false
`,
  policy: "Help customers whose phone has no service or no data. Refuel data at the plan's price.",
  tasks: [
    demoTask({
      id: "[service_issue]airplane_mode_on[PERSONA:None]",
      domain: "telecom",
      reason: "Your phone has no service.",
      known: "You are Ines Roth, your number is 555-0101.",
      initial_state: setUp({ func_name: "turn_airplane_mode_on", arguments: "{}" }),
      calls: [
        ["get_customer_by_phone", { phone_number: "555-0101" }],
        ["toggle_airplane_mode", {}, "user"],
      ],
      env_assertions: [{
        env_type: "user",
        func_name: "assert_service_status",
        arguments: '{"expected_status": "connected"}',
      }],
      reward_basis: ["ENV_ASSERTION"],
    }),
    demoTask({
      id: "[mobile_data_issue]data_usage_exceeded[PERSONA:None]",
      domain: "telecom",
      reason: "Your mobile data does not work any more. You pay for 2 GB if need be.",
      known: "You are Ines Roth, your number is 555-0101.",
      initial_state: setUp({ func_name: "turn_data_off", arguments: "{}" }),
      calls: [
        ["refuel_data", { customer_id: "C1", line_id: "L1", gb_amount: 2 }],
        ["toggle_data", {}, "user"],
        ["run_speed_test", {}, "user"],
      ],
      env_assertions: [{
        env_type: "user",
        func_name: "assert_mobile_data_status",
        arguments: '{"expected_status": true}',
      }],
      reward_basis: ["ENV_ASSERTION", "ACTION"],
    }),
  ],
};
