/** A measured number and what it should be. */
export interface Figure {
  readonly name: string;
  readonly value: number;
  readonly unit: string;
  /** `>= 0.4` or `<= 300`; `null` where nothing is asked for. */
  readonly target: string | null;
}

/** Hands figures to the process that started the bench. */
export function report(figures: readonly Figure[]): void {
  Deno.stdout.writeSync(new TextEncoder().encode(`${JSON.stringify({ figures })}\n`));
}

/** Whether a figure meets its target; `null` where it has none. */
export function meets({ value, target }: Figure): boolean | null {
  const match = /^(<=|>=) (\S+)$/.exec(target ?? "");
  if (match === null) return null;
  const bound = Number(match[2]);
  return match[1] === "<=" ? value <= bound : value >= bound;
}
