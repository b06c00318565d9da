import type { SandboxJob, SandboxResult } from "../../../scoring/types.ts";

/**
 * A fixed piece of work for one core, in the manner of contest solutions: integers, dictionaries,
 * strings, sorting. It prints the milliseconds of the quickest of {@linkcode RUNS}. A change of it
 * makes another scale and needs another {@linkcode REFERENCE_MS}.
 */
const WORK = String.raw`
import time
def work():
    total, table = 1, {}
    for i in range(200000):
        total = (total * 31 + i * i) % 1000003
        table[total & 1023] = table.get(total & 1023, 0) + 1
    words = sorted(str(n * 7919 % 99991) for n in range(40000))
    return total, len(table), words[-1]
best = None
for _ in range(5):
    start = time.perf_counter()
    work()
    took = time.perf_counter() - start
    best = took if best is None or took < best else best
print(round(best * 1000, 1))
`;

const RUNS = 5;
const WALL_MS = 60_000;

/** Milliseconds of the work on one core of the server the limits were tried on (EPYC, Python 3.11). */
export const REFERENCE_MS = 100;

/** A machine that takes so many times as long is too slow for time limits to mean the same. */
export const SLOW_FACTOR = 2;

/** Milliseconds of the fixed work here and now. */
export async function speedProbe(
  run: (job: SandboxJob) => Promise<SandboxResult>,
): Promise<number> {
  const { stdout, wallMs } = await run({
    program: WORK,
    stdin: "",
    wallMs: WALL_MS,
    cpuMs: WALL_MS,
    memoryBytes: 1024 ** 3,
    outputBytes: 1024,
  });
  const told = Number(stdout.trim() || Number.NaN);
  // What did not end in a minute took at least its share of it.
  return Number.isFinite(told) && told > 0 ? told : Math.round(wallMs / RUNS);
}
