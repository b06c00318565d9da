import type { Progress } from "../runners/run_types.ts";
import type { Io } from "./io.ts";
import { printableLine } from "./printable.ts";
import { progressLine, progressLines } from "./progress.ts";

/** Shows a run on standard error while it runs. */
export interface ProgressDisplay extends Disposable {
  show(progress: Progress): void;
  /** Says something once, above the display. */
  say(text: string): void;
}

/** Time between two lines where standard error is no terminal, in milliseconds. */
const LINE_EVERY_MS = 30_000;

/**
 * Several lines redrawn in place on a terminal, a plain line every 30 s elsewhere. Never touches
 * standard output.
 */
export function progressDisplay(
  io: Io,
  currency: string | null,
  everyMs = LINE_EVERY_MS,
): ProgressDisplay {
  return io.stderrIsTerminal ? redrawn(io, currency) : plain(io, currency, everyMs);
}

function plain(io: Io, currency: string | null, everyMs: number): ProgressDisplay {
  let last = io.now();
  return {
    show(progress) {
      if (io.now() - last < everyMs) return;
      last = io.now();
      io.err(`${progressLine(progress, currency)}\n`);
    },
    say: (text) => io.err(`${printableLine(text, MESSAGE_WIDTH)}\n`),
    [Symbol.dispose]() {},
  };
}

/** Longest message said, in characters. */
const MESSAGE_WIDTH = 1_000;

function redrawn(io: Io, currency: string | null): ProgressDisplay {
  let lines = 0;
  // Up to where the display began, then everything below is cleared.
  const clear = () => lines === 0 ? "" : `\x1b[${lines}A\r\x1b[J`;
  return {
    show(progress) {
      const { columns, rows } = io.size();
      const drawn = progressLines(progress, { columns, rows, color: io.color.err, currency });
      // Lines that do not wrap, or counting them would be wrong.
      io.err(`${clear()}\x1b[?7l${drawn.join("\n")}\x1b[?7h\n`);
      lines = drawn.length;
    },
    say(text) {
      io.err(`${clear()}${printableLine(text, MESSAGE_WIDTH)}\n`);
      lines = 0;
    },
    [Symbol.dispose]() {
      io.err(clear());
      lines = 0;
    },
  };
}
