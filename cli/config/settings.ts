import type { RunConfig } from "../../runners/run_types.ts";

/** Plain JSON. */
export type Json = RunConfig["provenance"][string];

/** An effective setting and where it came from. */
export interface Setting {
  /** Such as `models.qwen3.sampling.thinking.temperature`. */
  readonly name: string;
  readonly value: Json;
  /** A flag, a place in the configuration file, `protocol` or `default`. */
  readonly from: string;
}

/** One place a setting may come from; an `undefined` value says nothing. */
export type Candidate<T> = readonly [value: T | undefined, from: string];

/** Chooses among what flags, file and protocol say, and remembers what was chosen. */
export class Settings {
  readonly #settings: Setting[] = [];

  /** Everything chosen so far, in order. */
  get all(): readonly Setting[] {
    return this.#settings;
  }

  /** The first candidate that says something, or `fallback` where none does. */
  choose<T extends Json>(
    name: string,
    candidates: readonly Candidate<T>[],
    [fallback, origin]: readonly [value: T, from: string],
  ): T {
    for (const [value, from] of candidates) {
      if (value !== undefined) return this.note(name, value, from);
    }
    return this.note(name, fallback, origin);
  }

  /** The same where nothing said is nothing recorded. */
  optional<T extends Json>(name: string, candidates: readonly Candidate<T>[]): T | undefined {
    const found = candidates.find(([value]) => value !== undefined);
    return found === undefined ? undefined : this.choose<T>(name, [found], [null as T, "default"]);
  }

  /** Records a setting that was not chosen here. */
  note<T extends Json>(name: string, value: T, from: string): T {
    this.#settings.push({ name, value, from });
    return value;
  }
}
