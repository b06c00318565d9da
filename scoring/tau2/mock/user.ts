import { equals } from "../../python/arithmetic.ts";
import type { Data } from "../../python/data.ts";
import { pyStr } from "../../python/repr.ts";
import { absent, text } from "../fields.ts";
import { keyOf } from "../look_up.ts";
import { dataOf } from "../model.ts";
import { declare, kit, ToolError } from "../toolkit.ts";
import { MockUserDb, Notification } from "./model.ts";

const { tool, helper } = declare<MockUserDb>();

function findNotification(db: MockUserDb, id: Data) {
  const notification = db.notifications.get(keyOf(id) ?? "");
  if (notification === undefined) throw new ToolError(`Notification ${pyStr(id)} not found`);
  return notification;
}

const checkNotifications = tool(
  "check_notifications",
  "read",
  "List all notifications in your inbox.",
  {},
  (db) => [...db.notifications.values()],
);

const dismissNotification = tool(
  "dismiss_notification",
  "write",
  "Mark a notification as read.",
  { notification_id: text },
  (db, { notification_id }) => {
    findNotification(db, notification_id).status = "read";
    return `Notification ${pyStr(notification_id)} dismissed`;
  },
);

const addNotification = helper(
  "add_notification",
  { notification_id: text, message: text, task_id: absent(text) },
  (db, given) => {
    const notification = Notification.parse(dataOf({ ...given }), "Notification");
    db.notifications.set(notification.notification_id, notification);
    return notification;
  },
);

const assertNotificationStatus = helper(
  "assert_notification_status",
  { notification_id: text, expected_status: text },
  (db, { notification_id, expected_status }) =>
    equals(findNotification(db, notification_id).status, expected_status),
);

/** The user's side. */
export const mockUser = kit({
  className: "MockUserTools",
  model: MockUserDb,
  tools: [checkNotifications, dismissNotification],
  helpers: [addNotification, assertNotificationStatus],
  memory: () => null,
});
