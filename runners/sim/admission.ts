import type { ChatContext } from "./chat_context.ts";
import { BadRequest, readChatRequest, type SimRequest } from "./chat_request.ts";
import { tooManyCompletionTokens } from "./dialects/openai.ts";
import type { Fault } from "./faults/kinds.ts";
import { json, refusalOf } from "./faults/refusals.ts";
import type { KeyCount } from "./stats.ts";
import { tokenCount } from "./tokens.ts";

/** A request that is let in. */
export interface Admitted {
  readonly request: SimRequest;
  readonly fault: Fault | null;
  readonly count: KeyCount;
  /** Most completion tokens. */
  readonly budget: number;
  /** A failure told as the text of a reply. */
  readonly told: { readonly content: string; readonly finish: string } | null;
}

/** Reads and checks a request and draws its fault; a response where it ends here. */
export function admit(text: string, context: ChatContext): Admitted | Response {
  const { settings, dialect, plan, counts } = context;
  const refuse = (refusal: { status: number; body: unknown }) => {
    counts.refuse();
    return json(refusal);
  };
  let request: SimRequest;
  try {
    request = readChatRequest(text);
  } catch (cause) {
    if (!(cause instanceof BadRequest)) throw cause;
    return refuse({ status: 400, body: dialect.error(400, cause.message) });
  }
  const count = counts.ask(request.key);
  const fault = plan.next(request, count);
  if (fault !== null) {
    counts.fault(fault.kind);
    const refusal = refusalOf(fault, request, dialect);
    if (refusal !== null) return refusal;
  }
  if (!dialect.anyModel && !settings.models.includes(request.model)) {
    return refuse(dialect.noModel(request.model));
  }
  const unwanted = settings.refuses.find((name) =>
    request.body[name] !== undefined && request.body[name] !== null
  );
  if (unwanted !== undefined) {
    return refuse(dialect.refusedParameter(unwanted, request.body[unwanted]));
  }
  for (const kind of request.media) {
    if (settings.sees.includes(kind)) continue;
    const message = `At most 0 ${kind}(s) may be provided in one prompt.`;
    return refuse({ status: 400, body: dialect.error(400, message) });
  }
  const { maxCompletionTokens, contextTokens } = settings;
  const max = request.maxTokens;
  if (maxCompletionTokens !== null && max !== null && max > maxCompletionTokens) {
    return refuse({ status: 400, body: tooManyCompletionTokens(max, maxCompletionTokens) });
  }
  const prompt = Math.max(1, tokenCount(request.text));
  const overflow = dialect.overflow({
    prompt,
    max,
    // A fault that is still here is one that no status tells: the prompt is said to be too long.
    context: fault?.kind === "context" ? prompt : contextTokens,
  });
  if (overflow?.kind === "refused") return refuse(overflow.refusal);
  return {
    request,
    fault,
    count,
    budget: Math.min(
      max ?? Infinity,
      maxCompletionTokens ?? Infinity,
      Math.max(0, contextTokens - prompt),
    ),
    told: overflow?.kind === "told-as-text" ? overflow : null,
  };
}
