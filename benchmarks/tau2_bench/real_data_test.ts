import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import type { DomainId } from "../../scoring/tau2/domain.ts";
import { tau2Scorer } from "../../scoring/tau2/scorer.ts";
import { readTask, TaskRecord } from "../../scoring/tau2/task.ts";
import { domainFiles } from "./files.ts";
import { openDomain } from "./open.ts";
import { taskRecords } from "./records.ts";
import { referenceTranscript } from "./reference.ts";

const FOLDER = new URL("../../../shared/data/tau2-bench/", import.meta.url);

/** The published file at its path below `data/tau2/domains/`, or `null`. */
async function published(path: string): Promise<string | null> {
  try {
    return await Deno.readTextFile(new URL(path.replace(/^domains\//, ""), FOLDER));
  } catch (cause) {
    if (cause instanceof Deno.errors.NotFound) return null;
    throw cause;
  }
}

/** Domains that can be played from the shared files, with a file of tasks. */
const PLAYED: readonly (readonly [DomainId, path: string, tasks: number, references: number])[] = [
  ["retail", "domains/retail/tasks.json", 114, 114],
  ["telecom", "domains/telecom/tasks_small.json", 20, 20],
  ["mock", "domains/mock/tasks.json", 10, 8],
];

/** Tasks that nothing can solve: the database asks for an unread notification, an assertion for a read one. */
const UNSOLVABLE = new Set(["update_task_with_user_tools"]);

const present = await published("domains/retail/db.json") !== null;
if (!present) {
  Deno.stderr.writeSync(
    new TextEncoder().encode(
      "LEFT OUT: 4 tests on published data of tau2-bench, as ../shared/data is not here\n",
    ),
  );
}

async function opened(domain: DomainId) {
  const texts = new Map<string, string>();
  for (const { path } of domainFiles[domain]) texts.set(path, await published(path) ?? "");
  return openDomain(domain, "v1.0", (path) => texts.get(path) ?? "");
}

for (const [domain, path, count, references] of PLAYED) {
  Deno.test({
    name: `references of published ${domain} tasks get the full reward`,
    ignore: !present,
    async fn() {
      const { data } = await opened(domain);
      const records = taskRecords(await published(path) ?? "");
      assert.equal(records.length, count);
      const { score } = tau2Scorer(data);
      let scored = 0;
      for (const record of records) {
        const { id, criteria } = readTask(TaskRecord.parse(record));
        const text = referenceTranscript(data, record);
        if (text === null || UNSOLVABLE.has(id)) continue;
        scored++;
        const met = (criteria?.nlAssertions ?? []).map((expectedOutcome) => ({
          expectedOutcome,
          reasoning: "",
          metExpectation: true,
        }));
        const judged = [{ text: JSON.stringify({ results: met }), reasoning: "" }];
        const input = { text, raw: text, truncated: false, target: record, judged };
        const verdict = await score(input, {});
        assert.equal(verdict.kind === "scored" && verdict.outcome, "correct", `${domain} ${id}`);
      }
      assert.equal(scored, references);
    },
  });
}

Deno.test({
  name: "published databases and tasks are those whose hashes are known",
  ignore: !present,
  async fn() {
    let checked = 0;
    for (const { path, digest } of Object.values(domainFiles).flat()) {
      const text = await published(path);
      const known = digest["v1.0"];
      if (text === null || known === null || !("sha256" in known)) continue;
      checked++;
      assert.equal(createHash("sha256").update(text).digest("hex"), known.sha256, path);
    }
    assert.ok(checked >= 14, String(checked));
  },
});
