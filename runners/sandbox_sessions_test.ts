import assert from "node:assert/strict";
import type { Manifest } from "../results/manifest.ts";
import type { ManifestJson } from "../results/types.ts";
import type { SandboxEnvelope } from "./tools/python/envelope.ts";
import { sandboxNotes, sandboxSessions } from "./sandbox_sessions.ts";
import { resolveTasks } from "./tasks.ts";

const selection = {
  tasks: null,
  options: {},
  data: null,
  limit: null,
  repeats: null,
} as const;
const code = resolveTasks([{ id: "livecodebench-v6", ...selection }]);
const other = resolveTasks([{ id: "ifbench", ...selection }]);

const envelope: SandboxEnvelope = {
  kind: "bubblewrap",
  python: "3.11.2",
  numpy: "1.24.2",
  cpus: 8,
  concurrency: 7,
  probeMs: 110,
  probeReferenceMs: 100,
  programs: 12,
  rerunAlone: 1,
};
const use = (since: string, more: Partial<SandboxEnvelope> = {}) => ({
  since,
  sandbox: {
    run: () => Promise.reject(new Error("not run here")),
    envelope: () => ({ ...envelope, ...more }),
  },
});
const manifest = (...sandboxes: Manifest["sandboxes"]) =>
  ({ sandboxes }) as unknown as ManifestJson;

const FIRST = "2026-01-01T00:00:00.000Z";
const SECOND = "2026-01-02T00:00:00.000Z";

Deno.test("sandboxSessions() keeps one entry for each process that ran programs", () => {
  const begun = sandboxSessions(null, use(FIRST, { programs: 0 }), code, false);
  assert.deepEqual(begun, [{ since: FIRST, ...envelope, programs: 0 }]);
  const ended = sandboxSessions(manifest(...begun), use(FIRST), code, true);
  assert.deepEqual(ended, [{ since: FIRST, ...envelope }]);
  const resumed = sandboxSessions(manifest(...ended), use(SECOND, { cpus: 2 }), code, true);
  assert.deepEqual(resumed.map(({ since, cpus }) => [since, cpus]), [[FIRST, 8], [SECOND, 2]]);
  const idle = sandboxSessions(manifest(...ended), use(SECOND, { programs: 0 }), code, true);
  assert.deepEqual(idle, ended);
});

Deno.test("sandboxSessions() has nothing to tell where nothing runs programs", () => {
  assert.deepEqual(sandboxSessions(null, use(FIRST), other, true), []);
  assert.deepEqual(sandboxSessions(null, { since: FIRST, sandbox: undefined }, code, true), []);
});

Deno.test("sandboxNotes() says on what a number stands", () => {
  const told = (...sessions: Partial<SandboxEnvelope>[]) =>
    sandboxNotes(
      "LCB V6",
      code,
      manifest(...sessions.map((more) => ({ since: FIRST, ...envelope, ...more }))),
    );
  const place =
    "LCB V6: programs ran in bubblewrap on Python 3.11.2, 8 CPUs, 7 at a time, 4 GiB, " +
    "6 s a test";
  assert.deepEqual(told({}), [place]);
  assert.deepEqual(told({}, { programs: 3, probeMs: 90 }), [place]);
  assert.deepEqual(told({ probeMs: 200 }), [place]);
  assert.deepEqual(told({ probeMs: 90 }, { probeMs: 231 }), [
    place,
    "LCB V6: programs ran on a machine too slow for the time limits, 2.3 times slower than the " +
    "reference (speed probe 231 ms, reference 100 ms): right solutions may have run out of time",
  ]);
  assert.match(
    told({ kind: "none" }).join(),
    /programs of the model ran bare, without a sandbox \(--sandbox=none\)/,
  );
  assert.deepEqual(sandboxNotes("IFBench", other, manifest({ since: FIRST, ...envelope })), []);
});
