/**
 * `deno task bench [--json] [name…]`: measures ratios within one run, each figure in a process of its
 * own, and says which targets are met.
 *
 *     pipeline streams makespan memory rows pictures help resume conversations ifbench chemistry meteor rescore ssim sandbox
 */
import type { Figure } from "./bench/figures.ts";
import { meets } from "./bench/figures.ts";

const BENCHES = [
  ...[
    "pipeline",
    "streams",
    "makespan",
    "memory",
    "rows",
    "pictures",
    "help",
    "resume",
    "conversations",
  ],
  ...["ifbench", "chemistry", "meteor", "rescore", "ssim", "sandbox"],
];

const json = Deno.args.includes("--json");
const named = Deno.args.filter((arg) => !arg.startsWith("-"));
const unknown = named.filter((name) => !BENCHES.includes(name));
const encoder = new TextEncoder();
if (unknown.length > 0) {
  Deno.stderr.writeSync(
    encoder.encode(
      `There is no bench "${unknown.join('", "')}": known are ${BENCHES.join(", ")}\n`,
    ),
  );
  Deno.exit(2);
}

const figures: Figure[] = [];
for (const name of named.length > 0 ? named : BENCHES) {
  const { success, stdout } = await new Deno.Command("deno", {
    args: [
      "run",
      "--allow-read",
      "--allow-write",
      "--allow-env",
      "--allow-net=127.0.0.1",
      "--allow-sys=hostname,statfs",
      "--allow-run=deno",
      new URL(`./bench/${name}.ts`, import.meta.url).href,
    ],
    stderr: json ? "null" : "inherit",
  }).output();
  if (!success) {
    Deno.stderr.writeSync(encoder.encode(`The bench "${name}" failed\n`));
    Deno.exit(1);
  }
  const lines = new TextDecoder().decode(stdout).trimEnd().split("\n");
  figures.push(...(JSON.parse(lines.at(-1) ?? "{}") as { figures: Figure[] }).figures);
}

if (json) Deno.stdout.writeSync(encoder.encode(`${JSON.stringify({ figures }, null, 2)}\n`));
else {
  for (const figure of figures) {
    const met = meets(figure);
    const mark = met === null ? "" : met ? "  met" : "  MISSED";
    const target = figure.target === null ? "" : `  (${figure.target})`;
    const value = figure.value.toPrecision(4).padStart(10);
    Deno.stdout.writeSync(
      encoder.encode(`${figure.name.padEnd(24)}${value} ${figure.unit}${target}${mark}\n`),
    );
  }
}
