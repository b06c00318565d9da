import type { SimSettings } from "./options.ts";

/** Slots of the simulated machine and the line before them, first come first served. */
export interface Capacity {
  /** Requests that wait for a slot. */
  readonly waiting: number;
  /**
   * Takes a slot at once (`"in"`), or not at all (`"full"`), or answers with a way to wait for one,
   * which throws the signal's reason if the client leaves first. Each slot taken must be given back
   * with `leave`.
   */
  enter(): "in" | "full" | ((signal: AbortSignal) => Promise<void>);
  leave(): void;
}

/** Builds the slots that the settings ask for. */
export function capacity({ slots, beyond }: SimSettings["capacity"]): Capacity {
  const line: (() => void)[] = [];
  let taken = 0;
  return {
    get waiting() {
      return line.length;
    },
    enter() {
      if (slots === null || taken < slots) {
        taken++;
        return "in";
      }
      if (beyond !== "queue") return "full";
      return (signal) =>
        new Promise((resolve, reject) => {
          const onAbort = () => {
            const at = line.indexOf(start);
            if (at >= 0) line.splice(at, 1);
            reject(signal.reason);
          };
          const start = () => {
            signal.removeEventListener("abort", onAbort);
            resolve();
          };
          if (signal.aborted) return reject(signal.reason);
          signal.addEventListener("abort", onAbort, { once: true });
          line.push(start);
        });
    },
    leave() {
      const next = line.shift();
      if (next === undefined) taken--;
      else next();
    },
  };
}
