import type { KeptPlan } from "./store/types.ts";

/** What marks a kept plan whose data may not be shown to others. */
export const PRIVATE = { private: true } as const;

/** True where questions, replies and answers of a task must stay in the store. */
export function isPrivate({ data }: Pick<KeptPlan, "data">): boolean {
  return typeof data === "object" && data !== null && "private" in data && data.private === true;
}
