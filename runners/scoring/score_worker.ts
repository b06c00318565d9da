/**
 * A scorer's own thread: no permissions, one job at a time. A job that hangs costs the worker, not
 * the run.
 *
 * @module
 */
import { findBenchmark } from "../../benchmarks/mod.ts";
import { serveScores } from "./serve_scores.ts";

serveScores((ref) => {
  const task = findBenchmark(ref.benchmark)?.tasks(ref.options).find(({ id }) => id === ref.task);
  if (task === undefined) {
    throw new RangeError(`Cannot score as there is no task "${ref.benchmark}/${ref.task}"`);
  }
  return task;
});
