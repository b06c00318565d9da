import type { TokenLogprob } from "../../results/types.ts";
import type { Dialect } from "./dialects/types.ts";
import type { LoopDetector } from "./loop.ts";
import { EventTemplate } from "./event_template.ts";
import { choiceOf, InBandError, throwIfFailed, unparsable } from "./parse.ts";
import type { Redact } from "./redact.ts";
import {
  contentIn,
  finishOf,
  logprobsIn,
  reasoningIn,
  type ReplyParts,
  type ServerUsage,
  usageOf,
} from "./reply_parts.ts";
import { errorIn, serverMessage } from "./server_message.ts";
import { ToolCallPieces } from "./tool_calls.ts";
import { isWire, objectIn, parseJson, type Wire } from "./wire.ts";

/** Templates made for one stream: where each event differs in more than its text, none helps. */
const MOST_TEMPLATES = 8;

/** Puts a reply together from the events of a stream. */
export class StreamedReply {
  readonly #dialect: Dialect;
  readonly #loop: LoopDetector | null;
  readonly #redact: Redact;
  readonly #onPiece: () => void;
  readonly #text: string[] = [];
  readonly #reasoning: string[] = [];
  readonly #refusal: string[] = [];
  readonly #calls = new ToolCallPieces();
  readonly #logprobs: TokenLogprob[] = [];
  #reason: unknown = null;
  #looped = false;
  #done = false;
  #usage: ServerUsage | null = null;
  #model: string | null = null;
  #pieces = 0;
  /** What the events look like that bring only text, or only reasoning. */
  #template: { readonly event: EventTemplate; readonly part: "text" | "reasoning" } | null = null;
  #templates = 0;

  /**
   * @param options.loop watches the text; `null` lets replies repeat themselves
   * @param options.redact masks what goes into errors
   * @param options.onPiece called when the reply has grown
   */
  constructor(
    options: {
      readonly dialect: Dialect;
      readonly loop: LoopDetector | null;
      readonly redact: Redact;
      readonly onPiece: () => void;
    },
  ) {
    this.#dialect = options.dialect;
    this.#loop = options.loop;
    this.#redact = options.redact;
    this.#onPiece = options.onPiece;
  }

  /** Whether the reply is whole: the server gave a reason or its last event, or a loop ended it. */
  get complete(): boolean {
    return this.#done || this.#looped || this.#reason !== null;
  }

  /**
   * Takes an event.
   *
   * @param closed false for what stood unfinished when the stream ended
   * @returns false when nothing more is wanted
   * @throws {InBandError} if the event is an error
   * @throws {AttemptError} `unparsable` if it cannot be read
   */
  push(data: string, name: string | undefined, closed: boolean): boolean {
    if (data.length < 16) {
      const short = data.trim();
      if (short === "[DONE]") {
        this.#done = true;
        return false;
      }
      if (short === "") return true;
    }
    const template = this.#template;
    if (template !== null && name === undefined) {
      const text = template.event.read(data);
      if (text !== null) {
        return template.part === "text" ? this.#add("", text) : this.#add(text, "");
      }
    }
    const event = parseJson(data);
    if (!isWire(event)) {
      if (!closed) return false;
      throw this.#unreadable(data, name);
    }
    if (name === "error" || event.error !== undefined || event.object === "error") {
      this.#throwIfError(data, name);
    }
    if (this.#model === null && typeof event.model === "string") this.#model = event.model;
    const counted = event.usage !== undefined && event.usage !== null;
    if (counted) this.#usage = usageOf(event) ?? this.#usage;
    const choice = choiceOf(event);
    if (choice === null) return true;
    const { delta } = choice;
    const rated = choice.logprobs !== undefined && choice.logprobs !== null;
    if (rated) this.#logprobs.push(...logprobsIn(choice));
    const going = isWire(delta) ? this.#grow(delta) : true;
    const reason = choice.finish_reason;
    if (reason !== null && reason !== undefined) {
      throwIfFailed(reason, this.#redact(this.#text.join("")));
      this.#reason = reason;
    } else if (isWire(delta) && name === undefined && !counted && !rated) this.#learn(data, delta);
    return going;
  }

  #unreadable(data: string, name: string | undefined): Error {
    const masked = this.#redact(data);
    return name === "error" ? new InBandError(serverMessage(masked)) : unparsable(masked);
  }

  #throwIfError(data: string, name: string | undefined): void {
    const masked = this.#redact(data);
    const error = errorIn(parseJson(masked)) ?? (name === "error" ? serverMessage(masked) : null);
    if (error !== null) throw new InBandError(error);
  }

  #grow(delta: Wire): boolean {
    const text = contentIn(delta);
    const reasoning = reasoningIn(delta, this.#dialect.reasoningFields);
    const calls = delta.tool_calls;
    let grown = reasoning !== "" || text !== "";
    if (Array.isArray(calls) && calls.length > 0) {
      this.#calls.push(calls);
      grown = true;
    }
    if (typeof delta.refusal === "string" && delta.refusal !== "") {
      this.#refusal.push(delta.refusal);
      grown = true;
    }
    return grown ? this.#add(reasoning, text) : true;
  }

  #add(reasoning: string, text: string): boolean {
    if (reasoning !== "") this.#reasoning.push(reasoning);
    if (text !== "") this.#text.push(text);
    this.#pieces++;
    this.#onPiece();
    if (this.#loop === null || !this.#loop.push(reasoning + text)) return true;
    this.#looped = true;
    return false;
  }

  /** Makes a template of an event that brought text, or reasoning, and nothing else. */
  #learn(data: string, delta: Wire): void {
    if (this.#templates >= MOST_TEMPLATES) return;
    const fields = this.#dialect.reasoningFields;
    const text = contentIn(delta);
    const reasoning = reasoningIn(delta, fields);
    if ((text === "") === (reasoning === "")) return;
    const called = Array.isArray(delta.tool_calls) && delta.tool_calls.length > 0;
    if (called || typeof delta.refusal === "string" && delta.refusal !== "") return;
    this.#templates++;
    const part = text === "" ? "reasoning" : "text";
    const event = EventTemplate.of(data, text + reasoning, (filled) => {
      const inside = objectIn(choiceOf(filled), "delta") ?? {};
      return part === "text" ? contentIn(inside) : reasoningIn(inside, fields);
    });
    this.#template = event === null ? null : { event, part };
  }

  /** What has come so far. */
  parts(): ReplyParts {
    const text = this.#text.join("");
    const refusal = this.#refusal.join("");
    return {
      text: text === "" ? refusal : text,
      reasoning: this.#reasoning.join(""),
      toolCalls: this.#calls.done(),
      finish: this.#looped ? "loop" : refusal === "" ? finishOf(this.#reason) : "content-filter",
      usage: this.#usage,
      serverModel: this.#model,
      logprobs: this.#logprobs,
      pieces: this.#pieces,
    };
  }
}
