import assert from "node:assert/strict";
import { createEndpoint } from "../backend/endpoint.ts";
import { defaultEndpointConfig } from "../backend/defaults.ts";
import type { Answer, ChatRequest, EndpointNote } from "../backend/types.ts";
import { CLIENT_FAULTS } from "./client_faults.ts";
import { type ClientFault, KEY } from "./fault_checks.ts";
import { FAULT_NAMES } from "./faults/kinds.ts";
import { startSim } from "./server.ts";

const docs = await Deno.readTextFile(new URL("../../docs/faults.md", import.meta.url));

/** The lines of the table under a heading, cell by cell. */
function table(heading: string): string[][] {
  const start = docs.indexOf(`\n## ${heading}\n`);
  assert.ok(start >= 0, `docs/faults.md has a section "${heading}"`);
  const section = docs.slice(start + heading.length + 5);
  const end = section.indexOf("\n## ");
  return section.slice(0, end < 0 ? section.length : end).split("\n")
    .filter((line) => line.startsWith("| ") && !line.startsWith("| what happens"))
    .map((line) => line.split("|").slice(1, -1).map((cell) => cell.trim()));
}

/** The name in back quotes that a line begins with. */
function nameOf(cells: readonly string[]): string {
  return /^`([a-z-]+)`/.exec(cells[0] ?? "")?.[1] ?? "";
}

Deno.test("every line about servers has a test, and every test a line", () => {
  const lines = table("Servers").map(nameOf);
  assert.equal(new Set(lines).size, lines.length);
  assert.deepEqual(lines.toSorted(), Object.keys(CLIENT_FAULTS).toSorted());
});

Deno.test("every fault of the simulated server is met by the client here", () => {
  const met = new Set(
    Object.values(CLIENT_FAULTS).flatMap((cases) => Object.values(cases))
      .flatMap(({ script = [] }) => script)
      .map((fault) => typeof fault === "string" ? fault : fault.kind),
  );
  // Both are met through the server's own limits, without a fault.
  for (const kind of ["parameter", "context"] as const) met.add(kind);
  assert.deepEqual([...met].toSorted(), FAULT_NAMES.toSorted());
});

Deno.test("every line about the run, the data and the store names a test that exists", async () => {
  for (const heading of ["The run", "Data", "The store"]) {
    const lines = table(heading);
    assert.ok(lines.length > 0);
    for (const cells of lines) {
      const [, file, title] = /^`([^`]+)`: (.+)$/.exec(cells[3] ?? "") ?? [];
      assert.ok(file !== undefined && title !== undefined, cells.join(" | "));
      const source = await Deno.readTextFile(new URL(`../../${file}`, import.meta.url));
      assert.ok(source.includes(title), `${file} has a test "${title}"`);
    }
  }
});

/** Cases that run at once: each waits most of its time. */
const AT_ONCE = 12;

Deno.test("the client does about each fault what its line says", async (t) => {
  const steps = Object.entries(CLIENT_FAULTS).flatMap(([name, cases]) =>
    Object.entries(cases).flatMap(([what, fault]) =>
      (fault.streams ?? [true, false]).map((stream) => ({
        name: `${name}, ${what}${stream ? ", streaming" : ""}`,
        fn: () => meet(fault, stream),
        // Steps share the process, so that what one has open is no leak of another.
        sanitizeOps: false,
        sanitizeResources: false,
        sanitizeExit: false,
      }))
    )
  );
  await Promise.all(Array.from({ length: AT_ONCE }, async () => {
    for (let step = steps.shift(); step !== undefined; step = steps.shift()) await t.step(step);
  }));
});

async function meet(fault: ClientFault, stream: boolean): Promise<void> {
  const { script = [], deadServers = 0, connect = true, key } = fault;
  await using sim = await startSim({
    length: { "non-thinking": { median: 40, sigma: 0 }, thinking: { median: 60, sigma: 0 } },
    ...(script.length === 0 ? {} : { faults: { script: [...script] } }),
    ...fault.sim,
  });
  const config = defaultEndpointConfig({
    label: "m",
    model: "sim",
    baseUrls: [...Array.from({ length: deadServers }, deadUrl), sim.url],
    apiKeyEnv: key === undefined ? null : "ASSAY_TEST_KEY",
    stream,
    concurrency: 4,
    attemptTimeoutMs: 10_000,
    idleTimeoutMs: 10_000,
    totalTimeoutMs: 20_000,
    maxAttempts: 3,
    ...fault.config,
  });
  const endpoint = createEndpoint(config, { env: () => key, random: () => 0 });
  const notes: EndpointNote[] = [];
  endpoint.onNote((note) => notes.push(note));
  const request: ChatRequest = {
    messages: [{ role: "user", content: fault.prompt ?? "What is it?" }],
    sampling: {
      maxTokens: fault.maxTokens ?? 4_096,
      temperature: 0,
      topP: 1,
      topK: 1,
      seed: null,
    },
    thinking: false,
  };
  const ask = (): Promise<Answer> => endpoint.ask(request);
  let answer: Answer | null = null;
  let error: unknown = null;
  try {
    if (connect) await endpoint.connect();
    answer = await ask();
  } catch (thrown) {
    error = thrown;
  }
  try {
    await fault.check({
      answer: () => {
        if (answer === null) throw error;
        return answer;
      },
      error,
      notes,
      endpoint,
      sim,
      stream,
      ask,
    });
    assert.doesNotMatch(JSON.stringify([answer, notes]), new RegExp(KEY));
  } finally {
    endpoint.close();
  }
}

/** An address where nobody listens. */
function deadUrl(): string {
  using listener = Deno.listen({ hostname: "127.0.0.1", port: 0 });
  return `http://127.0.0.1:${listener.addr.port}/v1`;
}
