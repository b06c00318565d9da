import { deepEqual, equal, match } from "node:assert/strict";
import { failureOf, open, replyOf, REQUEST } from "./open_endpoint.ts";
import { type Handler, scriptedServer, streamed } from "./scripted_server.ts";
import { joinBytes } from "../../scoring/join_bytes.ts";
import { NOTHING } from "../media/base64_text.ts";
import type { MediaSpeller } from "../media/types.ts";

const KEY = "sk-canary-0123456789";

function redirect(status: number, location: string): Handler {
  return () => new Response(null, { status, headers: { location } });
}

Deno.test("ask() follows a redirect on the same server with the same question", async () => {
  for (const status of [301, 302, 307, 308]) {
    await using server = scriptedServer([
      redirect(status, "/v2/chat/completions"),
      streamed("five"),
    ]);
    using opened = open(server.url, { apiKeyEnv: "KEY" }, { env: () => KEY });
    equal(replyOf(await opened.endpoint.ask(REQUEST)).text, "five");
    deepEqual(server.asks.map(({ path }) => path), [
      "/v1/chat/completions",
      "/v2/chat/completions",
    ]);
    equal(server.asks[1]?.text, server.asks[0]?.text);
    equal(server.asks[1]?.headers.get("authorization"), `Bearer ${KEY}`);
  }
});

Deno.test("a picture is read again for the address that a redirect leads to", async () => {
  await using server = scriptedServer([redirect(307, "/v2/chat/completions"), streamed("five")]);
  let read = 0;
  const media: MediaSpeller = {
    spell(_part, _signal, around = NOTHING) {
      read++;
      return Promise.resolve(
        joinBytes([around.head, new TextEncoder().encode("PICTURE"), around.tail]),
      );
    },
  };
  using opened = open(server.url, {}, { media });
  const image = {
    origin: { kind: "inline", base64: "" },
    sha256: "0".repeat(64),
    bytes: 0,
    mediaType: "image/png",
  } as const;
  const content = [{ type: "image", image } as const];
  const reply = await opened.endpoint.ask({ ...REQUEST, messages: [{ role: "user", content }] });
  equal(replyOf(reply).text, "five");
  equal(server.asks[1]?.text, server.asks[0]?.text);
  match(server.asks[1]?.text ?? "", /"url":"PICTURE"/);
  equal(read, 2);
});

Deno.test("ask() never follows a redirect to another server", async () => {
  await using other = scriptedServer([streamed("stolen")]);
  for (
    const location of [`${other.url}/chat/completions`, other.url.replace("http:", ""), "http://["]
  ) {
    await using server = scriptedServer([redirect(307, location)]);
    using opened = open(server.url, { apiKeyEnv: "KEY" }, { env: () => KEY });
    const { failure, detail } = failureOf(await opened.endpoint.ask(REQUEST));
    equal(failure, "rejected");
    match(detail, /^the server redirects to .*where the key must not go/);
    equal(server.asks.length, 1);
  }
  equal(other.seen.length, 0);
});

Deno.test("ask() does not go in circles", async () => {
  await using server = scriptedServer([redirect(307, "/v1/chat/completions")]);
  using opened = open(server.url);
  const { detail } = failureOf(await opened.endpoint.ask(REQUEST));
  match(detail, /redirects more than 3 times/);
  equal(server.asks.length, 4);
});

Deno.test("connect() does not follow a redirect to another server either", async () => {
  await using other = scriptedServer([], { models: () => Response.json({ data: [] }) });
  await using server = scriptedServer([], { models: redirect(302, `${other.url}/models`) });
  using opened = open(server.url);
  const error = await opened.endpoint.connect().then(() => null, (error: Error) => error);
  match(error?.message ?? "", /redirects to http:\/\/127\.0\.0\.1:\d+, where the key must not go/);
  equal(other.seen.length, 0);
});

Deno.test("ask() sends the key and the configured headers", async () => {
  await using server = scriptedServer([streamed("five")]);
  using opened = open(server.url, { apiKeyEnv: "KEY", headers: { "X-Team": "science" } }, {
    env: (name) => name === "KEY" ? KEY : undefined,
  });
  await opened.endpoint.ask(REQUEST);
  equal(server.asks[0]?.headers.get("authorization"), `Bearer ${KEY}`);
  equal(server.asks[0]?.headers.get("x-team"), "science");
  equal(server.asks[0]?.headers.get("content-type"), "application/json");
  using own = open(server.url, { apiKeyEnv: "KEY", headers: { Authorization: "Token abc" } }, {
    env: () => KEY,
  });
  await own.endpoint.ask(REQUEST);
  equal(server.asks[1]?.headers.get("authorization"), "Token abc");
});
