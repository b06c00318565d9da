import { isUnderstanding, reportedTasks, scitsTasks } from "./tasks.ts";

/**
 * Averages over the tasks' cells: `nine tasks (unofficial)`, the mean over the report's nine, and for
 * each discipline the mean over its understanding tasks, which is what the paper averages. Generation
 * tasks are errors and never mixed in. A mean with a cell missing is undefined.
 *
 * @param cell F1 of a task in percent; `null` where there is none
 */
export function scitsAverages(
  cell: (task: string) => number | null,
): Readonly<Record<string, number | null>> {
  const averages: Record<string, number | null> = {
    "nine tasks (unofficial)": mean(reportedTasks.map(cell)),
  };
  const understanding = scitsTasks.filter(({ id }) => isUnderstanding(id));
  for (const [discipline, tasks] of Map.groupBy(understanding, ({ discipline }) => discipline)) {
    averages[discipline] = mean(tasks.map(({ id }) => cell(id)));
  }
  return averages;
}

function mean(cells: readonly (number | null)[]): number | null {
  let sum = 0;
  for (const cell of cells) {
    if (cell === null) return null;
    sum += cell;
  }
  return sum / cells.length;
}
