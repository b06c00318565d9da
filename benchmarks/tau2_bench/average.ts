/** A domain's number with the number of its tasks. */
export interface DomainNumber {
  readonly value: number;
  readonly tasks: number;
}

/**
 * The mean over domains, each weighing the same: upstream's average, and the number in the table.
 *
 * @returns `null` without any domain
 */
export function tableAverage(values: readonly number[]): number | null {
  if (values.length === 0) return null;
  return values.toSorted((a, b) => a - b).reduce((sum, value) => sum + value, 0) / values.length;
}

/** The mean over tasks whatever their domain, for a note beside the number. `null` without any. */
export function taskWeightedAverage(domains: readonly DomainNumber[]): number | null {
  const tasks = domains.reduce((sum, domain) => sum + domain.tasks, 0);
  if (tasks === 0) return null;
  return domains.reduce((sum, { value, tasks }) => sum + value * tasks, 0) / tasks;
}
