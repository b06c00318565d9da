import { dialectOf } from "../backend/dialects/mod.ts";
import { BackendError } from "../backend/errors.ts";
import type { Endpoint, EndpointFacts } from "../backend/types.ts";
import { type MediaKind, probeMedia } from "./probe.ts";

/** A server that does not see what a run would show it. */
export class BlindServerError extends BackendError {
  override readonly name = "BlindServerError";
}

/**
 * Makes sure that a server sees what it will be shown, before anything is spent on it.
 *
 * @returns what could not be found out, as a note; `null` where all is well
 * @throws {BlindServerError} if it refuses pictures or series, or does not tell two of them apart
 */
export async function checkSees(
  endpoint: Endpoint,
  facts: EndpointFacts,
  kind: MediaKind,
  signal: AbortSignal,
): Promise<string | null> {
  const { label, model } = endpoint.config;
  const things = kind === "image" ? "pictures" : "series";
  const other = kind === "image"
    ? "serve a model that takes pictures, or leave out the benchmarks that show them"
    : "use a server that has a part for them, or show them as text or pictures with " +
      "--option scits.carrier=text";
  const { title, series } = dialectOf(facts.dialect);
  if (kind === "series" && series === null) {
    throw new BlindServerError(
      `Cannot show series to "${label}" as ${title} has no part for them: ${other}`,
    );
  }
  const found = await probeMedia(endpoint, kind, signal);
  switch (found.kind) {
    case "sees":
      return null;
    case "unknown":
      return `"${label}": whether "${model}" sees ${things} was not found out: ${found.detail}`;
    case "refuses":
      throw new BlindServerError(
        `Cannot show ${things} to "${label}" as "${model}" there refuses them (${found.detail}): ${other}`,
      );
    case "blind":
      throw new BlindServerError(
        `Cannot show ${things} to "${label}" as "${model}" there does not tell two of them apart ` +
          `(${found.detail}): ${other}, or give --no-probe to ask all the same`,
      );
  }
}
