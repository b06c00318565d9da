import type { MainModule } from "@rdkit/rdkit";
import { rdkitWasm } from "./rdkit_wasm.js";

type Factory = (options: {
  readonly instantiateWasm: (
    imports: WebAssembly.Imports,
    done: (instance: WebAssembly.Instance, module: WebAssembly.Module) => void,
  ) => WebAssembly.Exports;
}) => Promise<MainModule>;

/**
 * Bytes of stack for RDKit's recursions. Its build has 64 KiB, which a chain of a thousand atoms
 * overruns without a check, into its own data. With this much the engine's limit comes first, and
 * that one throws.
 */
const STACK_BYTES = 16 * 1024 * 1024;

/** Names that the build of 2026.9.1 gives to what is needed of its raw exports. */
const MALLOC = "$";
const STACK_RESTORE = "fa";
const STACK_CURRENT = "ga";

/**
 * Starts a fresh RDKit: about a quarter of a second the first time, half of that afterwards. Needs no
 * permission.
 *
 * @throws {TypeError} if the build is not the one whose exports are known here
 */
export async function startRdkit(): Promise<MainModule> {
  const [module, { default: factory }] = await Promise.all([rdkitWasm(), import("@rdkit/rdkit")]);
  let exports: WebAssembly.Exports = {};
  const rdkit = await (factory as unknown as Factory)({
    instantiateWasm(imports, done) {
      const instance = new WebAssembly.Instance(module, imports);
      exports = instance.exports;
      done(instance, module);
      return exports;
    },
  });
  enlargeStack(exports);
  const memory = Object.values(exports).find((value) => value instanceof WebAssembly.Memory);
  if (memory !== undefined) memories.set(rdkit, memory);
  return rdkit;
}

const memories = new WeakMap<MainModule, WebAssembly.Memory>();

/** Bytes of memory that a started RDKit has taken; it never gives any back. */
export function memoryBytes(rdkit: MainModule): number {
  const memory = memories.get(rdkit);
  if (memory === undefined) throw new TypeError("Cannot tell the memory of another RDKit");
  return memory.buffer.byteLength;
}

function enlargeStack(exports: WebAssembly.Exports): void {
  const call = (name: string, argument?: number): number => {
    const value = exports[name];
    if (typeof value !== "function") {
      throw new TypeError(`Cannot start RDKit: its build must export "${name}", there is none`);
    }
    return Number(value(argument)) >>> 0;
  };
  // The stack grows downwards from its start, which must be a multiple of 16.
  const start = (call(MALLOC, STACK_BYTES) + STACK_BYTES) & ~15;
  call(STACK_RESTORE, start);
  if (call(STACK_CURRENT) !== start) {
    throw new TypeError('Cannot start RDKit: its stack cannot be moved, wanted build "2026.9.1"');
  }
}
