import { stripVTControlCharacters, styleText } from "node:util";
import Table from "cli-table3";
import type { Leaderboard, PublishedColumn, Square } from "../leaderboard_types.ts";
import { headingPieces } from "./heading.ts";
import { metricText, squareText } from "./square_text.ts";
import { visible } from "./visible.ts";
import { widthOf, wrap } from "./wrap.ts";

/** How to draw on a terminal. */
export interface TerminalOptions {
  /** Uses ANSI colours. Default `false`. */
  readonly color?: boolean;
  /** Width in columns; wider tables are cut into several, one below the other. Default 100. */
  readonly width?: number;
  /** Which tables of tasks follow: none, their metrics, or breakdowns too. Default `metrics`. */
  readonly details?: "none" | "metrics" | "all";
}

type Style = Parameters<typeof styleText>[0];
type Paint = (style: Style, text: string) => string;

/**
 * Renders a leaderboard for a terminal. Published columns are headed "published" and dim, numbers of
 * the simulated server are marked "simulated". No escape sequence of a name reaches the terminal.
 *
 * @returns Text that ends with a line break; the same for an equal board and equal options.
 */
export function renderTerminal(board: Leaderboard, options: TerminalOptions = {}): string {
  const { color = false, width = 100, details = "metrics" } = options;
  const paint: Paint = (style, text) =>
    color ? styleText(style, text, { validateStream: false }) : text;
  const draw = new Drawing(paint, Math.max(40, width));
  const computed = board.columns.map((column) =>
    heading(headingPieces(column, 2 * columnWidth), [
      ...(column.simulated ? ["simulated"] : []),
      ...(column.footnotes.length > 0 ? [marks(column.footnotes)] : []),
    ])
  );
  const parts = board.sections.flatMap((section) => {
    const rows = section.rows.map((row): Row => ({
      title: visible(row.title, titleWidth),
      cells: [
        ...row.squares.map((square) => squareCell(square, paint)),
        ...printedCells(row.published, board.published, paint),
      ],
    }));
    const averages = averageRow(section.averages, board.published.map(() => null), board.published);
    return [
      paint("bold", visible(section.title)),
      draw.table("Benchmark", [...computed, ...published(board.published)], [...rows, ...averages]),
    ];
  });

  function averageRow(
    averages: readonly Square[],
    printed: readonly (number | null)[],
    columns: readonly PublishedColumn[],
  ): readonly Row[] {
    if (averages.length === 0) return [];
    return [{
      title: "Average",
      cells: [
        ...averages.map((square) => squareCell(square, paint)),
        ...printedCells(printed, columns, paint),
      ],
    }];
  }

  for (const part of details === "none" ? [] : board.tables) {
    const rows = part.rows
      .filter((row) => details === "all" || row.kind !== "breakdown")
      // Printed rows of a suite that nobody ran: the main table has the gap already.
      .filter((row) => row.squares.some(({ value, planned }) => value !== null || planned > 0))
      .map((row): Row => ({
        title: taskTitle(row.title, metricText(row.metric, row.unit, row.better)),
        cells: [
          ...row.squares.map((square) => squareCell(square, paint)),
          ...printedCells(row.published, part.published, paint),
        ],
      }));
    const averages = averageRow(part.averages, part.publishedAverages, part.published);
    parts.push(
      paint("bold", `${visible(part.title)}: tasks and metrics`),
      draw.table("Task", [...computed, ...published(part.published)], [...rows, ...averages]),
    );
  }
  const sources = new Set(
    [board, ...(details === "none" ? [] : board.tables)].flatMap((part) =>
      part.published.map(({ source }) => source)
    ),
  );
  parts.push(
    ...[...sources].map((source) =>
      paint("dim", `published: ${visible(source)}, not measured here`)
    ),
    ...board.footnotes.map(({ number, text }) => `[${number}] ${visible(text, 500)}`),
  );
  return parts.join("\n") + "\n";
}

const titleWidth = 40;
const columnWidth = 24;

