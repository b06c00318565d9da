import type { SimOptions } from "../../runners/sim/mod.ts";

/** A simulated server in a process of its own, so that its work is not the bench's. */
export interface SimProcess extends AsyncDisposable {
  readonly url: string;
}

/** Starts `runners/sim/sim_main.ts` and waits until it listens. */
export function simProcess(options: SimOptions): Promise<SimProcess> {
  const main = new URL("../../runners/sim/sim_main.ts", import.meta.url);
  return serverProcess(main, ["--json-options", JSON.stringify(options)]);
}

/** Starts a server that prints `{"url":…}` when it listens and ends when its input does. */
export async function serverProcess(
  main: URL,
  args: readonly string[] = [],
): Promise<SimProcess> {
  const child = new Deno.Command("deno", {
    args: [
      "run",
      "--allow-net=127.0.0.1",
      "--allow-read",
      "--allow-env",
      main.href,
      ...args,
    ],
    stdin: "piped",
    stdout: "piped",
    stderr: "inherit",
  }).spawn();
  const reader = child.stdout.pipeThrough(new TextDecoderStream()).getReader();
  let line = "";
  while (!line.includes("\n")) {
    const { value, done } = await reader.read();
    if (done) throw new Error("Cannot start the simulated server: it ended without an address");
    line += value;
  }
  const { url } = JSON.parse(line) as { url: string };
  return {
    url,
    async [Symbol.asyncDispose]() {
      await reader.cancel();
      await child.stdin.close();
      child.kill("SIGTERM");
      await child.status;
    },
  };
}
