import { dumps } from "../../scoring/python/dumps.ts";
import type { StoryLine } from "../../scoring/sketch.ts";
import type { ComponentTold, Retelling, WorldDifference } from "../../scoring/tau2/retelling.ts";
import type { Entry } from "../../scoring/tau2/trajectory.ts";

/** A conversation line by line: what was said and called, then what it left and what that is worth. */
export function storyLines(told: Retelling): readonly StoryLine[] {
  const { entries, termination, reward, trouble, components, differences, failedGold } = told;
  return [
    ...entries.flatMap(entryLines),
    plain(`ended: ${termination}`),
    ...differences.map(differenceLine),
    ...failedGold.map((call) => plain(`the reference solution fails at ${call}`)),
    ...components.map(componentLine),
    reward === null
      ? { head: `no reward: ${trouble ?? ""}`, detail: "", mark: "bad" }
      : { head: `reward ${reward}`, detail: "", mark: reward === 1 ? "good" : "bad" },
  ];
}

function plain(head: string, detail = ""): StoryLine {
  return { head, detail, mark: "plain" };
}

function entryLines(entry: Entry): StoryLine[] {
  if (entry.role === "tool") {
    return [{
      head: `tool answers the ${entry.requestor === "user" ? "user" : "agent"}`,
      detail: entry.content,
      mark: entry.error ? "bad" : "plain",
    }];
  }
  const who = entry.role === "user" ? "user" : "agent";
  return [
    ...(entry.content === null || entry.content === "" ? [] : [plain(`${who}: ${entry.content}`)]),
    ...(entry.toolCalls ?? []).map(({ name, arguments: given }) =>
      plain(`${who} calls ${name}`, dumps(given))
    ),
  ];
}

function differenceLine({ side, path, found, wanted }: WorldDifference): StoryLine {
  return {
    head: `${side}'s database, ${path}`,
    detail: `found ${found ?? "nothing"}\nwanted ${wanted ?? "nothing"}`,
    mark: "bad",
  };
}

function componentLine({ name, value, why }: ComponentTold): StoryLine {
  return { head: `${name} ${value}`, detail: why.join("\n"), mark: value === 1 ? "good" : "bad" };
}
