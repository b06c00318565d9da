/** Where programs run: confined, or as they are. */
export type SandboxKind = "bubblewrap" | "none";

/** What programs were run on: part of every number that rests on time limits. Kept in the manifest. */
export type SandboxEnvelope = {
  readonly kind: SandboxKind;
  /** Version of the interpreter. */
  readonly python: string;
  /** Version of numpy; `null` where there is none. */
  readonly numpy: string | null;
  /** Logical processors of the machine. */
  readonly cpus: number;
  /** Programs that run at a time. */
  readonly concurrency: number;
  /** Milliseconds of the fixed work of the speed probe. */
  readonly probeMs: number;
  /** What the work takes on the machine the limits were tried on. */
  readonly probeReferenceMs: number;
  /** Programs that were run so far. */
  readonly programs: number;
  /** Those of them that were run a second time and alone, as only time stood against them. */
  readonly rerunAlone: number;
};
