/**
 * Numbers the answers to the same ask: 0, 1, 2 … A number whose answer came to nothing is given
 * back and used again, so that n whole answers always have the numbers 0 to n - 1.
 */
export class RepeatNumbers {
  #asks = new Map<string, { next: number; free: number[] }>();

  take(askKey: string): number {
    let ask = this.#asks.get(askKey);
    if (ask === undefined) this.#asks.set(askKey, ask = { next: 0, free: [] });
    return ask.free.pop() ?? ask.next++;
  }

  giveBack(askKey: string, number: number): void {
    this.#asks.get(askKey)?.free.push(number);
  }
}
