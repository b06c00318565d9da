/** What CPython would have raised: its exception class and the text of the exception. */
export class PythonError extends Error {
  override readonly name = "PythonError";
  constructor(
    /** Name of the exception's class, such as `TypeError`. */
    readonly type: string,
    message: string,
  ) {
    super(message);
  }
}
