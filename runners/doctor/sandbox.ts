import { pythonSandbox, SandboxMissingError } from "../tools/python/sandbox.ts";
import { SLOW_FACTOR } from "../tools/python/speed_probe.ts";
import { checksOf, type DoctorCheck } from "./check.ts";

/**
 * Looks at whether model-written programs can be run confined here.
 *
 * @param wanted True if a benchmark that was named needs it
 */
export async function sandboxCheck(wanted: boolean): Promise<DoctorCheck> {
  const { ok, warn, fail } = checksOf("sandbox");
  await using sandbox = pythonSandbox();
  try {
    const { version, numpy, executable } = await sandbox.start();
    const told = `bubblewrap runs Python ${version} ("${executable}")`;
    if (numpy === null) {
      return warn(
        `${told} without numpy`,
        "install numpy: some solutions of contest problems need it",
      );
    }
    const { probeMs = 0, probeReferenceMs = 0 } = sandbox.envelope() ?? {};
    const speed = `speed probe ${probeMs} ms, reference ${probeReferenceMs} ms`;
    return probeMs > SLOW_FACTOR * probeReferenceMs
      ? warn(`${told} with numpy ${numpy}: ${speed}`, SLOW_TODO)
      : ok(`${told} with numpy ${numpy}: ${speed}`);
  } catch (cause) {
    if (!(cause instanceof SandboxMissingError)) throw cause;
    return (wanted ? fail : warn)(cause.reason, cause.todo);
  }
}

const SLOW_TODO =
  "score on a quicker or less busy machine: right solutions may run out of time here";
