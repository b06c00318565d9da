import type { Json } from "../../scoring/json.ts";
import { canonicalJson, sha256Hex } from "../../results/store/request_key.ts";
import type { ResolvedTask } from "../tasks.ts";

/** Names how a verdict was made: the scorer, its version and the options it ran under. */
export function scoringId({ task, options }: Pick<ResolvedTask, "task" | "options">): string {
  const digest = sha256Hex(canonicalJson(options as Json)).slice(0, 8);
  return `${task.scorer.id}@${task.scorer.version}+${digest}`;
}
