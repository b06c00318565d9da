import type { Json } from "../../scoring/json.ts";
import { Environment, type EnvironmentOptions } from "../../scoring/tau2/environment.ts";
import type { DomainData } from "../../scoring/tau2/domain.ts";
import { readTask, TaskRecord } from "../../scoring/tau2/task.ts";
import { type Entry, recordOf, type Spoken } from "../../scoring/tau2/trajectory.ts";

/**
 * A transcript that gets the full reward, as far as no judge decides: the reference solution called
 * step by step by those it names, what is to be communicated said at the end.
 *
 * @returns the transcript as JSON, as a conversation hands it to its scorer; `null` for a task that
 * asserts something about the world and names no solution
 */
export function referenceTranscript(
  data: DomainData,
  record: Json,
  options: EnvironmentOptions = {},
): string | null {
  const task = readTask(TaskRecord.parse(record));
  const { criteria } = task;
  if (criteria?.actions === null && criteria.envAssertions !== null) return null;
  const environment = new Environment(data, options);
  environment.setState(task.initial, task.initial.history);
  const entries: Entry[] = [...task.initial.history];
  let errors = 0;
  for (const [index, action] of (criteria?.actions ?? []).entries()) {
    const { name, requestor, arguments: given } = action;
    const call = { id: `call_${index}`, name, requestor, arguments: given };
    const { entry } = environment.answer(call);
    if (entry.error) errors++;
    entries.push({ role: requestor, content: null, toolCalls: [call] }, entry);
  }
  const told = criteria?.communicateInfo ?? [];
  entries.push(said("assistant", ["Done.", ...told].join(" ")), said("user", "###STOP###"));
  return JSON.stringify({
    termination_reason: "user_stop",
    steps: entries.length,
    errors,
    messages: recordOf(entries),
  });
}

function said(role: Spoken["role"], content: string): Spoken {
  return { role, content, toolCalls: null };
}
