import { equals } from "../../python/arithmetic.ts";
import type { Data } from "../../python/data.ts";
import { pyStr } from "../../python/repr.ts";
import { integer, nullable, optional, text } from "../fields.ts";
import { keyOf } from "../look_up.ts";
import { dataOf } from "../model.ts";
import { transferToHumanAgents } from "../shared_tools.ts";
import { declare, kit, ToolError } from "../toolkit.ts";
import { MockDb, Task, TaskStatus } from "./model.ts";

const words = declare<MockDb>();
const { tool, helper } = words;

function findUser(db: MockDb, id: Data) {
  const user = db.users.get(keyOf(id) ?? "");
  if (user === undefined) throw new ToolError(`User ${pyStr(id)} not found`);
  return user;
}

function findTask(db: MockDb, id: Data) {
  const task = db.tasks.get(keyOf(id) ?? "");
  if (task === undefined) throw new ToolError(`Task ${pyStr(id)} not found`);
  return task;
}

const createTask = tool(
  "create_task",
  "write",
  "Create a task for a user.",
  {
    user_id: text,
    title: text,
    // The type is a text by its name only: left out, it is null.
    description: {
      ...optional(nullable(text), () => null),
      schema: { default: null, type: "string" },
    },
  },
  (db, { user_id, title, description }) => {
    const user = findUser(db, user_id);
    const task_id = `task_${db.tasks.size + 1}`;
    const task = Task.parse(dataOf({ task_id, title, description, status: "pending" }), "Task");
    db.tasks.set(task_id, task);
    user.tasks.push(task_id);
    return task;
  },
);

const getUsers = tool(
  "get_users",
  "read",
  "List all users.",
  {},
  (db) => [...db.users.values()],
);

const updateTaskStatus = tool(
  "update_task_status",
  "write",
  "Set the status of a task.",
  { task_id: text, status: TaskStatus },
  (db, { task_id, status }) => {
    const task = findTask(db, task_id);
    task.status = status;
    return task;
  },
);

const assertNumberOfTasks = helper(
  "assert_number_of_tasks",
  { user_id: text, expected_number: integer },
  (db, { user_id, expected_number }) =>
    equals(BigInt(findUser(db, user_id).tasks.length), expected_number),
);

const assertTaskStatus = helper(
  "assert_task_status",
  { task_id: text, expected_status: TaskStatus },
  (db, { task_id, expected_status }) => equals(findTask(db, task_id).status, expected_status),
);

/** The agent's side. */
export const mockAgent = kit({
  className: "MockTools",
  model: MockDb,
  tools: [createTask, getUsers, updateTaskStatus, transferToHumanAgents(words)],
  helpers: [assertNumberOfTasks, assertTaskStatus],
  memory: () => null,
});
