/** What is wrong with a store, for a caller that acts on it. */
export type StoreProblem =
  | "missing"
  | "exists"
  | "foreign"
  | "damaged"
  | "newer"
  | "locked"
  | "full"
  | "conflict"
  | "closed"
  | "run-id"
  | "read-only"
  | "failed";

/**
 * A run cannot be opened, read or written. The message is a sentence for the operator: which file,
 * what was found, what to do.
 */
export class StoreError extends Error {
  override readonly name = "StoreError";
  constructor(
    readonly kind: StoreProblem,
    /** The file, or `:memory:`. */
    readonly path: string,
    message: string,
    options?: ErrorOptions,
  ) {
    super(message, options);
  }
}
