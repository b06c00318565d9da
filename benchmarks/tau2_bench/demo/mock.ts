import type { DomainDemo } from "../demo.ts";
import { type DemoCall, demoTask } from "./task.ts";

const CHORES = [
  "Wash the curtains",
  "Sweep the attic",
  "Oil the gate",
  "Sort the tools",
  "Paint the shed",
  "Rake the lawn",
  "Fill the feeder",
];

/** Two people and their to-do lists. */
export const mockDemo: DomainDemo = {
  db: JSON.stringify({
    tasks: {
      task_1: { task_id: "task_1", title: "Water the plants", status: "pending" },
      task_2: { task_id: "task_2", title: "Mend the fence", status: "pending" },
    },
    users: {
      mira: { user_id: "mira", name: "Mira Sand", tasks: ["task_1"] },
      otto: { user_id: "otto", name: "Otto Falk", tasks: ["task_2"] },
    },
  }),
  userDb: JSON.stringify({
    notifications: {
      n1: { notification_id: "n1", message: "The fence is due", task_id: "task_2" },
    },
  }),
  policy: "Create and complete tasks for people who ask for their own. Delete nothing.",
  tasks: [
    demoTask({
      id: "create-a-task",
      domain: "mock",
      reason: "You want a new task called Feed the cat.",
      known: "Your user id is mira.",
      calls: [["create_task", { user_id: "mira", title: "Feed the cat" }]],
    }),
    demoTask({
      id: "spring-cleaning",
      domain: "mock",
      reason: `You want task_2 completed, then a task for each of ${CHORES.join(", ")}, one by ` +
        `one, and each completed at once.`,
      known: "Your user id is otto.",
      calls: [
        ["update_task_status", { task_id: "task_2", status: "completed" }],
        ...CHORES.flatMap((title, index): DemoCall[] => [
          ["create_task", { user_id: "otto", title }],
          ["update_task_status", { task_id: `task_${index + 3}`, status: "completed" }],
        ]),
      ],
      tell: ["task_9"],
    }),
  ],
};
