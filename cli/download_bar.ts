import { SingleBar } from "cli-progress";
import { stderr } from "node:process";
import type { Io } from "./io.ts";
import { number } from "./progress.ts";
import { printableLine } from "./printable.ts";

/** Shows downloads on standard error, one at a time. */
export interface DownloadBar extends Disposable {
  show(name: string, progress: { readonly bytes: number; readonly total: number | null }): void;
  /** Says something above the bar. */
  say(text: string): void;
}

/** Time between two lines where standard error is no terminal, in milliseconds. */
const LINE_EVERY_MS = 30_000;

/** A bar on a terminal, a plain line every 30 s elsewhere. */
export function downloadBar(io: Io): DownloadBar {
  return io.stderrIsTerminal ? drawn(io) : plain(io);
}

function plain(io: Io): DownloadBar {
  let last = io.now();
  return {
    show(name, { bytes, total }) {
      if (io.now() - last < LINE_EVERY_MS) return;
      last = io.now();
      const of = total === null ? "" : ` of ${number(total)}`;
      io.err(`${printableLine(name, 60)}: ${number(bytes)}${of} bytes\n`);
    },
    say: (text) => io.err(`${printableLine(text, 1_000)}\n`),
    [Symbol.dispose]() {},
  };
}

function drawn(io: Io): DownloadBar {
  let bar: SingleBar | null = null;
  let shown = "";
  const stop = () => {
    bar?.stop();
    bar = null;
  };
  return {
    show(name, { bytes, total }) {
      if (bar === null || shown !== name) {
        stop();
        shown = name;
        bar = new SingleBar({
          format: `${
            printableLine(name, 40)
          } [{bar}] {percentage} % {value}/{total} bytes {eta} s left`,
          stream: stderr,
          clearOnComplete: true,
          hideCursor: true,
        });
        bar.start(total ?? bytes, bytes);
      }
      if (total === null) bar.setTotal(bytes);
      bar.update(bytes);
    },
    say(text) {
      stop();
      io.err(`${printableLine(text, 1_000)}\n`);
    },
    [Symbol.dispose]: stop,
  };
}
