/**
 * The program: runs a command and exits.
 *
 * @module
 */
import { runProcess } from "./process.ts";

Deno.exit(await runProcess(Deno.args));
