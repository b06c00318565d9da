import { findBenchmark } from "../../benchmarks/mod.ts";
import { PROGRAMS_AT_A_TIME } from "../tools/python/sandbox.ts";
import type { TaskRef } from "./protocol.ts";
import { SCORE_WORKERS, type ScorePool, scorePool, type ScorePoolOptions } from "./score_pool.ts";

/**
 * Two pools in one: scorers that run programs have workers of their own, as many as programs run at
 * a time and one more. Their waits of minutes then keep no other reply from being scored, and so no
 * other sample from being asked.
 */
export function taskPools(options: Omit<ScorePoolOptions, "workers">): ScorePool {
  const quick = scorePool({ ...options, workers: SCORE_WORKERS });
  const programs = scorePool({ ...options, workers: PROGRAMS_AT_A_TIME + 1 });
  const known = new Map<string, boolean>();
  const runsProgram = (ref: TaskRef): boolean => {
    const key = JSON.stringify([ref.benchmark, ref.task, ref.options]);
    const runs = known.get(key) ?? needsSandbox(ref);
    known.set(key, runs);
    return runs;
  };
  return {
    step: (ref, job, files) => (runsProgram(ref) ? programs : quick).step(ref, job, files),
    [Symbol.dispose]() {
      quick[Symbol.dispose]();
      programs[Symbol.dispose]();
    },
  };
}

function needsSandbox({ benchmark, task, options }: TaskRef): boolean {
  const found = findBenchmark(benchmark)?.tasks(options).find(({ id }) => id === task);
  return found?.needs.includes("sandbox") ?? false;
}
