/**
 * What the progress display says: pure functions from a run's state to lines.
 *
 * @module
 */
import { styleText } from "node:util";
import type { JudgeProgress, Progress, ProgressRow } from "../runners/run_types.ts";
import { printableLine } from "./printable.ts";

/** How lines are drawn. */
export interface ProgressStyle {
  readonly columns: number;
  /** Most lines the display may take. */
  readonly rows: number;
  readonly color: boolean;
  readonly currency: string | null;
}

type Color = "green" | "yellow" | "cyan" | "dim" | "bold";

/** A line for each benchmark of each column that fits, then the total. */
export function progressLines(progress: Progress, style: ProgressStyle): string[] {
  const paint = (color: Color, text: string) =>
    style.color ? styleText(color, text, { validateStream: false }) : text;
  const room = Math.max(1, style.rows - 2 - (progress.judges?.length ?? 0));
  const { shown, hidden } = rowsThatFit(progress.rows, room);
  const names = shown.map((row) => printableLine(`${row.benchmark} · ${row.column}`, NAME_WIDTH));
  const width = Math.max(0, ...names.map((name) => name.length));
  const lines = shown.map((row, index) => {
    const parts = [
      (names[index] ?? "").padEnd(width),
      bar(row, Math.min(24, Math.max(0, style.columns - width - 52)), paint),
      counts(row),
      row.turns === null ? "" : `${number(row.turns)} turns`,
      row.unscored > 0 ? paint("yellow", `${number(row.unscored)} failed`) : "",
      row.inFlight > 0 ? paint("cyan", `${number(row.inFlight)} in flight`) : "",
    ];
    return parts.filter((part) => part !== "").join("  ");
  });
  if (hidden > 0) lines.push(paint("dim", `… and ${hidden} more`));
  for (const judge of progress.judges ?? []) lines.push(judgeLine(judge, paint));
  lines.push(paint("bold", "total") + "  " + totals(progress, style.currency).join("  "));
  return lines;
}

/** The same on one line, for logs. */
export function progressLine(progress: Progress, currency: string | null): string {
  return totals(progress, currency).join(", ");
}

function judgeLine(
  { judge, replies, inFlight, failed }: JudgeProgress,
  paint: (color: Color, text: string) => string,
): string {
  return [
    `judge ${printableLine(judge, NAME_WIDTH)}`,
    `${number(replies)} verdicts`,
    failed > 0 ? paint("yellow", `${number(failed)} failed`) : "",
    inFlight > 0 ? paint("cyan", `${number(inFlight)} in flight`) : "",
  ].filter((part) => part !== "").join("  ");
}

/** Longest name of a row, in characters. */
const NAME_WIDTH = 44;

function totals(progress: Progress, currency: string | null): string[] {
  const parts = [counts(progress)];
  const turns = progress.rows.reduce((sum, row) => sum + (row.turns ?? 0), 0);
  if (turns > 0) parts.push(`${number(turns)} turns`);
  if (progress.unscored > 0) parts.push(`${number(progress.unscored)} failed`);
  parts.push(`${number(progress.inFlight)} in flight`);
  parts.push(`${number(Math.round(progress.tokensPerSecond))} tokens/s`);
  if (progress.cost !== null) parts.push(money(progress.cost, currency));
  parts.push(span(progress.elapsedMs));
  if (progress.etaMs !== null) parts.push(`${span(progress.etaMs)} left`);
  return parts;
}

function counts(
  { planned, scored, unscored }: Pick<ProgressRow, "planned" | "scored" | "unscored">,
) {
  const done = scored + unscored;
  // Rounded down, so that 100 % means done.
  const percent = planned === 0 ? 100 : Math.floor(100 * done / planned);
  return `${number(done)}/${number(planned)} ${percent} %`;
}

function bar(row: ProgressRow, width: number, paint: (color: Color, text: string) => string) {
  if (width < 6) return "";
  const share = row.planned === 0 ? 1 : (row.scored + row.unscored) / row.planned;
  const full = Math.floor(width * Math.min(1, share));
  return paint("green", "█".repeat(full)) + paint("dim", "░".repeat(width - full));
}

/** What moves first, then what waits, then what is done; in the order given among equals. */
function rowsThatFit(rows: readonly ProgressRow[], room: number) {
  if (rows.length <= room) return { shown: rows, hidden: 0 };
  const rank = (row: ProgressRow) =>
    row.inFlight > 0 ? 0 : row.scored + row.unscored < row.planned ? 1 : 2;
  const kept = new Set(rows.toSorted((a, b) => rank(a) - rank(b)).slice(0, room - 1));
  return { shown: rows.filter((row) => kept.has(row)), hidden: rows.length - kept.size };
}

/** `12,345`. */
export function number(value: number): string {
  return value.toLocaleString("en-US");
}

/** An amount with enough digits to see it grow. */
export function money(amount: number, currency: string | null): string {
  const text = amount.toFixed(amount < 10 ? 4 : 2);
  return currency === null ? text : `${text} ${printableLine(currency, 8)}`;
}

/** A span of time with two units: `45 s`, `12 min 5 s`, `3 h 10 min`, `2 d 4 h`. */
export function span(ms: number): string {
  const seconds = Math.max(0, Math.round(ms / 1_000));
  const units = [["d", 86_400], ["h", 3_600], ["min", 60], ["s", 1]] as const;
  const first = units.findIndex(([, size]) => seconds >= size);
  if (first < 0) return "0 s";
  let rest = seconds;
  const parts: string[] = [];
  for (const [unit, size] of units.slice(first, first + 2)) {
    const count = Math.floor(rest / size);
    rest -= count * size;
    if (count > 0) parts.push(`${count} ${unit}`);
  }
  return parts.join(" ");
}
