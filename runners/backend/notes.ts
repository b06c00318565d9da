import type { EndpointNote } from "./types.ts";

type Kind = EndpointNote["kind"];

/** Says aloud what an endpoint does on its own: each thing once, what recurs with its count. */
export class Notes {
  readonly #label: string;
  readonly #listeners = new Set<(note: EndpointNote) => void>();
  readonly #said = new Set<string>();
  readonly #counts = new Map<Kind, number>();

  constructor(label: string) {
    this.#label = label;
  }

  listen(listener: (note: EndpointNote) => void): void {
    this.#listeners.add(listener);
  }

  say(kind: Kind, text: string): void {
    for (const listener of this.#listeners) listener({ label: this.#label, kind, text });
  }

  /** Says the same words once for the life of the endpoint. */
  once(kind: Kind, text: string): void {
    const key = `${kind} ${text}`;
    if (this.#said.has(key)) return;
    this.#said.add(key);
    this.say(kind, text);
  }

  /** Counts what recurs, and says so the 1st, 10th, 100th, … time. */
  count(kind: Kind, text: (times: number) => string): void {
    const times = (this.#counts.get(kind) ?? 0) + 1;
    this.#counts.set(kind, times);
    if (Number.isInteger(Math.log10(times))) this.say(kind, text(times));
  }
}