interface Row {
  readonly title: string;
  readonly cells: readonly string[];
}

function taskTitle(title: string, metric: string): string {
  const name = visible(title, titleWidth);
  return metric === "" ? name : `${name}\n  ${visible(metric, titleWidth)}`;
}

function heading(pieces: readonly string[], extras: readonly string[]): string {
  return [...wrap(pieces.join(" "), columnWidth), ...extras].join("\n");
}

/** Breaks a line to the column and paints every piece for itself, so that no colour runs on. */
function lines(text: string, style: Style | null, paint: Paint): readonly string[] {
  return wrap(text, columnWidth).map((piece) => style === null ? piece : paint(style, piece));
}

function published(columns: readonly PublishedColumn[]): readonly string[] {
  return columns.map(({ label }) => heading([visible(label, 2 * columnWidth)], ["published"]));
}

function marks(numbers: readonly number[]): string {
  return numbers.map((number) => `[${number}]`).join("");
}

function squareCell(square: Square, paint: Paint): string {
  const { value, interval, reason, details } = squareText(square);
  const below = [details.join(", "), marks(square.footnotes)].filter((text) => text !== "");
  return [
    ...(value === null
      ? lines(`- ${visible(reason, 60)}`, "dim", paint)
      : numberLines(value, interval, paint)),
    ...(value !== null && square.simulated ? [paint("yellow", "simulated")] : []),
    ...(below.length > 0 ? lines(below.join(" "), "dim", paint) : []),
  ].join("\n");
}

/** The number and its interval, on one line where both fit. */
function numberLines(value: string, interval: string, paint: Paint): readonly string[] {
  const number = paint("bold", value);
  if (interval === "") return [number];
  return widthOf(`${value} ${interval}`) <= columnWidth
    ? [`${number} ${interval}`]
    : [number, interval];
}

function printedCells(
  values: readonly (number | null)[],
  columns: readonly PublishedColumn[],
  paint: Paint,
): readonly string[] {
  return columns.map(({ decimals }, at) => {
    const value = values[at] ?? null;
    return value === null ? "" : paint(["dim", "italic"], value.toFixed(decimals));
  });
}

class Drawing {
  constructor(readonly paint: Paint, readonly width: number) {}

  /** One table, or several below each other where the columns do not fit side by side. */
  table(corner: string, heads: readonly string[], rows: readonly Row[]): string {
    const first = 2 + Math.max(...[corner, ...rows.map((row) => row.title)].map(widestLine));
    const widths = heads.map((head, at) =>
      2 + Math.min(
        columnWidth,
        Math.max(widestLine(head), ...rows.map((row) => widestLine(row.cells[at] ?? ""))),
      )
    );
    const chunks: number[][] = [[]];
    let used = first + 2;
    for (const [at, width] of widths.entries()) {
      // A published column that has nothing to say to these rows.
      if (rows.length > 0 && rows.every((row) => row.cells[at] === "")) continue;
      if (used + width + 1 > this.width && chunks.at(-1)?.length !== 0) {
        chunks.push([]);
        used = first + 2;
      }
      chunks.at(-1)?.push(at);
      used += width + 1;
    }
    return chunks.map((chunk) => {
      const table = new Table({
        head: [corner, ...chunk.map((at) => heads[at] ?? "")].map((head) =>
          head.split("\n").map((line) => this.paint("bold", line)).join("\n")
        ),
        colWidths: [first, ...chunk.map((at) => widths[at] ?? columnWidth)],
        colAligns: ["left", ...chunk.map(() => "right" as const)],
        style: { head: [], border: [], compact: true },
      });
      table.push(...rows.map((row) => [row.title, ...chunk.map((at) => row.cells[at] ?? "")]));
      return table.toString();
    }).join("\n");
  }
}

/** Columns that the widest line of a cell takes; the colours in it take none. */
function widestLine(cell: string): number {
  return Math.max(...stripVTControlCharacters(cell).split("\n").map(widthOf));
}
