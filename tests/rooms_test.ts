import assert from "node:assert/strict";
import { fileURLToPath } from "node:url";

/** Which rooms a room may import from, beside itself; everything else is passed in. */
const MAY_IMPORT: Readonly<Record<string, readonly string[]>> = {
  scoring: [],
  benchmarks: ["scoring"],
  results: ["scoring"],
  runners: ["benchmarks", "scoring", "results"],
  cli: ["benchmarks", "runners", "results"],
};

const root = new URL("../", import.meta.url);

interface Graph {
  readonly modules: readonly {
    readonly specifier: string;
    readonly dependencies?: readonly {
      readonly specifier: string;
      readonly code?: { readonly specifier?: string };
      readonly type?: { readonly specifier?: string };
    }[];
  }[];
}

async function* sources(folder: URL): AsyncGenerator<URL> {
  for await (const entry of Deno.readDir(folder)) {
    const url = new URL(entry.isDirectory ? `${entry.name}/` : entry.name, folder);
    if (entry.isDirectory) yield* sources(url);
    else if (entry.name.endsWith(".ts")) yield url;
  }
}

/** Imports of every module below a room, types and dynamic imports included. */
async function graph(files: readonly URL[]): Promise<Graph> {
  // One entry that imports every file: `deno info` takes a single module.
  const text = files.map((file) => `import ${JSON.stringify(file.href)};`).join("\n");
  const entry = await Deno.makeTempFile({ suffix: ".ts" });
  try {
    await Deno.writeTextFile(entry, text);
    const { stdout, success, stderr } = await new Deno.Command("deno", {
      args: ["info", "--json", "--config", fileURLToPath(new URL("deno.json", root)), entry],
      cwd: fileURLToPath(root),
    }).output();
    assert.ok(success, new TextDecoder().decode(stderr));
    return JSON.parse(new TextDecoder().decode(stdout)) as Graph;
  } finally {
    await Deno.remove(entry);
  }
}

Deno.test("rooms import only what their row of the table allows", async () => {
  const files: URL[] = [];
  for (const room of Object.keys(MAY_IMPORT)) {
    for await (const file of sources(new URL(`${room}/`, root))) files.push(file);
  }
  assert.ok(files.length > 0);
  const { modules } = await graph(files);
  const violations: string[] = [];
  let checked = 0;
  for (const module of modules) {
    const from = place(module.specifier);
    const allowed = from === null ? undefined : MAY_IMPORT[from.room];
    // Tests may import anything.
    if (from === null || allowed === undefined || /(_test|_bench)\.ts$/.test(from.path)) continue;
    for (const dependency of module.dependencies ?? []) {
      for (const target of [dependency.code?.specifier, dependency.type?.specifier]) {
        const to = target === undefined ? null : place(target);
        if (to === null) continue;
        checked++;
        if (to.room !== from.room && !allowed.includes(to.room)) {
          violations.push(`${from.path} imports ${to.path}`);
        }
      }
    }
  }
  assert.ok(checked > 0);
  assert.deepEqual(violations, []);
});

function place(specifier: string): { room: string; path: string } | null {
  if (!specifier.startsWith(root.href)) return null;
  const path = decodeURIComponent(specifier.slice(root.href.length));
  const [room, ...rest] = path.split("/");
  // Files at the root (`deno.json` for the version) belong to no room.
  return room === undefined || rest.length === 0 ? null : { room, path };
}
