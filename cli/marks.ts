import { styleText } from "node:util";

const COLORS = { ok: "green", warn: "yellow", fail: "red", skip: "dim" } as const;

/** `ok`, `warn`, `fail` or `skip` in four characters, coloured where wanted. */
export function mark(status: keyof typeof COLORS, color: boolean): string {
  const text = status.padEnd(4);
  return color ? styleText(COLORS[status], text, { validateStream: false }) : text;
}
