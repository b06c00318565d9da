import type { Admitted } from "./admission.ts";
import type { Capacity } from "./capacity.ts";
import type { ChatContext } from "./chat_context.ts";
import { departure } from "./departure.ts";
import { jsonReply } from "./json_reply.ts";
import { lastTokenMs, NO_WAIT } from "./laws.ts";
import type { RepeatNumbers } from "./repeat_numbers.ts";
import { composeReply, type SimReply } from "./reply.ts";
import { sleep } from "./sleep.ts";
import { type Connection, streamReply, streamText } from "./stream_reply.ts";
import { toWire, withContentFault } from "./wire_reply.ts";

/** Status of a response that nobody is there to read. */
export const CLIENT_GONE = 499;

/** Serves a request that has its slot, and gives the slot back when the reply has ended. */
export async function serve(
  { request, fault, count, budget, told }: Admitted,
  { request: http, connection, slots, repeats, context }: {
    request: Request;
    connection: () => Connection | null;
    slots: Capacity;
    repeats: RepeatNumbers;
    context: ChatContext;
  },
): Promise<Response> {
  const { settings, known, dialect, counts, closing, headers } = context;
  const numbered = settings.repeatBy === "arrival";
  const repeat = numbered ? repeats.take(request.askKey) : 0;
  const composed = composeReply(request, {
    settings,
    known,
    repeat,
    asked: count.asked - 1,
    budget,
  });
  const reply = told === null ? withContentFault(fault, composed, budget) : failure(composed, told);
  const onEnd = (whole: boolean) => {
    slots.leave();
    counts.leave();
    if (whole) counts.reply(reply, count, request.stream);
    else {
      if (numbered) repeats.giveBack(request.askKey, repeat);
      if (fault === null) counts.abort();
    }
  };
  const reasoningIn = settings.reasoningIn ?? dialect.reasoningIn;
  const wire = {
    ...toWire(reply, { request, reasoningIn, fault, noise: settings.logprobNoise }),
    ...(told === null ? {} : { finish: told.finish }),
  };
  const stream = {
    fault,
    dialect,
    connection: fault === null ? null : connection(),
    ...settings.stream,
    signal: closing,
    onEnd,
  };
  if (request.stream) {
    return new Response(streamReply(wire, stream), {
      headers: { ...headers, "content-type": "text/event-stream; charset=utf-8" },
    });
  }
  if (wire.pace !== NO_WAIT) {
    try {
      using left = departure(http, closing);
      await sleep(lastTokenMs(wire.pace, reply.completionTokens), left.signal);
    } catch {
      onEnd(false);
      return new Response(null, { status: CLIENT_GONE });
    }
  }
  const body = jsonReply(wire);
  const jsonHeaders = { ...headers, "content-type": "application/json" };
  switch (fault?.kind) {
    case "cut-stream":
    case "stall-stream":
      return new Response(streamText(body, stream), { headers: jsonHeaders });
    case "broken-json":
    case "broken-sse":
      onEnd(false);
      return new Response(body.slice(0, Math.floor(body.length * fault.after)), {
        headers: jsonHeaders,
      });
    case "error-in-reply": {
      onEnd(false);
      const error = dialect.error(500, "The engine stopped while it wrote this reply", {
        type: "server_error",
      });
      return new Response(JSON.stringify(error), { headers: jsonHeaders });
    }
    default:
      onEnd(true);
      return new Response(fault?.kind === "odd-sse" ? `\n\n  ${body}\n` : body, {
        headers: jsonHeaders,
      });
  }
}

/** A failure of the server in the place of a reply. */
function failure(reply: SimReply, { content }: { content: string }): SimReply {
  return { ...reply, reasoning: "", content, reasoningTokens: 0, completionTokens: 0 };
}
