import type { SimRequest } from "../chat_request.ts";
import type { Imitation } from "../dialects/types.ts";
import { tokenCount } from "../tokens.ts";
import type { Fault } from "./kinds.ts";

/** A page as a proxy in front of a dead server shows it. */
const GATEWAY_PAGE = `<html>
<head><title>502 Bad Gateway</title></head>
<body>
<center><h1>502 Bad Gateway</h1></center>
<hr><center>nginx/1.24.0</center>
</body>
</html>
`;

/** A page as a login wall shows it, with status 200. */
const LOGIN_PAGE = `<!DOCTYPE html>
<html><head><title>Sign in</title></head><body><form>Sign in to go on</form></body></html>
`;

/** The response of a fault that answers instead of the model, or `null` for other faults. */
export function refusalOf(
  fault: Fault,
  request: SimRequest,
  dialect: Imitation,
): Response | null {
  switch (fault.kind) {
    case "rate-limited":
      return told(dialect, 429, "Rate limit reached: too many requests", {
        ...(about("requests", "rate_limit_exceeded")),
        retryAfter: fault.retryAfter,
      });
    case "server-error":
      return told(dialect, 500, "The server had an error while processing your request", {
        ...about("server_error"),
      });
    case "bad-gateway":
      return page(502, GATEWAY_PAGE);
    case "unavailable":
      return told(dialect, 503, "The server is overloaded or not ready yet", {
        ...about("unavailable_error"),
        retryAfter: fault.retryAfter,
      });
    case "status":
      return told(dialect, fault.status, fault.message, { retryAfter: fault.retryAfter });
    case "unauthorized":
      return json(dialect.unauthorized(null));
    case "forbidden":
      return told(dialect, 403, "You are not allowed to use this model", {
        ...about("permission_error", "model_forbidden"),
      });
    case "no-model":
      return json(dialect.noModel(request.model));
    case "parameter":
      return json(dialect.refusedParameter(fault.name, request.body[fault.name] ?? null));
    case "context":
      return overflowing(fault.contextTokens, request, dialect);
    case "redirect":
      return new Response(null, { status: 307, headers: { location: fault.location } });
    case "web-page":
      return page(200, LOGIN_PAGE);
    default:
      return null;
  }
}

/**
 * The dialect's refusal of a request that is too large. A server that clips completions in silence
 * can only refuse the prompt, so it claims a context as long as the prompt.
 */
function overflowing(
  claimed: number | null,
  request: SimRequest,
  dialect: Imitation,
): Response | null {
  const prompt = Math.max(1, tokenCount(request.text));
  const max = request.maxTokens ?? 1;
  const context = claimed ?? prompt + Math.ceil(max / 2);
  for (const limit of [context, prompt]) {
    const overflow = dialect.overflow({ prompt, max, context: limit });
    if (overflow?.kind === "refused") return json(overflow.refusal);
  }
  return null;
}

function about(type: string, code?: string): { type: string; code?: string } {
  return code === undefined ? { type } : { type, code };
}

function told(
  dialect: Imitation,
  status: number,
  message: string,
  { type, code, retryAfter = null }: {
    type?: string;
    code?: string;
    retryAfter?: number | "date" | null;
  },
): Response {
  const response = json({
    status,
    body: dialect.error(status, message, {
      ...(type === undefined ? {} : { type }),
      ...(code === undefined ? {} : { code }),
    }),
  });
  if (retryAfter !== null) {
    // Dates have whole seconds: the first one that is at least a second away.
    const value = retryAfter === "date"
      ? new Date(Math.ceil(Date.now() / 1000) * 1000 + 1000).toUTCString()
      : String(retryAfter);
    response.headers.set("retry-after", value);
  }
  return response;
}

/** A refusal as a response. */
export function json({ status, body }: { status: number; body: unknown }): Response {
  return new Response(JSON.stringify(body), {
    status,
    headers: { "content-type": "application/json" },
  });
}

function page(status: number, html: string): Response {
  return new Response(html, { status, headers: { "content-type": "text/html; charset=utf-8" } });
}
