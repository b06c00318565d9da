import { pythonSandbox, SANDBOX_TODO, SandboxMissingError } from "../tools/python/sandbox.ts";
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
    return numpy === null
      ? warn(`${told} without numpy`, "install numpy: some solutions of contest problems need it")
      : ok(`${told} with numpy ${numpy}`);
  } catch (cause) {
    if (!(cause instanceof SandboxMissingError)) throw cause;
    return (wanted ? fail : warn)(cause.reason, SANDBOX_TODO);
  }
}
