/**
 * What a model server can do that must stop the whole run at once. Everything else is an
 * {@linkcode Answer} of kind `failed` and concerns one request.
 *
 * @module
 */

/** Base of the errors that stop a run; the message is one sentence that says what to do. */
export class BackendError extends Error {
  override readonly name: string = "BackendError";
}

/** The environment variable that should hold the key is not set. */
export class MissingKeyError extends BackendError {
  override readonly name = "MissingKeyError";
}

/** The server answered 401 or 403: the key is missing, wrong, or may not use this model. */
export class RefusedKeyError extends BackendError {
  override readonly name = "RefusedKeyError";
}

/** The server does not serve the model that was asked for. */
export class UnknownModelError extends BackendError {
  override readonly name = "UnknownModelError";

  /** @param models what the server says it serves; empty where it does not say */
  constructor(message: string, readonly models: readonly string[], options?: ErrorOptions) {
    super(message, options);
  }
}

/** Something answers at the address, but it has no chat completions there. */
export class WrongAddressError extends BackendError {
  override readonly name = "WrongAddressError";
}

/** No server of the endpoint could be reached. */
export class UnreachableError extends BackendError {
  override readonly name = "UnreachableError";
}

/** Names for a message: the first few in quotes, and how many more there are. */
export function quotedList(names: readonly string[], most = 8): string {
  const shown = names.slice(0, most).map((name) => `"${name}"`).join(", ");
  return names.length > most ? `${shown} and ${names.length - most} more` : shown;
}
