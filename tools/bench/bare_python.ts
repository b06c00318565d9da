/**
 * Runs a program bare on inputs, a process each, and prints the seconds it took:
 * `bare_python.ts <interpreter> <program> <input> <runs>`.
 *
 * @module
 */
const [interpreter = "", program = "", input = "", runs = "1"] = Deno.args;
const started = performance.now();
for (let run = 0; run < Number(runs); run++) {
  const child = new Deno.Command(interpreter, {
    args: ["-I", "-c", program],
    stdin: "piped",
    stdout: "piped",
    stderr: "null",
  }).spawn();
  const writer = child.stdin.getWriter();
  await writer.write(new TextEncoder().encode(input));
  await writer.close();
  const { success } = await child.output();
  if (!success) throw new Error("Cannot bench as the bare program failed");
}
Deno.stdout.writeSync(new TextEncoder().encode(`${(performance.now() - started) / 1000}\n`));
