import { equal, rejects } from "node:assert/strict";
import { AttemptError } from "./attempt_error.ts";
import { readErrorText, readText } from "./read_body.ts";
import { cutAnswer, rawServer } from "./scripted_server.ts";

const NEVER = new AbortController().signal;

Deno.test("readText() reads bodies that say their length and those that do not", async () => {
  const known = new Response("水 and x", { headers: { "content-length": "9" } });
  equal(await readText(known, { maxBytes: 9, signal: NEVER }), "水 and x");
  const unknown = new Response(
    ReadableStream.from([new Uint8Array([0xe6, 0xb0]), new Uint8Array([0xb4])]),
  );
  equal(await readText(unknown, { maxBytes: 9, signal: NEVER }), "水");
  equal(await readText(new Response(null), { maxBytes: 9, signal: NEVER }), "");
});

Deno.test("readText() bounds what it reads", async () => {
  const large = () => new Response("x".repeat(100));
  const tooLarge = (error: unknown) => error instanceof AttemptError && error.kind === "too-large";
  await rejects(readText(large(), { maxBytes: 99, signal: NEVER }), tooLarge);
  const honest = new Response("x".repeat(100), { headers: { "content-length": "100" } });
  await rejects(readText(honest, { maxBytes: 99, signal: NEVER }), tooLarge);
});

Deno.test("readText() tells a body that broke", async () => {
  using server = rawServer([
    "HTTP/1.1 200 OK\r\ncontent-length: 50\r\n\r\nhello",
    cutAnswer("text/plain", "hello"),
  ]);
  for (let i = 0; i < 2; i++) {
    await rejects(
      readText(await fetch(server.url), { maxBytes: 1000, signal: NEVER }),
      (error) => error instanceof AttemptError && error.kind === "cut-stream",
    );
  }
});

Deno.test("readErrorText() takes the beginning, and what came of a broken body", async () => {
  equal((await readErrorText(new Response("x".repeat(1e6)), NEVER)).length, 65_536);
  using server = rawServer([cutAnswer("text/plain", "overloa")]);
  equal(await readErrorText(await fetch(server.url), NEVER), "overloa");
});
