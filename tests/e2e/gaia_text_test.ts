import assert from "node:assert/strict";
import { gaiaText } from "../../benchmarks/gaia_text/mod.ts";
import { GAIA_DEMO, GAIA_DEMO_CALLS } from "../../benchmarks/gaia_text/demo.ts";
import { knownSamples, startSim } from "../../runners/sim/mod.ts";
import { testSite } from "../../runners/tools/web/test_site.ts";
import { query, workspace } from "./harness.ts";

const tasks = gaiaText.tasks(gaiaText.options.parse({})).map((task) => ({
  benchmark: gaiaText,
  task,
}));

/** The server as an agent that is always right. */
const agent = () =>
  startSim({ models: ["m"], skill: 1, knowledge: knownSamples(tasks, { seed: 0 }) });

/** Texts that nothing published may hold: questions, what the agent searched and found, and wrote. */
const SECRETS = [
  ...GAIA_DEMO.map(({ Question }) => Question),
  ...GAIA_DEMO.map((row) => row["Final answer"]).filter((answer) => answer.length > 3),
  ...GAIA_DEMO_CALLS.flatMap(({ call }) => call.tool === "visit" ? [call.url] : []),
  "FINAL ANSWER",
];

Deno.test("the demo is answered through tools, and nothing published holds its texts", async () => {
  await using server = await agent();
  await using space = await workspace();
  const ask = `--run-id g --demo --simulated -u ${server.url} -m m -b gaia-text --runs-dir ` +
    `${space.runsDir} --seed 0 --sample-seed 1`;
  const ran = await space.assay(["run", ...ask.split(" ")]);
  assert.equal(ran.code, 0, ran.stderr);
  assert.match(ran.stdout, /100\.00/);
  const store = `${space.runsDir}/g/run.sqlite`;
  const parties = query(
    store,
    "select party, count(*) as n from replies group by party order by party",
  );
  assert.deepEqual(parties.map(({ party, n }) => [party, n]), [["model", 36], ["tool", 24]]);
  const exported = await space.assay(["export", "g", "--runs-dir", space.runsDir]);
  assert.equal(exported.code, 0, exported.stderr);
  const shown = await space.assay([
    ...["show", "g", `gaia-text/validation/${GAIA_DEMO[0]!.task_id}`, "--html", "-"],
    ...["--runs-dir", space.runsDir],
  ]);
  assert.equal(shown.code, 2, shown.stdout);
  const reported = await space.assay([
    "report",
    "g",
    "--runs-dir",
    space.runsDir,
    "--format",
    "md",
  ]);
  assert.match(reported.stdout, /12 searches, 12 visits, 0 programs \(0 calls failed\); 4 results/);
  const files = ["leaderboard.json", "leaderboard.md", "leaderboard.csv", "manifest.json"];
  const published: [name: string, text: string][] = [
    ["run", ran.stdout + ran.stderr],
    ["export", exported.stdout + exported.stderr],
    ["show", shown.stdout + shown.stderr],
    ["report", reported.stdout + reported.stderr],
  ];
  for (const name of [...files, "samples.jsonl"]) {
    published.push([name, await Deno.readTextFile(`${space.runsDir}/g/${name}`)]);
  }
  for (const [name, text] of published) {
    for (const secret of SECRETS) assert.ok(!text.includes(secret), `${name} holds "${secret}"`);
  }
  const lines = published.find(([name]) => name === "samples.jsonl")![1].trim().split("\n");
  assert.equal(lines.length, 12);
  const line = JSON.parse(lines[0]!);
  assert.equal(line.private, true);
  assert.deepEqual(Object.keys(line.sample), [
    "position",
    "recordSha256",
    "promptSha256",
    "groups",
  ]);
  assert.deepEqual([line.verdict.verdict.outcome, line.verdict.verdict.answer], ["correct", null]);
  assert.equal(line.verdict.verdict.values.searches, 1);
  // What was left out is there for the run's owner.
  const kept = query(store, "select count(*) as n from replies where text like '%FINAL ANSWER%'");
  assert.equal(kept[0]?.n, 12);
});

Deno.test("a run against a site is recorded, replayed without it, and refused without an engine", async () => {
  await using server = await agent();
  await using space = await workspace();
  const rows = `${space.path}/rows.jsonl`;
  await Deno.writeTextFile(rows, GAIA_DEMO.map((row) => `${JSON.stringify(row)}\n`).join(""));
  const recording = `${space.path}/web.jsonl`;
  const ask = (id: string, ...more: string[]) =>
    space.assay([
      ...["run", "--run-id", id, "--simulated", "-u", server.url, "-m", "m", "-b", "gaia-text"],
      ...["--runs-dir", space.runsDir, "--data-dir", `${space.path}/data`, "--repeats", "1"],
      ...["--data", `gaia-text=${rows}`, "--option", "gaia-text.subset=all", "--format", "json"],
      ...["--yes", ...more],
    ]);
  const refused = await ask("none");
  assert.equal(refused.code, 2, refused.stderr);
  assert.match(refused.stderr, /without a search engine: give --search-url/);
  let host = "";
  {
    await using site = await testSite((_, { pathname, origin }) =>
      pathname === "/search"
        ? Response.json({ results: [{ title: "T", url: `${origin}/page`, content: "S" }] })
        : new Response("<p>Bridges: three.", { headers: { "content-type": "text/html" } })
    );
    host = `127.0.0.1:${site.port}`;
    const flags = ["--search-url", site.origin, "--web", "record", "--web-recording", recording];
    const recorded = await ask("recorded", ...flags, "--allow-host", host);
    assert.equal(recorded.code, 0, recorded.stderr);
    assert.match(recorded.stderr, /the tool python will fail/);
    assert.equal(site.asked.filter((path) => path === "/page").length, 1);
    const withheld = await ask("withheld", "--search-url", site.origin);
    assert.equal(withheld.code, 0, withheld.stderr);
  }
  const replayed = await ask("replayed", "--web", "replay", "--web-recording", recording);
  assert.equal(replayed.code, 0, replayed.stderr);
  const tools = (id: string) =>
    query(
      `${space.runsDir}/${id}/run.sqlite`,
      "select text from replies where party = 'tool' order by text",
    ).map(({ text }) => String(text));
  assert.deepEqual(tools("replayed"), tools("recorded"));
  assert.equal(tools("recorded").filter((text) => text.includes("Bridges: three.")).length, 3);
  // The same site, not allowed by name, is an address of this machine like any other.
  assert.equal(tools("withheld").filter((text) => text.startsWith("refused-address:")).length, 3);
});
