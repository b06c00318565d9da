import type {
  BoardColumn,
  BoardTable,
  Footnote,
  Leaderboard,
  PublishedColumn,
  Square,
} from "../leaderboard_types.ts";
import { headingPieces } from "./heading.ts";
import { metricText, squareText } from "./square_text.ts";
import { visible } from "./visible.ts";

/**
 * Renders a leaderboard as GitHub Markdown: a table for each section, one for each benchmark's tasks
 * and metrics, and the notes. Published columns are in italics and headed "published"; every number
 * of the simulated server is marked. Names are escaped for Markdown and HTML.
 *
 * @returns Text that ends with a line break; the same for an equal board.
 */
export function renderMarkdown(board: Leaderboard): string {
  return [
    "# Leaderboard",
    ...introduction(board),
    ...columnTable(board),
    ...board.sections.flatMap((section) => [
      `## ${markdownText(section.title)}`,
      table(
        ["Benchmark", ...headings(board), ...publishedHeadings(board.published)],
        [
          ...section.rows.map((row) => [
            rowTitle(row.title, row.squares),
            ...row.squares.map((square) => squareCell(square, true)),
            ...publishedCells(row.published, board.published),
          ]),
          ...averageRows(section.averages, board.published.map(() => null), board.published),
        ],
      ),
    ]),
    ...(board.tables.length > 0 ? ["## Tasks and metrics"] : []),
    ...board.tables.flatMap((part) => taskTable(board, part)),
    ...notes(board.footnotes),
  ].join("\n\n") + "\n";
}

/** Escapes a name for a line of Markdown: no markup, link, mention, HTML or table cell comes of it. */
export function markdownText(text: string): string {
  return visible(text).replace(
    /[\\`*_[\]|~$]|[&<>@]|:(?=\/\/)|(?<=www)\.|#(?=\d)/gi,
    (char) => /[\\`*_[\]|~$]/.test(char) ? `\\${char}` : `&#${char.charCodeAt(0)};`,
  );
}

const superscripts = "⁰¹²³⁴⁵⁶⁷⁸⁹";

/** Footnote numbers as superscripts: ` ¹ ¹²`. */
function marks(numbers: readonly number[]): string {
  return numbers.map((number) =>
    " " + [...String(number)].map((digit) => superscripts[Number(digit)] ?? "").join("")
  ).join("");
}

function introduction(board: Leaderboard): readonly string[] {
  return [
    "Computed columns: value, 95 % interval, and n, the number of scored asks it stands on.",
    ...sourcesText(board.published),
    ...(board.columns.some((column) => column.simulated)
      ? ["**Numbers marked (simulated) were made up by the built-in server.**"]
      : []),
  ];
}

function sourcesText(columns: readonly PublishedColumn[]): readonly string[] {
  if (columns.length === 0) return [];
  const sources = [...new Set(columns.map(({ source }) => markdownText(source)))].join("; ");
  return [`*Columns in italics are published numbers*, not measured here: ${sources}.`];
}

function columnTable(board: Leaderboard): readonly string[] {
  if (board.columns.length === 0) return [];
  return [table(
    ["Column", "Model", "Mode", "Run", "Status"],
    board.columns.map((column) => [
      headingText(column) + (column.simulated ? " (simulated)" : "") +
      marks(column.footnotes),
      markdownText(column.model),
      column.mode,
      markdownText(column.runId),
      column.status,
    ]),
    "left",
  )];
}

function headings(board: Leaderboard): readonly string[] {
  return board.columns.map(headingText);
}

function headingText(column: BoardColumn): string {
  return headingPieces(column, 80).map(markdownText).join(" ");
}

function publishedHeadings(columns: readonly PublishedColumn[]): readonly string[] {
  return columns.map(({ label }) => `*${markdownText(label)}*<br>*published*`);
}

function publishedCells(
  values: readonly (number | null)[],
  columns: readonly PublishedColumn[],
): readonly string[] {
  return columns.map(({ decimals }, at) => {
    const value = values[at] ?? null;
    return value === null ? "" : `*${value.toFixed(decimals)}*`;
  });
}

function rowTitle(title: string, squares: readonly Square[]): string {
  const odd = squares.find((square) =>
    square.value !== null && (square.unit !== "percent" || square.better === "lower")
  );
  const name = markdownText(title);
  return odd === undefined
    ? name
    : `${name}<br>${markdownText(metricText(odd.metric, odd.unit, odd.better))}`;
}

function squareCell(square: Square, detailed: boolean): string {
  const { value, interval, reason, details } = squareText(square);
  const tail = detailed && details.length > 0 ? `<br>${details.join(", ")}` : "";
  if (value === null) return `— ${markdownText(reason)}${marks(square.footnotes)}${tail}`;
  const parts = [`**${value}**`, ...(interval === "" ? [] : [interval.replace("[", "\\[")])];
  if (square.simulated) parts.push("(simulated)");
  return parts.join(" ") + marks(square.footnotes) + tail;
}

function averageRows(
  averages: readonly Square[],
  published: readonly (number | null)[],
  columns: readonly PublishedColumn[],
  blank: readonly string[] = [],
): readonly (readonly string[])[] {
  if (averages.length === 0) return [];
  return [[
    "**Average**",
    ...blank,
    ...averages.map((square) => squareCell(square, true)),
    ...publishedCells(published, columns),
  ]];
}

function taskTable(board: Leaderboard, part: BoardTable): readonly string[] {
  return [
    `### ${markdownText(part.title)}`,
    table(
      ["Task", "Metric", ...headings(board), ...publishedHeadings(part.published)],
      [
        ...part.rows.map((row) => [
          markdownText(row.title),
          row.metric === ""
            ? ""
            : emphasised(markdownText(metricText(row.metric, row.unit, row.better)), row.kind),
          ...row.squares.map((square) => squareCell(square, row.kind !== "breakdown")),
          ...publishedCells(row.published, part.published),
        ]),
        ...averageRows(part.averages, part.publishedAverages, part.published, [""]),
      ],
      "left",
      2,
    ),
    ...sourcesText(part.published),
  ];
}

function emphasised(text: string, kind: BoardTable["rows"][number]["kind"]): string {
  return kind === "primary" ? `**${text}**` : text;
}

/** A table whose first columns are text and whose others are numbers, unless all are text. */
function table(
  head: readonly string[],
  rows: readonly (readonly string[])[],
  others: "left" | "right" = "right",
  texts = 1,
): string {
  const rule = head.map((_, at) =>
    at < texts || (others === "left" && texts === 1) ? ":--" : "--:"
  );
  return [head, rule, ...rows].map((cells) => `| ${cells.join(" | ")} |`).join("\n");
}

function notes(footnotes: readonly Footnote[]): readonly string[] {
  if (footnotes.length === 0) return [];
  const lines = footnotes.map(({ number, text }) =>
    `${marks([number]).trim()} ${markdownText(visible(text, 500))}`
  );
  return ["## Notes", lines.join("<br>\n")];
}
