import { user } from "../define.ts";
import type { Message } from "../../scoring/messages.ts";
import type { TaskRow } from "./tasks.ts";

const CARE = "Your reply must be valid and make sense chemically.";

/** The one message a record is asked in; its input goes in as it is, tags and all. */
export function prompt(row: TaskRow, input: string): readonly Message[] {
  const hint = `You are an expert in chemistry. ${row.ask}\n    ${row.input} ${row.reply} ${CARE}`;
  return user(`${hint}\nQuestion: ${input}\nAnswer: `);
}
