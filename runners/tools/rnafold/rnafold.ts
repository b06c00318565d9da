import { join } from "node:path";
import { readFold, type RnaFolder } from "../../../scoring/rna/rna_fold.ts";
import { permissionList, ToolError, ToolProcess } from "../child/tool_process.ts";

/** What the process is asked. */
export interface FoldRequest {
  readonly sequence: string;
  /** Longest time of the program, in milliseconds. */
  readonly wallMs: number;
}

/** The process that starts RNAfold. */
export function rnaFoldProcess(path: string, wallMs = WALL_MS): ToolProcess {
  return new ToolProcess({
    name: "RNAfold",
    main: new URL("./rnafold_main.ts", import.meta.url),
    args: [path],
    permissions: [`--allow-run=${permissionList([path])}`],
    startMs: 60_000,
    // The process ends the program in time; this is for the process itself.
    callMs: wallMs + 10_000,
  });
}

/** Longest time for one sequence where nothing else is said, in milliseconds. */
const WALL_MS = 120_000;

/** Folds by RNAfold of ViennaRNA, at its usual parameters. */
export function rnaFolderOf(process: ToolProcess, wallMs = WALL_MS): RnaFolder {
  return {
    async fold(sequence, signal) {
      if (!/^[ACGU]+$/.test(sequence)) {
        throw new RangeError("Cannot fold a sequence as it must be of the letters A, C, G and U");
      }
      const request: FoldRequest = { sequence, wallMs };
      const output = await process.call(request, signal);
      const fold = typeof output === "string" ? readFold(output, sequence) : null;
      if (fold !== null) return fold;
      const shown = JSON.stringify(String(output).slice(0, 100));
      throw new ToolError(
        `RNAfold gave no answer: it must print the sequence, then structure and energy, ` +
          `and it printed ${shown}`,
      );
    },
  };
}

/** Where a program is found on `PATH`; `null` where it is not. */
export async function findOnPath(program: string, path: string): Promise<string | null> {
  for (const folder of path.split(Deno.build.os === "windows" ? ";" : ":")) {
    if (folder === "") continue;
    const file = join(folder, program);
    const info = await Deno.stat(file).catch(() => null);
    if (info?.isFile === true && ((info.mode ?? 0o111) & 0o111) !== 0) return file;
  }
  return null;
}
