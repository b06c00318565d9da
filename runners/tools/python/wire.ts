/**
 * What the run and the process that alone may start programs say to each other: one JSON document a
 * line, over the pipes of that process.
 *
 * @module
 */
import type { SandboxJob, SandboxResult } from "../../../scoring/types.ts";
import * as lines from "../json_lines.ts";
import type { Confinement } from "./confined.ts";

export { documents } from "../json_lines.ts";

/** From the run to the host. The first message is `start`. */
export type ToHost =
  /** `known` is what an earlier host said, so that nothing has to be looked for again. */
  | { readonly kind: "start"; readonly known: Confinement | null; readonly bare: boolean }
  | { readonly kind: "run"; readonly id: number; readonly job: SandboxJob }
  | { readonly kind: "cancel"; readonly id: number };

/** From the host to the run. The first message is `ready` or `missing`. */
export type FromHost =
  | { readonly kind: "ready"; readonly confinement: Confinement }
  | { readonly kind: "missing"; readonly detail: string }
  | { readonly kind: "result"; readonly id: number; readonly result: SandboxResult }
  | { readonly kind: "error"; readonly id: number; readonly message: string };

/** One document as the bytes of its line. */
export function line(document: ToHost | FromHost): Uint8Array {
  return lines.line(document);
}
