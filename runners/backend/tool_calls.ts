import type { ToolCall } from "../../scoring/messages.ts";
import { isWire, objectIn, textIn } from "./wire.ts";

interface Growing {
  id: string;
  name: string;
  readonly pieces: string[];
}

/** Puts tool calls together from the pieces of a stream, by the index each piece names. */
export class ToolCallPieces {
  readonly #calls = new Map<number, Growing>();
  #last = -1;

  /** Takes the `tool_calls` of one delta or message. */
  push(pieces: readonly unknown[]): void {
    for (const piece of pieces) {
      if (!isWire(piece)) continue;
      const id = textIn(piece, "id") ?? "";
      const call = this.#at(this.#indexOf(piece.index, id));
      if (call.id === "") call.id = id;
      const called = objectIn(piece, "function");
      if (call.name === "") call.name = textIn(called, "name") ?? "";
      const args = called?.arguments;
      if (typeof args === "string") call.pieces.push(args);
      // Some servers send the arguments parsed; the contract is the text the model wrote.
      else if (isWire(args)) call.pieces.push(JSON.stringify(args));
    }
  }

  /** The calls so far, in the order of their indexes. */
  done(): ToolCall[] {
    return [...this.#calls].sort(([a], [b]) => a - b).map(([index, { id, name, pieces }]) => ({
      id: id === "" ? `call_${index}` : id,
      name,
      arguments: pieces.join(""),
    }));
  }

  /** Servers that name no index send whole calls: a new id is a new call. */
  #indexOf(index: unknown, id: string): number {
    if (typeof index === "number" && Number.isInteger(index) && index >= 0) {
      this.#last = Math.max(this.#last, index);
      return index;
    }
    for (const [known, call] of this.#calls) if (id !== "" && call.id === id) return known;
    if (id !== "" || this.#last < 0) this.#last++;
    return this.#last;
  }

  #at(index: number): Growing {
    let call = this.#calls.get(index);
    if (call === undefined) {
      call = { id: "", name: "", pieces: [] };
      this.#calls.set(index, call);
    }
    return call;
  }
}
