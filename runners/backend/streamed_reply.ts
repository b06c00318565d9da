import type { Dialect } from "./dialects/types.ts";
import type { LoopDetector } from "./loop.ts";
import { choiceOf, InBandError, throwIfFailed, unparsable } from "./parse.ts";
import type { Redact } from "./redact.ts";
import {
  contentIn,
  finishOf,
  reasoningIn,
  type ReplyParts,
  type ServerUsage,
  usageOf,
} from "./reply_parts.ts";
import { errorIn, serverMessage } from "./server_message.ts";
import { ToolCallPieces } from "./tool_calls.ts";
import { isWire, parseJson } from "./wire.ts";

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
  #reason: unknown = null;
  #looped = false;
  #done = false;
  #usage: ServerUsage | null = null;
  #model: string | null = null;
  #pieces = 0;

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
    const event = parseJson(data);
    if (!isWire(event)) {
      if (!closed) return false;
      throw this.#unreadable(data, name);
    }
    if (name === "error" || event.error !== undefined || event.object === "error") {
      this.#throwIfError(data, name);
    }
    if (this.#model === null && typeof event.model === "string") this.#model = event.model;
    if (event.usage !== undefined && event.usage !== null) {
      this.#usage = usageOf(event) ?? this.#usage;
    }
    const choice = choiceOf(event);
    if (choice === null) return true;
    const { delta } = choice;
    const going = isWire(delta) ? this.#grow(delta) : true;
    const reason = choice.finish_reason;
    if (reason !== null && reason !== undefined) {
      throwIfFailed(reason, this.#redact(this.#text.join("")));
      this.#reason = reason;
    }
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

  #grow(delta: { readonly [key: string]: unknown }): boolean {
    const text = contentIn(delta);
    const reasoning = reasoningIn(delta, this.#dialect.reasoningFields);
    const calls = delta.tool_calls;
    let grown = false;
    if (reasoning !== "") {
      this.#reasoning.push(reasoning);
      grown = true;
    }
    if (text !== "") {
      this.#text.push(text);
      grown = true;
    }
    if (Array.isArray(calls) && calls.length > 0) {
      this.#calls.push(calls);
      grown = true;
    }
    if (typeof delta.refusal === "string" && delta.refusal !== "") {
      this.#refusal.push(delta.refusal);
      grown = true;
    }
    if (!grown) return true;
    this.#pieces++;
    this.#onPiece();
    if (this.#loop === null || !this.#loop.push(reasoning + text)) return true;
    this.#looped = true;
    return false;
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
      pieces: this.#pieces,
    };
  }
}
