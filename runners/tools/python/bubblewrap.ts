import { LAUNCHER } from "./python_text.ts";

/** What an interpreter is made of, as the probe printed it. */
export interface Interpreter {
  /** What it was found under. */
  readonly name: string;
  readonly executable: string;
  readonly version: string;
  readonly numpy: string | null;
  /** Folders shown whole, read-only. */
  readonly folders: readonly string[];
  /** Folders inside those whose content stays out: packages somebody installed. */
  readonly hidden: readonly string[];
  /** Folders of packages that are shown. */
  readonly packages: readonly string[];
  /** Single files: the path inside and the file outside. */
  readonly files: readonly (readonly [inside: string, outside: string])[];
  /** Symbolic links of the root and where they lead. */
  readonly links: readonly (readonly [path: string, target: string])[];
  /** True where the kernel counts threads by namespace (5.14 or newer). */
  readonly newKernel: boolean;
}

/** File descriptors the host hands to `bwrap`: the filter to read, the status to write. */
export const FILTER_FD = 3;
export const STATUS_FD = 4;

/** Nobody, as most systems have it. */
const NOBODY = 65534;

/** Size of the one place a program can write to, in bytes. */
const WRITABLE_BYTES = 64 * 1024 ** 2;

/**
 * The arguments of `bwrap` for one program: every namespace its own, no network, no capability, no
 * environment, a read-only root of what the interpreter needs, and a small `/tmp` in memory.
 *
 * @param stepDown True where root gives up being root for good, which the launcher then does and
 *   needs two capabilities for; false where a user namespace makes nobody of the user
 */
export function bubblewrapArguments(python: Interpreter, stepDown: boolean): readonly string[] {
  const args = [
    ...["--unshare-ipc", "--unshare-pid", "--unshare-net", "--unshare-uts", "--unshare-cgroup-try"],
    ...["--hostname", "sandbox", "--die-with-parent", "--new-session", "--cap-drop", "ALL"],
    ...(stepDown
      ? ["--cap-add", "CAP_SETUID", "--cap-add", "CAP_SETGID"]
      : ["--unshare-user", "--uid", String(NOBODY), "--gid", String(NOBODY)]),
    "--clearenv",
    ...["--setenv", "LANG", "C.UTF-8", "--setenv", "PATH", "/nowhere", "--setenv", "HOME", "/tmp"],
    ...["--setenv", "OMP_NUM_THREADS", "1", "--setenv", "OPENBLAS_NUM_THREADS", "1"],
  ];
  for (const [path, target] of python.links) args.push("--symlink", target, path);
  for (const folder of foldersAbove(python)) args.push("--perms", "0755", "--dir", folder);
  for (const folder of python.folders) args.push("--ro-bind", folder, folder);
  for (const folder of python.hidden) args.push("--tmpfs", folder);
  for (const folder of python.packages) args.push("--ro-bind", folder, folder);
  for (const [inside, outside] of python.files) args.push("--ro-bind", outside, inside);
  args.push("--proc", "/proc", "--dev", "/dev");
  args.push(
    "--perms",
    "1777",
    "--size",
    String(WRITABLE_BYTES),
    "--tmpfs",
    "/tmp",
    "--chdir",
    "/tmp",
  );
  for (const folder of [...python.hidden, "/proc", "/dev", "/"]) args.push("--remount-ro", folder);
  args.push("--seccomp", String(FILTER_FD), "--json-status-fd", String(STATUS_FD));
  args.push("--", python.executable, "-I", "-X", "utf8", "-c", LAUNCHER);
  return args;
}

/** Folders on the way to what is shown, outermost first. Left to itself, bwrap shuts them to others. */
function foldersAbove(python: Interpreter): readonly string[] {
  const above = new Set<string>();
  const shown = [...python.folders, ...python.packages, ...python.files.map(([inside]) => inside)];
  for (const path of shown) {
    for (let at = path.indexOf("/", 1); at > 0; at = path.indexOf("/", at + 1)) {
      const folder = path.slice(0, at);
      const within = python.folders.some((whole) => `${folder}/`.startsWith(`${whole}/`));
      if (!within && !python.links.some(([link]) => link === folder)) above.add(folder);
    }
  }
  return [...above].sort();
}
