import type { Json } from "../../scoring/json.ts";
import { type Data, isDict, isList, readData } from "../../scoring/python/data.ts";
import { dumps } from "../../scoring/python/dumps.ts";

/** Members whose numbers must stay what they were written as: they become JSON texts. */
const AS_TEXT = new Set(["arguments", "agent_data", "user_data"]);

/**
 * Reads a domain's tasks from their file's text, so that each can travel as JSON: arguments become
 * texts, in which `2` and `2.0` stay apart.
 *
 * @param ids the tasks wanted, where not all of them
 * @throws {SyntaxError} if the text is no JSON list of tasks
 */
export function taskRecords(text: string, ids: readonly string[] | null = null): Json[] {
  const data = readData(text);
  const list = isDict(data) ? data.get("tasks") : data;
  if (!isList(list)) throw new SyntaxError("Cannot read tasks: wanted a JSON list of them");
  const wanted = ids === null ? null : new Set(ids);
  return list.filter((task) => {
    const id = isDict(task) ? task.get("id") : undefined;
    return wanted === null || (typeof id === "string" && wanted.has(id));
  }).map(travelling);
}

function travelling(data: Data): Json {
  if (isList(data)) return data.map(travelling);
  if (!isDict(data)) return typeof data === "bigint" ? Number(data) : data as Json;
  return Object.fromEntries(
    [...data].map((
      [key, held],
    ) => [key, AS_TEXT.has(key) && isDict(held) ? dumps(held) : travelling(held)]),
  );
}

/**
 * What a telecom task's id says the user's trouble is, to break numbers down by: `mms_issue`,
 * `mobile_data_issue` or `service_issue`; `null` for other domains.
 */
export function issueOf(id: string): string | null {
  return /^\[([a-z_]+)\]/.exec(id)?.[1] ?? null;
}
