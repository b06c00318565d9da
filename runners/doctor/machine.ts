import { statfs } from "node:fs/promises";
import { dirname, resolve } from "node:path";
import { checksOf, type DoctorCheck } from "./check.ts";

/** Oldest Deno the project is tested with. */
const WANTED_DENO = [2, 9] as const;
/** Free space below which a full run may not fit, in bytes: replies of 330 tasks and their data. */
const WANTED_SPACE = 5e9;

/** Looks at Deno's version. */
export function denoCheck(version: string = Deno.version.deno): DoctorCheck {
  const { ok, fail } = checksOf("deno");
  const [major = 0, minor = 0] = version.split(".").map(Number);
  const [wantedMajor, wantedMinor] = WANTED_DENO;
  const wanted = WANTED_DENO.join(".");
  return major > wantedMajor || (major === wantedMajor && minor >= wantedMinor)
    ? ok(`Deno ${version}`)
    : fail(`Deno ${version} is older than ${wanted}`, `install Deno ${wanted} or later`);
}

/** Looks at what Deno lets this process do. */
export async function* permissionChecks(
  folders: readonly string[],
  hosts: readonly string[],
): AsyncGenerator<DoctorCheck> {
  const { ok, fail } = checksOf("permissions");
  const wanted: (readonly [what: string, flag: string, descriptor: Deno.PermissionDescriptor])[] = [
    ["read files", "--allow-read", { name: "read" }],
    ["read the environment", "--allow-env", { name: "env" }],
    ...folders.map((path) =>
      [`write below "${path}"`, `--allow-write=${path}`, { name: "write", path }] as const
    ),
    ...hosts.map((host) =>
      [`reach ${host}`, `--allow-net=${host}`, { name: "net", host }] as const
    ),
  ];
  const granted: string[] = [];
  for (const [what, flag, descriptor] of wanted) {
    if ((await Deno.permissions.query(descriptor)).state === "granted") granted.push(what);
    else yield fail(`may not ${what}`, `put ASSAY_ALLOW=${flag} before the task's command`);
  }
  if (granted.length > 0) yield ok(`may ${granted.join(", ")}`);
}

/** Looks at the space that is left where data and runs are written. */
export async function diskCheck(folder: string): Promise<DoctorCheck> {
  const { ok, warn, fail } = checksOf("disk");
  try {
    const place = await existing(resolve(folder));
    const { bavail, bsize } = await statfs(place);
    const free = Number(bavail) * Number(bsize);
    const told = `${(free / 1e9).toFixed(1)} GB free for "${folder}"`;
    return free >= WANTED_SPACE ? ok(told) : warn(
      told,
      "make room before a large run: it pauses when the disk is full and loses nothing",
    );
  } catch (error) {
    return fail(
      `cannot look at "${folder}": ${reason(error)}`,
      "check that the folder can be read",
    );
  }
}

/** The folder, or the nearest one above it that exists. */
async function existing(folder: string): Promise<string> {
  for (let place = folder;; place = dirname(place)) {
    try {
      await Deno.stat(place);
      return place;
    } catch (error) {
      if (!(error instanceof Deno.errors.NotFound) || dirname(place) === place) throw error;
    }
  }
}

/** What went wrong, in words. */
export function reason(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
