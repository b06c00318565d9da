import Table from "cli-table3";
import { printableLine } from "./printable.ts";

/** A column of a plain table. */
export interface TextColumn {
  readonly title: string;
  readonly align?: "left" | "right";
}

/** A table without lines, columns two spaces apart; ends with a line break. */
export function textTable(
  columns: readonly TextColumn[],
  rows: readonly (readonly string[])[],
): string {
  const none = {
    ...{ top: "", "top-mid": "", "top-left": "", "top-right": "" },
    ...{ bottom: "", "bottom-mid": "", "bottom-left": "", "bottom-right": "" },
    ...{ left: "", "left-mid": "", mid: "", "mid-mid": "" },
    ...{ right: "", "right-mid": "", middle: "  " },
  };
  const table = new Table({
    chars: none,
    colAligns: columns.map(({ align = "left" }) => align),
    style: { "padding-left": 0, "padding-right": 0, head: [], border: [] },
  });
  table.push(columns.map(({ title }) => title));
  for (const row of rows) table.push(row.map((cell) => printableLine(cell)));
  return table.toString().split("\n").map((line) => line.trimEnd()).join("\n") + "\n";
}
