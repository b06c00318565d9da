/** What a web tool can fail with. The name begins the sentence that the model reads. */
export type WebErrorName =
  | "bad-arguments"
  | "unknown-tool"
  | "refused-address"
  | "unreachable"
  | "http-error"
  | "unreadable"
  | "too-large"
  | "timed-out"
  | "search-failed"
  | "no-search"
  | "not-recorded"
  | "no-sandbox"
  | "holds-benchmark";

/** Failures that tell of a moment and not of what was asked: worth another try. */
const PASSING: ReadonlySet<WebErrorName> = new Set([
  "unreachable",
  "timed-out",
  "search-failed",
  "http-error",
]);

/** A call that failed, in one sentence that the model may read. */
export class WebError extends Error {
  override readonly name = "WebError";
  constructor(readonly kind: WebErrorName, message: string) {
    super(message);
  }
  /** As the model is told. */
  get told(): string {
    return `${this.kind}: ${this.message}`;
  }
  get passing(): boolean {
    return PASSING.has(this.kind);
  }
}
