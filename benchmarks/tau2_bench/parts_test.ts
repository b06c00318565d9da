import assert from "node:assert/strict";
import { readTask, TaskRecord } from "../../scoring/tau2/task.ts";
import { tableAverage, taskWeightedAverage } from "./average.ts";
import { openDomain } from "./open.ts";
import { issueOf, taskRecords } from "./records.ts";
import { DEFAULT_SEED, trialSeeds } from "./trial_seeds.ts";

const text = `[{"id":"[mms_issue]a[PERSONA:Hard]","user_scenario":{"instructions":"x"},
"evaluation_criteria":{"actions":[{"name":"refuel_data","arguments":{"gb_amount":2.0,"n":2}}]}},
{"id":"b","user_scenario":{"instructions":"y"}}]`;

Deno.test("taskRecords() keeps 2 and 2.0 apart through JSON", () => {
  const [record] = JSON.parse(JSON.stringify(taskRecords(text)));
  const [action] = readTask(TaskRecord.parse(record)).criteria?.actions ?? [];
  assert.deepEqual([...action?.arguments ?? []], [["gb_amount", 2], ["n", 2n]]);
});

Deno.test("taskRecords() takes the tasks that are named, also from a dict of tasks", () => {
  assert.equal(taskRecords(text, ["b"]).length, 1);
  assert.equal(taskRecords(`{"tasks":${text}}`).length, 2);
  for (const broken of ["{", "{}", "1"]) assert.throws(() => taskRecords(broken), SyntaxError);
});

Deno.test("issueOf() reads the kind of trouble off a telecom task's id", () => {
  assert.equal(issueOf("[mobile_data_issue]a|b[PERSONA:None]"), "mobile_data_issue");
  assert.equal(issueOf("17"), null);
});

Deno.test("tableAverage() weighs domains alike, taskWeightedAverage() tasks", () => {
  assert.equal(tableAverage([60, 90, 90]), 80);
  assert.equal(tableAverage([]), null);
  assert.equal(taskWeightedAverage([{ value: 50, tasks: 1 }, { value: 90, tasks: 3 }]), 80);
  assert.equal(taskWeightedAverage([]), null);
});

Deno.test("trialSeeds() are upstream's for its default seed", () => {
  assert.deepEqual(trialSeeds(DEFAULT_SEED, 4), [626729, 373753, 361454, 1567]);
});

Deno.test("openDomain() joins policies, takes solo ones and needs no file a generation lacks", () => {
  const read: string[] = [];
  const textOf = (path: string) => {
    read.push(path);
    return path.endsWith(".json") ? '{"tasks":{},"users":{}}' : path.endsWith(".toml") ? "" : path;
  };
  const telecom = openDomain("telecom", "v1.0", textOf, { solo: true });
  assert.equal(
    telecom.policy,
    "<main_policy>\ndomains/telecom/main_policy_solo.md\n</main_policy>\n" +
      "<tech_support_policy>\ndomains/telecom/tech_support_manual.md\n</tech_support_policy>",
  );
  assert.equal(telecom.guidelines, "user_simulator/simulation_guidelines_tools.md");
  assert.equal(openDomain("mock", "v0.2", textOf).policy, "domains/mock/policy.md");
  assert.ok(!read.includes("domains/mock/user_db.json"));
  assert.throws(() => openDomain("retail", "v1.0", () => "{"), SyntaxError);
});
