/**
 * The simulated calendar: it is always 25 February 2025.
 *
 * @module
 */

/** Today. */
export const TODAY = "2025-02-25";
/** The last day of this month, when the billing cycle ends. */
export const CYCLE_END = "2025-02-28";

/** A billing period; bills are issued on its first day and due 14 days later. */
export interface Period {
  readonly start: string;
  readonly end: string;
  readonly due: string;
}

export const LAST_MONTH: Period = { start: "2025-01-01", end: "2025-01-31", due: "2025-01-15" };
export const NEXT_MONTH: Period = { start: "2025-03-01", end: "2025-03-31", due: "2025-03-15" };
