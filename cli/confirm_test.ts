import assert from "node:assert/strict";
import type { RunConfig } from "../runners/run_types.ts";
import { confirmed, costsMoney, isLoopback } from "./confirm.ts";
import { recordedIo } from "./testing.ts";

const addresses: readonly (readonly [address: string, loopback: boolean])[] = [
  ["http://127.0.0.1:8000/v1", true],
  ["http://127.5.0.1/v1", true],
  ["http://localhost:1/v1", true],
  ["http://gpu.localhost/v1", true],
  ["http://[::1]:8000/v1", true],
  ["https://api.example.com/v1", false],
  ["http://10.0.0.2:8000/v1", false],
  ["http://127.0.0.1.example.com/v1", false],
];

for (const [address, loopback] of addresses) {
  Deno.test(`isLoopback() of ${address} is ${loopback}`, () => {
    assert.equal(isLoopback(address), loopback);
  });
}

function config(address: string, priced: boolean): RunConfig {
  const price = priced ? { prompt: 1, completion: 1, currency: "USD" } : null;
  return {
    columns: [{ endpoint: { baseUrls: [address] }, price }],
    judge: null,
  } as unknown as RunConfig;
}

Deno.test("costsMoney() wants a price and a server elsewhere", () => {
  assert.equal(costsMoney(config("https://api.example.com/v1", true)), true);
  assert.equal(costsMoney(config("https://api.example.com/v1", false)), false);
  assert.equal(costsMoney(config("http://127.0.0.1:8000/v1", true)), false);
});

Deno.test("confirmed() does not ask where nobody sits at a terminal", async () => {
  assert.equal(await confirmed(config("https://api.example.com/v1", true), recordedIo()), true);
});
