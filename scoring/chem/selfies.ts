import { SelfiesGraph } from "./selfies_graph.ts";
import { indexOf, type Mark, readSymbol, splitSymbols } from "./selfies_symbols.ts";

/** Branches within branches where Python's recursion limit ends the decoder with an error. */
const MAX_DEPTH = 900;

/**
 * SMILES of a SELFIES text, atom for atom as the official decoder writes it (Kekulé form, no
 * canonical order).
 *
 * Parts are split at every `.`. A text without brackets has no symbols and decodes to `""`. Symbols
 * that a molecule has no room for are dropped, as SELFIES have it; an unknown symbol or an open
 * bracket is an error.
 *
 * Linear in the length of the text.
 *
 * Upstream: `selfies@6c9d2877` (v2.2.0) `selfies/decoder.py:decoder`, default constraints.
 *
 * @returns `null` where the official decoder raises
 */
export function decodeSelfies(text: string): string | null {
  const graph = new SelfiesGraph();
  const derivation = new Derivation(graph);
  for (const part of text.split(".")) {
    const symbols = splitSymbols(part);
    if (symbols === null || !derivation.part(symbols)) return null;
  }
  derivation.closeRings();
  return graph.smiles();
}

/** Where a derivation stands in a part: shared by a chain and its branches. */
class Reader {
  #at = 0;
  constructor(private readonly symbols: readonly string[]) {}

  next(): string | undefined {
    return this.symbols[this.#at++];
  }
}

/** An atom that bonds may be made to; one that had no room is in no molecule. */
type Place = number | null;

/** The rules that turn symbols into atoms and bonds. */
class Derivation {
  readonly #graph: SelfiesGraph;
  readonly #rings: {
    readonly left: number;
    readonly right: number;
    readonly order: number;
    readonly marks: readonly [Mark, Mark];
  }[] = [];

  constructor(graph: SelfiesGraph) {
    this.#graph = graph;
  }

  /** Derives a part; false for an error. */
  part(symbols: readonly string[]): boolean {
    return this.#chain(new Reader(symbols), Infinity, 0, null, 0) !== null;
  }

  closeRings(): void {
    for (const { left, right, order, marks } of this.#rings) {
      this.#graph.addRing(left, right, order, marks);
    }
  }

  /**
   * Derives a chain from at most `limit` symbols.
   *
   * @param state Bonds the last atom has to spare; 0 before the first atom of a part
   * @returns how many symbols were used, `null` for an error
   */
  #chain(
    reader: Reader,
    limit: number,
    state: number,
    from: Place,
    depth: number,
  ): number | null {
    if (depth > MAX_DEPTH) return null;
    let used = 0;
    let previous = from;
    for (let ended = false; !ended && used < limit;) {
      const text = reader.next();
      if (text === undefined) return used;
      used++;
      const symbol = readSymbol(text);
      if (symbol === null) return null;
      if (symbol.kind === "end") {
        ended = state !== 0;
      } else if (symbol.kind === "branch") {
        if (state <= 1) continue;
        const inner = Math.min(state - 1, symbol.type);
        state -= inner;
        const length = this.#index(reader, symbol.length) + 1;
        const inBranch = this.#chain(reader, length, inner, previous, depth + 1);
        if (inBranch === null) return null;
        used += symbol.length + inBranch;
      } else if (symbol.kind === "ring") {
        if (state === 0 || previous === null) continue;
        const order = Math.min(symbol.order, state);
        const left = Math.max(0, previous - (this.#index(reader, symbol.length) + 1));
        used += symbol.length;
        this.#rings.push({ left, right: previous, order, marks: symbol.marks });
        state -= order;
        ended = state === 0;
      } else {
        const order = Math.min(symbol.order, state, symbol.capacity);
        if (state === 0) previous = this.#graph.addRoot(symbol);
        else if (order > 0 && previous !== null) {
          previous = this.#graph.addAtom(symbol, previous, order);
        } else previous = null;
        state = symbol.capacity - order;
        ended = state === 0;
      }
    }
    while (used < limit && reader.next() !== undefined) used++;
    return used;
  }

  #index(reader: Reader, length: number): number {
    return indexOf(Array.from({ length }, () => reader.next()));
  }
}
