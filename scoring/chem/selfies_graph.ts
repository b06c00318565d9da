import type { AtomSymbol, Mark } from "./selfies_symbols.ts";

interface Half {
  readonly to: number;
  /** The number of the ring it closes; `null` for a bond of the chain. */
  readonly ring: { number: number | null } | null;
  readonly bond: { order: number };
  readonly mark: Mark;
}

/** A molecule as SELFIES derive it: bonds point from an atom to those that were added behind it. */
export class SelfiesGraph {
  readonly #atoms: AtomSymbol[] = [];
  readonly #roots: number[] = [];
  readonly #halves: Half[][] = [];
  readonly #used: number[] = [];
  readonly #ringsMade: number[] = [];
  readonly #bonds = new Map<string, { order: number }>();

  /** Adds an atom that begins a part of the molecule. */
  addRoot(atom: AtomSymbol): number {
    const at = this.#add(atom);
    this.#roots.push(at);
    return at;
  }

  /** Adds an atom bonded to an earlier one. */
  addAtom(atom: AtomSymbol, from: number, order: number): number {
    const at = this.#add(atom);
    const bond = { order };
    this.#bonds.set(`${from} ${at}`, bond);
    this.#halves[from]?.push({ to: at, ring: null, bond, mark: atom.mark });
    this.#use(from, order);
    this.#use(at, order);
    return at;
  }

  /** Closes a ring between an earlier and a later atom as far as both have bonds to spare. */
  addRing(left: number, right: number, wanted: number, marks: readonly [Mark, Mark]): void {
    const order = Math.min(wanted, this.#free(left), this.#free(right));
    if (left === right || order <= 0) return;
    const known = this.#bonds.get(`${left} ${right}`);
    if (known !== undefined) {
      const more = Math.min(order + known.order, 3) - known.order;
      known.order += more;
      this.#use(left, more);
      this.#use(right, more);
      return;
    }
    const bond = { order };
    const ring = { number: null };
    this.#bonds.set(`${left} ${right}`, bond);
    this.#insert(left, { to: right, ring, bond, mark: marks[0] });
    this.#insert(right, { to: left, ring, bond, mark: marks[1] });
    this.#use(left, order);
    this.#use(right, order);
  }

  /** Depth first from each root. Numbers of rings are never used twice. */
  smiles(): string {
    let rings = 0;
    const written: string[] = [];
    for (const root of this.#roots) {
      if (written.length > 0) written.push(".");
      const open = [{ at: root, next: 0, closes: false }];
      written.push(this.#atoms[root]?.text ?? "");
      for (let top = open.at(-1); top !== undefined; top = open.at(-1)) {
        const halves = this.#halves[top.at] ?? [];
        const half = halves[top.next++];
        if (half === undefined) {
          open.pop();
          if (top.closes) written.push(")");
          continue;
        }
        const sign = bondText(half);
        if (half.ring !== null) {
          half.ring.number ??= ++rings;
          written.push(sign, half.ring.number >= 10 ? "%" : "", String(half.ring.number));
          continue;
        }
        const inBrackets = top.next < halves.length;
        written.push(inBrackets ? "(" : "", sign, this.#atoms[half.to]?.text ?? "");
        open.push({ at: half.to, next: 0, closes: inBrackets });
      }
    }
    return written.join("");
  }

  #add(atom: AtomSymbol): number {
    this.#halves.push([]);
    this.#used.push(0);
    this.#ringsMade.push(0);
    return this.#atoms.push(atom) - 1;
  }

  #insert(at: number, half: Half): void {
    // Rings stand before the bonds of the chain, in the order in which they were made.
    const made = this.#ringsMade[at] ?? 0;
    this.#halves[at]?.splice(made, 0, half);
    this.#ringsMade[at] = made + 1;
  }

  #use(at: number, order: number): void {
    this.#used[at] = (this.#used[at] ?? 0) + order;
  }

  #free(at: number): number {
    return (this.#atoms[at]?.capacity ?? 0) - (this.#used[at] ?? 0);
  }
}

function bondText({ bond, mark }: Half): string {
  return bond.order === 1 ? mark ?? "" : bond.order === 2 ? "=" : "#";
}
