/**
 * A leaderboard as plain data. Renderers turn it into Markdown, CSV, JSON and terminal tables and
 * compute nothing; its JSON Schema is `schemas/leaderboard.schema.json`.
 *
 * @module
 */
import type { Unit } from "../scoring/types.ts";
import type { Interval, RunSummary } from "./types.ts";

/** Everything that a table shows. */
export interface Leaderboard {
  readonly $schema: string;
  /** Raised by a change that a reader of the JSON could trip over. */
  readonly schemaVersion: 1;
  /** Computed columns, in the order of runs and of their columns. */
  readonly columns: readonly BoardColumn[];
  /** Published columns of the main table; empty where they were not wanted. */
  readonly published: readonly PublishedColumn[];
  readonly sections: readonly BoardSection[];
  /** One table for each benchmark that ran: its tasks and metrics. */
  readonly tables: readonly BoardTable[];
  /** Numbered from 1 as squares and columns refer to them. */
  readonly footnotes: readonly Footnote[];
}

/** A model in a mode in a run. */
export interface BoardColumn {
  /** `<run id>/<column id>`: unique on the board. */
  readonly id: string;
  /** What stands over the column; with the run id where two runs have the same model and mode. */
  readonly heading: string;
  readonly label: string;
  readonly model: string;
  readonly mode: "thinking" | "non-thinking";
  readonly runId: string;
  readonly status: RunSummary["status"];
  /** True when the simulated server answered: the numbers say nothing about a model. */
  readonly simulated: boolean;
  readonly footnotes: readonly number[];
}

/** A column of numbers that others published. Never averaged, never mixed with computed ones. */
export interface PublishedColumn {
  readonly label: string;
  readonly source: string;
  /** Decimals as printed. */
  readonly decimals: number;
}

/** Rows under one heading. */
export interface BoardSection {
  readonly id: "scientific" | "general" | "other";
  readonly title: string;
  readonly rows: readonly BoardRow[];
  /**
   * Mean over the section's rows, one square a computed column, empty unless all of the report's
   * rows have a number. No squares in the section of other benchmarks.
   */
  readonly averages: readonly Square[];
}

/** A benchmark. */
export interface BoardRow {
  readonly benchmark: string;
  readonly title: string;
  /** One for each computed column, in their order. */
  readonly squares: readonly Square[];
  /** One for each published column, in their order; `null` where nothing was published. */
  readonly published: readonly (number | null)[];
}

/** A computed number and what it stands on, or a gap with its reason. */
export interface Square {
  /** Id of the column. */
  readonly column: string;
  readonly runId: string;
  readonly mode: "thinking" | "non-thinking";
  readonly simulated: boolean;
  /** Task id; `*` for a mean over tasks or rows. */
  readonly task: string;
  /** Metric id, or the name of a number in a breakdown. */
  readonly metric: string;
  readonly unit: Unit;
  readonly better: "higher" | "lower";
  readonly value: number | null;
  /** Why there is no value: "not run", "needs a judge", ... `null` where there is one. */
  readonly reason: string | null;
  /** Items that count in the value; for a number of a breakdown, those of its task. */
  readonly n: number;
  /** Asks, independent repeats included: `planned` is `scored + unscored`. */
  readonly planned: number;
  readonly scored: number;
  readonly unscored: number;
  /** `scored / planned`, 0..1; `null` where nothing was planned. */
  readonly coverage: number | null;
  readonly interval: Interval | null;
  /** What the value could have been had every unscored ask been worst / best; `null` if unknown. */
  readonly worst: number | null;
  readonly best: number | null;
  /** Independent asks of each sample. */
  readonly repeats: number;
  /** Version of the benchmark's definition; `null` where it did not run. */
  readonly version: number | null;
  readonly footnotes: readonly number[];
}

/** A benchmark's tasks and metrics. */
export interface BoardTable {
  readonly benchmark: string;
  readonly title: string;
  /** Published columns of this table (the report's suites). */
  readonly published: readonly PublishedColumn[];
  readonly rows: readonly BoardTableRow[];
  /** Mean over the suite's rows, empty unless all have a number; none outside the suites. */
  readonly averages: readonly Square[];
  /** The printed averages beside them, one a published column; `null` where none is printed. */
  readonly publishedAverages: readonly (number | null)[];
}

/** One metric of one task, or one number of a breakdown. */
export interface BoardTableRow {
  readonly task: string;
  readonly title: string;
  /** The metric that stands for the task is `primary`. */
  readonly kind: "primary" | "metric" | "breakdown";
  /** Metric id; for a breakdown `<breakdown id>: <name>`. */
  readonly metric: string;
  readonly unit: Unit;
  /** `null` for breakdowns, which have no direction. */
  readonly better: "higher" | "lower" | null;
  readonly squares: readonly Square[];
  readonly published: readonly (number | null)[];
}

/** A remark that squares and columns refer to by number. */
export interface Footnote {
  readonly number: number;
  readonly text: string;
}
