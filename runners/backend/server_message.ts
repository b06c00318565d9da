import { isWire, listIn, objectIn, parseJson, textIn, type Wire } from "./wire.ts";

/** What a server says about why it would not. */
export interface ServerMessage {
  /** Its words, as long as they came (up to {@linkcode MOST_CHARS}). */
  readonly text: string;
  readonly code: string | null;
  /** The parameter it blames, where it says so in a field. */
  readonly param: string | null;
  /** An HTTP status inside the message: errors in the middle of a stream have no other. */
  readonly status: number | null;
  /** Fields of the body that are not permitted, as pydantic lists them. */
  readonly fields: readonly string[];
}

/** Longest message looked at; whatever reads it may go over it more than once. */
const MOST_CHARS = 4_096;

/**
 * Reads the body of an HTTP error: JSON in any of the shapes servers use, or plain words.
 *
 * @param body masked already
 */
export function serverMessage(body: string): ServerMessage {
  const json = parseJson(body);
  if (isWire(json)) {
    return errorIn(json) ?? errorIn(objectIn(json, "detail")) ?? fromFields(json, body);
  }
  return { text: body.slice(0, MOST_CHARS), code: null, param: null, status: null, fields: [] };
}

/**
 * The error in a JSON body that calls itself one, whatever its HTTP status: `{error: {…}}`,
 * `{error: "…"}`, `{object: "error", …}`. `null` where it is none.
 */
export function errorIn(json: unknown): ServerMessage | null {
  if (!isWire(json)) return null;
  const { error } = json;
  if (isWire(error)) return fromFields(error, JSON.stringify(error));
  if (typeof error === "string" && error !== "") {
    return fromFields({ ...json, message: error }, error);
  }
  if (json.object === "error") return fromFields(json, JSON.stringify(json));
  return null;
}

function fromFields(error: Wire, fallback: string): ServerMessage {
  const details = detailsOf(error);
  const words = details.map(({ text }) => text).join("; ");
  const text = textIn(error, "message") ?? textIn(error, "detail") ?? textIn(error, "msg") ??
    (words === "" ? fallback : words);
  const { code, type } = error;
  return {
    text: text.slice(0, MOST_CHARS),
    code: typeof code === "string" ? code : typeof type === "string" ? type : null,
    param: textIn(error, "param"),
    status: typeof code === "number" && code >= 400 && code < 600 ? code : null,
    fields: details.flatMap(({ field }) => field === null ? [] : [field]),
  };
}

/** Entries of pydantic's list of errors: `{loc: ["body", "top_k"], msg, type}`. */
function detailsOf(error: Wire): { text: string; field: string | null }[] {
  const nested = objectIn(error, "message") ?? objectIn(error, "detail");
  const list = [...listIn(error, "detail"), ...(nested === null ? [] : listIn(nested, "detail"))];
  return list.slice(0, 20).map((entry) => {
    const path = listIn(entry, "loc").filter((part) => part !== "body").map(String);
    const field = textIn(entry, "type") === "extra_forbidden" && path.length === 1 ? path[0] : null;
    return { text: `${path.join(".")}: ${textIn(entry, "msg") ?? ""}`, field: field ?? null };
  });
}
