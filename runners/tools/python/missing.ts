/** What is needed in all, for a reason that none of {@linkcode REMEDIES} knows. */
export const SANDBOX_TODO =
  "install bubblewrap and Python 3.11 or newer (on Debian: apt-get install bubblewrap python3 " +
  "python3-numpy), and start Assay with ASSAY_ALLOW=--allow-run=deno";

/** What to do about a reason, first match first. */
const REMEDIES: readonly (readonly [reason: RegExp, todo: string])[] = [
  [/not given permission/, "start Assay with ASSAY_ALLOW=--allow-run=deno"],
  [/^no Python/, "install Python 3.11 or newer (on Debian: apt-get install python3 python3-numpy)"],
  [/bwrap is not installed/, "install bubblewrap (on Debian: apt-get install bubblewrap)"],
  [
    /(?:namespace|not permitted|denied|uid map).*\(as root\)$/is,
    "this root may make no namespaces, as in a container without the right: start the container " +
    "with CAP_SYS_ADMIN and a seccomp profile that lets mount and unshare pass, or work outside it",
  ],
  [
    /namespace|not permitted|denied|uid map/i,
    "let ordinary users make user namespaces (sysctl -w kernel.unprivileged_userns_clone=1, on " +
    "Ubuntu sysctl -w kernel.apparmor_restrict_unprivileged_userns=0, where user.max_user_namespaces " +
    "is 0 a number above it), or start Assay as root",
  ],
];

/** What to install or allow where no program can be run for this reason. */
export function sandboxTodo(reason: string): string {
  return REMEDIES.find(([pattern]) => pattern.test(reason.slice(0, 2_000)))?.[1] ?? SANDBOX_TODO;
}

/** No program can be run here, and none is. The message says why and what to install. */
export class SandboxMissingError extends Error {
  override readonly name = "SandboxMissingError";
  readonly todo: string;
  /** @param reason Why, without what to do about it */
  constructor(readonly reason: string) {
    const todo = sandboxTodo(reason);
    super(`Cannot run programs in a sandbox: ${reason}: ${todo}`);
    this.todo = todo;
  }
}
