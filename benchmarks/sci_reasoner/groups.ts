/**
 * SciReasoner's nine group scores and what is made of them.
 *
 * Upstream: `opencompass@a5acc4bb opencompass/configs/summarizers/scireasoner.py`.
 *
 * @module
 */
import { z } from "zod";
import type { GroupNumber, TaskNumbers } from "../define.ts";
import { bioInstruction, gue, opi, peer } from "./bio_tables.ts";
import { molInstructions, smolInstruct } from "./chemistry_tables.ts";
import { kinds } from "./kinds.ts";
import { conditionalGeneration, llm4mat, unconditionalGeneration } from "./material_tables.ts";
import { options } from "./options.ts";
import { pointsOf } from "./points.ts";
import { type GroupName, groupNames, type SubsetRow } from "./rows.ts";

/** The sub-tasks of each group in the order of the official summary. */
export const groups: Readonly<Record<GroupName, readonly SubsetRow[]>> = {
  Bio_Instruction: bioInstruction,
  GUE: gue,
  OPI: opi,
  PEER: peer,
  SmolInstruct: smolInstruct,
  Mol_Instructions: molInstructions,
  LLM4Mat: llm4mat,
  Conditional_Generation: conditionalGeneration,
  Unconditional_Generation: unconditionalGeneration,
};

/** All 149 sub-tasks. */
export const subsets: readonly SubsetRow[] = groupNames.flatMap((name) => groups[name]);

/** Every variant calls its metric the same. */
const defaults = z.object(options).parse({});

/** Name of the metric that stands for a sub-task. */
export function metricOf({ kind }: SubsetRow): string {
  return kinds[kind].metrics(defaults)[0].id;
}

/**
 * What a sub-task without a number is.
 *
 * - `strict`: a 0 like upstream's, which is full marks where the number is an error: without any number
 *   at all SmolInstruct has 13.33 and Mol_Instructions 5.88
 * - `safe`: no part of its group
 */
export type Missing = "strict" | "safe";

/** A group's score; `null` where none of its sub-tasks has a number and `missing` is `safe`. */
export function groupScore(
  name: GroupName,
  number: TaskNumbers,
  missing: Missing,
): number | null {
  const points = groups[name].flatMap((row) => subsetPoints(row, number, missing) ?? []);
  return points.length === 0 ? null : mean(points);
}

function subsetPoints(row: SubsetRow, number: TaskNumbers, missing: Missing): number | null {
  const value = number(row.id, metricOf(row));
  if (value === null && missing === "safe") return null;
  const counted = value === null || !Number.isFinite(value) ? 0 : value;
  return pointsOf(kinds[row.kind].points, counted);
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

/** The plain mean of the groups that have a score. */
export function macroScore(number: TaskNumbers, missing: Missing): number | null {
  const scores = groupNames.flatMap((name) => groupScore(name, number, missing) ?? []);
  return scores.length === 0 ? null : mean(scores);
}

/** The plain mean of the points of all sub-tasks. */
export function microScore(number: TaskNumbers, missing: Missing): number | null {
  const points = subsets.flatMap((row) => subsetPoints(row, number, missing) ?? []);
  return points.length === 0 ? null : mean(points);
}

/** How many sub-tasks have a number. */
export function coverage(number: TaskNumbers): number {
  return subsets.filter((row) => number(row.id, metricOf(row)) !== null).length;
}

/** The rows below the sub-tasks: groups, means of groups and of sub-tasks, and the coverage. */
export function groupNumbers(number: TaskNumbers): readonly GroupNumber[] {
  const percent = (id: string, value: number | null): GroupNumber => ({
    id,
    unit: "percent",
    value,
  });
  const rows = (["safe", "strict"] as const).flatMap((missing) => [
    ...groupNames.map((name) => percent(`${name} (${missing})`, groupScore(name, number, missing))),
    percent(`macro_groups (${missing})`, macroScore(number, missing)),
    percent(`micro_subsets (${missing})`, microScore(number, missing)),
  ]);
  return [...rows, {
    id: "sub-tasks with a number, of 149",
    unit: "count",
    value: coverage(number),
  }];
}
