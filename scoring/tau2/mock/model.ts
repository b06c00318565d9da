/**
 * The databases of the mock domain. Upstream: tau2-bench@a2c0247 src/tau2/domains/mock/data_model.py
 * and user_data_model.py.
 *
 * @module
 */
import { absent, listOf, loose, oneOf, optional, text } from "../fields.ts";
import { type InstanceOf, model, tableOf } from "../model.ts";
import { Table } from "../table.ts";

export const TaskStatus = oneOf("pending", "completed");

export const Task = model("Task", {
  task_id: text,
  title: text,
  description: absent(text),
  // Assigned later without a check.
  status: loose(TaskStatus),
});
type Task = InstanceOf<typeof Task>;

const User = model("User", { user_id: text, name: text, tasks: listOf(text) });

/** The agent's database: users and their tasks. */
export const MockDb = model("MockDB", {
  tasks: tableOf(Task),
  users: tableOf(User),
}, { extra: "forbid" });
export type MockDb = InstanceOf<typeof MockDb>;

export const Notification = model("Notification", {
  notification_id: text,
  message: text,
  status: optional(oneOf("unread", "read"), () => "unread" as const, "unread"),
  task_id: absent(text),
}, { extra: "forbid" });
type Notification = InstanceOf<typeof Notification>;

/** The user's database: an inbox. */
export const MockUserDb = model("MockUserDB", {
  notifications: optional(tableOf(Notification), () => new Table<Notification>(new Map()), {}),
}, { extra: "forbid" });
export type MockUserDb = InstanceOf<typeof MockUserDb>;
