import type { JsonObject } from "../scoring/json.ts";
import type { Sandbox } from "../scoring/types.ts";
import type { Manifest } from "../results/manifest.ts";
import type { ManifestJson } from "../results/types.ts";
import { SLOW_FACTOR } from "./tools/python/speed_probe.ts";
import type { ResolvedTask } from "./tasks.ts";

type Session = Manifest["sandboxes"][number];

/** The programs of one process: when it began, and what they run on. */
export interface SandboxUse {
  /** ISO 8601, UTC. */
  readonly since: string;
  readonly sandbox: Sandbox | undefined;
}

/** True if a task's scorer runs programs. */
export function runsPrograms({ task }: Pick<ResolvedTask, "task">): boolean {
  return task.needs.includes("sandbox");
}

/**
 * What the programs of a run were run on, one entry for each process that ran some: those of earlier
 * ones as they were kept, and this one's as it is now.
 *
 * @param ended Leaves out this process if it ran none
 */
export function sandboxSessions(
  before: ManifestJson | null,
  { since, sandbox }: SandboxUse,
  tasks: readonly ResolvedTask[],
  ended: boolean,
): readonly Session[] {
  const earlier = sessionsOf(before).filter((session) => session.since !== since);
  const envelope = tasks.some(runsPrograms) ? sandbox?.envelope?.() ?? null : null;
  if (envelope === null || (ended && envelope.programs === 0)) return earlier;
  return [...earlier, { since, ...envelope } as Session];
}

function sessionsOf(manifest: ManifestJson | null): readonly Session[] {
  const sessions = (manifest as { readonly sandboxes?: readonly Session[] } | null)?.sandboxes;
  return sessions ?? [];
}

/** What must be said of a number that rests on programs being run. */
export function sandboxNotes(
  title: string,
  group: readonly ResolvedTask[],
  manifest: ManifestJson,
): readonly string[] {
  const limits = group.filter(runsPrograms).map(({ task }) => task.scorer.limits ?? {});
  if (limits.length === 0) return [];
  const sessions = sessionsOf(manifest);
  const rows = new Set(sessions.map((session) => placeText(session, limits[0] ?? {})));
  const slow = sessions.filter((session) =>
    session.probeMs > SLOW_FACTOR * session.probeReferenceMs
  );
  const slowest = slow.toSorted((a, b) => b.probeMs - a.probeMs)[0];
  return [
    ...[...rows].map((text) => `${title}: ${text}`),
    ...(slowest === undefined ? [] : [`${title}: ${slowText(slowest)}`]),
  ];
}

function placeText(session: Session, limits: JsonObject): string {
  const { kind, python, cpus, concurrency } = session;
  const where = kind === "none"
    ? "programs of the model ran bare, without a sandbox (--sandbox=none)"
    : `programs ran in ${kind}`;
  const memory = typeof limits.memoryBytes === "number"
    ? [`${limits.memoryBytes / 1024 ** 3} GiB`]
    : [];
  const time = typeof limits.secondsPerTest === "number"
    ? [`${limits.secondsPerTest} s a test`]
    : [];
  return [
    `${where} on Python ${python}`,
    `${cpus} CPUs`,
    `${concurrency} at a time`,
    ...memory,
    ...time,
  ].join(", ");
}

function slowText({ probeMs, probeReferenceMs }: Session): string {
  const times = (probeMs / probeReferenceMs).toFixed(1);
  return `programs ran on a machine too slow for the time limits, ${times} times slower than the ` +
    `reference (speed probe ${probeMs} ms, reference ${probeReferenceMs} ms): right solutions may ` +
    `have run out of time`;
}
