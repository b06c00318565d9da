import { deepStrictEqual, rejects, strictEqual } from "node:assert/strict";
import { ask, networkReason, retryAfterMs } from "./request.ts";

type Handler = (request: Request) => Response;

function serve(handler: Handler): { readonly url: string } & AsyncDisposable {
  const server = Deno.serve({ hostname: "127.0.0.1", port: 0, onListen: () => {} }, handler);
  return {
    url: `http://127.0.0.1:${server.addr.port}`,
    [Symbol.asyncDispose]: () => server.shutdown(),
  };
}

const to = (location: string) => new Response(null, { status: 302, headers: { location } });
const signal = new AbortController().signal;

Deno.test("ask() takes the token along within an origin only, and never back", async () => {
  const seen: string[] = [];
  const see = (who: string, request: Request) => {
    const { pathname } = new URL(request.url);
    seen.push(`${who}${pathname} ${request.headers.get("authorization") ?? "-"}`);
    return pathname;
  };
  await using other = serve((request) => {
    see("other", request);
    return new Response("data");
  });
  await using hub = serve((request) =>
    see("hub", request) === "/old" ? to("/new") : to(`${other.url}/x`)
  );
  const response = await ask({ url: `${hub.url}/old`, method: "GET", token: "t", signal });
  strictEqual(await response.text(), "data");
  deepStrictEqual(seen, ["hub/old Bearer t", "hub/new Bearer t", "other/x -"]);
});

Deno.test("ask() treats another port or name of the same machine as another origin", async () => {
  const seen: (string | null)[] = [];
  await using server = serve((request) => {
    seen.push(request.headers.get("authorization"));
    return new URL(request.url).hostname === "localhost"
      ? new Response("data")
      : to(`http://localhost:${new URL(request.url).port}/`);
  });
  await (await ask({ url: server.url, method: "GET", token: "t", signal })).text();
  deepStrictEqual(seen, ["Bearer t", null]);
});

Deno.test("ask() stops at the border when it is told to stay", async () => {
  await using hub = serve((request) =>
    new URL(request.url).pathname === "/a" ? to("/b") : to("http://127.0.0.1:9/x")
  );
  const response = await ask({ url: `${hub.url}/a`, method: "HEAD", stay: true, signal });
  deepStrictEqual([response.status, response.headers.get("location")], [
    302,
    "http://127.0.0.1:9/x",
  ]);
});

Deno.test("ask() refuses redirects that lead nowhere good", async () => {
  await using server = serve((request) => {
    const { pathname } = new URL(request.url);
    return to(
      ({ "/loop": "/loop", "/file": "file:///etc/passwd", "/odd": "http://[" })[pathname] ?? "",
    );
  });
  const { host } = new URL(server.url);
  const cases = [
    ["/loop", `"${host}" redirects more than 10 times`],
    ["/file", `"${host}" redirects from http: to file:`],
    ["/odd", `"${host}" redirects to something that is no address`],
  ];
  for (const [path, message] of cases) {
    await rejects(ask({ url: server.url + path, method: "GET", signal }), {
      name: "CannotAsk",
      message,
    });
  }
});

Deno.test({
  name: "ask() says which permission is missing",
  permissions: { net: ["127.0.0.1:1234"] },
  async fn() {
    await rejects(ask({ url: "http://127.0.0.1:4321/", method: "GET", signal }), {
      name: "CannotAsk",
      message: 'this process may not reach "127.0.0.1:4321": start it with ' +
        "--allow-net=127.0.0.1:4321",
    });
  },
});

Deno.test("networkReason() leaves addresses out, which may be signed ones", () => {
  const inner = new Error("error sending request for url (https://h/x?sig=s): refused");
  strictEqual(
    networkReason(new TypeError("fetch failed", { cause: inner })),
    "error sending request: refused",
  );
  strictEqual(networkReason(new Error("see https://h/x?sig=s now")), "see (address) now");
  strictEqual(networkReason("odd"), "odd");
});

Deno.test("retryAfterMs() reads seconds and dates", () => {
  const now = Date.parse("2026-01-01T00:00:00Z");
  const cases: [string | null, number | null][] = [
    [null, null],
    ["3", 3_000],
    ["0", 0],
    ["Thu, 01 Jan 2026 00:00:05 GMT", 5_000],
    ["Thu, 01 Jan 2020 00:00:00 GMT", 0],
    ["soon", null],
  ];
  for (const [text, wanted] of cases) {
    const headers = new Headers(text === null ? {} : { "retry-after": text });
    strictEqual(retryAfterMs(headers, now), wanted, String(text));
  }
});
