import { CREATED } from "./dialects/openai.ts";
import { boundary, TOKEN_CHARS, tokensOf } from "./tokens.ts";
import { wireCall, wireLogprobs, type WireReply } from "./wire_reply.ts";

/** Id of every simulated reply: nothing about it needs to be unique. */
export const REPLY_ID = "chatcmpl-sim";

/** Writes a reply as server-sent events, so many tokens an event. */
export class EventWriter {
  readonly #reply: WireReply;
  readonly #chars: number;
  readonly #head: string;
  #segment = 0;
  #at = 0;
  /** Tokens that are out. */
  #place = 0;

  constructor(reply: WireReply, tokensPerEvent: number) {
    this.#reply = reply;
    this.#chars = tokensPerEvent * TOKEN_CHARS;
    this.#head =
      `data: {"id":"${REPLY_ID}","object":"chat.completion.chunk","created":${CREATED},` +
      `"model":${JSON.stringify(reply.model)},"choices":[`;
    this.#skipEmpty();
  }

  /** True when all text is out. */
  get finished(): boolean {
    return this.#segment >= this.#reply.segments.length;
  }

  /** The event that names the role. */
  opening(): string {
    return this.#choice(`{"role":"assistant","content":""}`, null);
  }

  /** Up to `count` events of text. */
  next(count: number): string {
    let out = "";
    for (let i = 0; i < count; i++) {
      const segment = this.#reply.segments[this.#segment];
      if (segment === undefined) break;
      const end = boundary(segment.text, this.#at + this.#chars);
      const text = segment.text.slice(this.#at, end);
      out += this.#choice(`{"${segment.field}":${JSON.stringify(text)}}`, null, text);
      this.#at = end;
      this.#skipEmpty();
    }
    return out;
  }

  /** Finish reason, usage and end, as far as the reply has them. */
  closing(): string {
    const { finish, usage, done } = this.#reply;
    return this.#calls() + (finish === null ? "" : this.#choice("{}", finish)) +
      (usage === null ? "" : `${this.#head}],"usage":${JSON.stringify(usage)}}\n\n`) +
      (done ? "data: [DONE]\n\n" : "");
  }

  /** Calls in two pieces each, as servers stream them. */
  #calls(): string {
    return this.#reply.toolCalls.map((call, index) => {
      const half = Math.floor(call.arguments.length / 2);
      const opening = { index, ...wireCall(call, call.arguments.slice(0, half)) };
      const rest = { index, function: { arguments: call.arguments.slice(half) } };
      return [opening, rest].map((piece) =>
        this.#choice(`{"tool_calls":[${JSON.stringify(piece)}]}`, null)
      ).join("");
    }).join("");
  }

  #choice(delta: string, finish: string | null, text = ""): string {
    return `${this.#head}{"index":0,"delta":${delta}${this.#logprobs(text)},"finish_reason":` +
      `${finish === null ? "null" : `"${finish}"`}}]}\n\n`;
  }

  #logprobs(text: string): string {
    const { logprob } = this.#reply;
    if (logprob === null || text === "") return "";
    const tokens = tokensOf(text);
    const rated = wireLogprobs(logprob, tokens, this.#place);
    this.#place += tokens.length;
    return `,"logprobs":${JSON.stringify(rated)}`;
  }

  #skipEmpty(): void {
    for (;;) {
      const segment = this.#reply.segments[this.#segment];
      if (segment === undefined || this.#at < segment.text.length) return;
      this.#segment++;
      this.#at = 0;
    }
  }
}

/** Number of events of text that a reply makes. */
export function eventCount(reply: WireReply, tokensPerEvent: number): number {
  const chars = tokensPerEvent * TOKEN_CHARS;
  return reply.segments.reduce((sum, { text }) => sum + Math.ceil(text.length / chars), 0);
}
