import type { Json, JsonObject } from "../../scoring/json.ts";
import type { Dialect } from "./dialects/types.ts";

/**
 * What an endpoint has learned its server refuses, for as long as the endpoint lives: parameters
 * that are dropped, renamed or sent with another value. Every change is told once.
 */
export class Adaptation {
  readonly #changes = new Map<string, Change>();
  readonly #dropped: string[] = [];

  /** Names of the parameters no longer sent as asked, in the order they were refused; it grows. */
  get dropped(): readonly string[] {
    return this.#dropped;
  }

  /**
   * Takes note that the server refuses a parameter.
   *
   * @param name the parameter as it was sent
   * @param value what was sent
   * @returns what is done about it, for people; `null` where this was known before
   */
  refuse(name: string, value: Json, dialect: Dialect): string | null {
    if (name === "max_tokens" && !this.#changes.has(name)) {
      this.#change(name, { kind: "renamed", to: "max_completion_tokens" });
      return `"max_tokens" is sent as "max_completion_tokens" from now on`;
    }
    const next = typeof value === "string" ? dialect.fallbacks[name]?.[value] : undefined;
    const known = this.#changes.get(name);
    if (next !== undefined) {
      if (known?.kind === "replaced" && known.from.has(value)) return null;
      const from = new Set(known?.kind === "replaced" ? known.from : []).add(value);
      this.#change(name, { kind: "replaced", from, to: next });
      return `"${name}" is sent as "${next}" instead of "${value}" from now on`;
    }
    if (known?.kind === "dropped") return null;
    this.#change(name, { kind: "dropped" });
    return `"${name}" is no longer sent: the server's own default applies`;
  }

  /** The body as this server takes it. */
  apply(body: JsonObject): JsonObject {
    if (this.#changes.size === 0) return body;
    const applied: Record<string, Json> = {};
    for (const [name, value] of Object.entries(body)) {
      const change = this.#changes.get(name);
      if (change === undefined) applied[name] = value;
      else if (change.kind === "replaced") {
        applied[name] = change.from.has(value) ? change.to : value;
      } else if (change.kind === "renamed" && this.#changes.get(change.to)?.kind !== "dropped") {
        applied[change.to] = value;
      }
    }
    return applied;
  }

  #change(name: string, change: Change): void {
    if (!this.#changes.has(name)) this.#dropped.push(name);
    this.#changes.set(name, change);
  }
}

type Change =
  | { readonly kind: "dropped" }
  | { readonly kind: "renamed"; readonly to: string }
  | { readonly kind: "replaced"; readonly from: ReadonlySet<Json>; readonly to: string };
