import type { Run } from "../runners/run_types.ts";
import type { RunSummary } from "../results/types.ts";
import type { Io } from "./io.ts";
import { number } from "./progress.ts";
import { progressDisplay } from "./progress_display.ts";

/** What the display of a run needs to know. */
export interface FollowOptions {
  readonly runId: string;
  readonly currency: string | null;
  /** Command that goes on with the run. */
  readonly resume: string;
}

/**
 * Shows a run on standard error until it ends.
 *
 * @returns the summary; an interrupted run's has that status
 * @throws what stopped the run, after saying how to go on with it
 */
export async function follow(run: Run, options: FollowOptions, io: Io): Promise<RunSummary> {
  using display = progressDisplay(io, options.currency);
  const onInterrupt = () =>
    display.say("Interrupted: what has come in is being kept; a second Ctrl-C leaves at once");
  io.signal.addEventListener("abort", onInterrupt, { once: true });
  let started = false;
  try {
    for await (const event of run) {
      if (event.type === "started") {
        started = true;
        display.say(`Run "${event.runId}" in ${event.folder}: ${number(event.planned)} asks`);
      } else if (event.type === "note") display.say(event.text);
      else if (event.type === "progress") display.show(event.progress);
    }
    const summary = await run.result;
    const left = howToGoOn(summary, options.resume);
    if (left !== null) display.say(left);
    return summary;
  } catch (error) {
    if (started) display.say(`What is finished is kept; go on with: ${options.resume}`);
    throw error;
  } finally {
    io.signal.removeEventListener("abort", onInterrupt);
  }
}

/** What is unscored, why, and what finishes it; `null` where nothing is. */
function howToGoOn({ cells }: RunSummary, resume: string): string | null {
  let planned = 0, scored = 0;
  const reasons = new Map<string, number>();
  // Every task that ran: a cell's own tally counts only those its headline stands on.
  for (const { tally } of cells.flatMap(({ tasks }) => tasks)) {
    planned += tally.planned;
    scored += tally.scored;
    for (const [reason, count] of Object.entries(tally.reasons)) {
      if (count > 0) reasons.set(reason, (reasons.get(reason) ?? 0) + count);
    }
  }
  if (scored === planned) return null;
  const why = [...reasons].map(([reason, count]) => `${number(count)} ${reason}`).join(", ");
  return `${number(scored)} of ${number(planned)} asks are scored and kept (${why}); ` +
    `go on with: ${resume}`;
}
