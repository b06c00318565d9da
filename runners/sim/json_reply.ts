import { CREATED } from "./dialects/openai.ts";
import { REPLY_ID } from "./event_writer.ts";
import { tokensOf } from "./tokens.ts";
import { wireCall, wireLogprobs, type WireReply } from "./wire_reply.ts";

/** A reply as one JSON object. */
export function jsonReply(reply: WireReply): string {
  const message: Record<string, unknown> = { role: "assistant", content: null };
  for (const { field, text } of reply.segments) message[field] = text;
  if (reply.toolCalls.length > 0) {
    message.tool_calls = reply.toolCalls.map((call) => wireCall(call, call.arguments));
  }
  return JSON.stringify({
    id: REPLY_ID,
    object: "chat.completion",
    created: CREATED,
    model: reply.model,
    choices: [{
      index: 0,
      message,
      ...(reply.logprob === null ? {} : {
        logprobs: wireLogprobs(
          reply.logprob,
          reply.segments.flatMap(({ text }) => tokensOf(text)),
          0,
        ),
      }),
      finish_reason: reply.finish,
    }],
    ...(reply.usage === null ? {} : { usage: reply.usage }),
  });
}
