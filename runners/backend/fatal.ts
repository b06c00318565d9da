import { cleanText } from "./clean_text.ts";
import { refusedKey } from "./connect.ts";
import type { Desk } from "./desk.ts";
import { quotedList, UnknownModelError, WrongAddressError } from "./errors.ts";
import type { ServerMessage } from "./server_message.ts";

/**
 * Stops the run for what will not get better by asking: a refused key, a model or an address that
 * does not exist.
 *
 * @param status HTTP status of the refusal
 * @param message masked
 */
export function throwIfFatal(
  { config, models }: Pick<Desk, "config" | "models">,
  baseUrl: string,
  status: number,
  message: ServerMessage,
): void {
  if (status === 401 || status === 403) throw refusedKey(config, baseUrl, status, message);
  if (status !== 404) return;
  const said = cleanText(message.text, 200);
  const words = said === "" ? "" : ` (${said})`;
  const aboutModel = /\bmodel/i.test(said) || message.param === "model";
  if (aboutModel || models.length > 0 && !models.includes(config.model)) {
    const served = models.length === 0
      ? "give the name the server knows it by"
      : `it serves ${quotedList(models)}`;
    throw new UnknownModelError(
      `Cannot ask "${config.label}" for the model "${config.model}" as ${baseUrl} does not know ` +
        `it${words}: ${served}`,
      models,
    );
  }
  throw new WrongAddressError(
    `Cannot ask "${config.label}" as ${baseUrl} has no chat completions${words}: check the base ` +
      `URL, which usually ends in "/v1"`,
  );
}
