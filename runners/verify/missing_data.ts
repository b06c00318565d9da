/** A vector cannot be scored here as published data that it is about is missing. */
export class MissingDataError extends Error {
  override readonly name = "MissingDataError";
}
