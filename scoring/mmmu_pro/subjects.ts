/**
 * MMMU-Pro's 30 subjects in six fields, and its numbers over them.
 *
 * Upstream: `MMMU-Benchmark/MMMU@bb0b95a9 mmmu-pro/evaluate.py:mmmu_aggregate_results`.
 *
 * @module
 */
import { pyRound } from "../python/round.ts";
import { numberOf } from "../metrics/mean.ts";
import type { BreakdownMetric } from "../types.ts";

/** Subjects by field, as they stand in a record's `subject`. */
export const FIELDS: Readonly<Record<string, readonly string[]>> = {
  "Art and Design": ["Art", "Art_Theory", "Design", "Music"],
  "Business": ["Accounting", "Economics", "Finance", "Manage", "Marketing"],
  "Science": ["Biology", "Chemistry", "Geography", "Math", "Physics"],
  "Health and Medicine": [
    "Basic_Medical_Science",
    "Clinical_Medicine",
    "Diagnostics_and_Laboratory_Medicine",
    "Pharmacy",
    "Public_Health",
  ],
  "Humanities and Social Science": ["History", "Literature", "Sociology", "Psychology"],
  "Tech and Engineering": [
    "Agriculture",
    "Architecture_and_Engineering",
    "Computer_Science",
    "Electronics",
    "Energy_and_Power",
    "Materials",
    "Mechanical_Engineering",
  ],
};

/** Accuracy of each field over its rows, `field/<name>`, in percent; fields without rows are left out. */
export const fieldAccuracies: BreakdownMetric = {
  kind: "breakdown",
  id: "fields",
  unit: "percent",
  compute: (items) =>
    Object.fromEntries(
      Object.entries(FIELDS).flatMap(([field, subjects]) => {
        const rows = items.filter(({ groups }) => subjects.includes(groups.subject ?? ""));
        const right = rows.filter(({ values }) => numberOf(values.correct) === 1).length;
        return rows.length === 0 ? [] : [[`field/${field}`, 100 * right / rows.length]];
      }),
    ),
};

/** Rows of a subject, and right ones among them. */
export interface SubjectResult {
  readonly subject: string;
  readonly n: number;
  readonly correct: number;
}

/**
 * `Overall` and a number a field, as fractions rounded to three decimals: what the authors' program
 * prints. A field without rows is 0.
 */
export function officialGroups(results: readonly SubjectResult[]): Record<string, number> {
  const pooled = (rows: readonly SubjectResult[]) => {
    let accuracy = 0;
    let n = 0;
    for (const row of rows) {
      if (row.n === 0) continue;
      accuracy += (row.correct / row.n) * row.n;
      n += row.n;
    }
    return pyRound(n === 0 ? 0 : accuracy / n, 3);
  };
  const fields = Object.entries(FIELDS).map(([field, subjects]) =>
    [field, pooled(results.filter(({ subject }) => subjects.includes(subject)))] as const
  );
  return { Overall: pooled(results), ...Object.fromEntries(fields) };
}
