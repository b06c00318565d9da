import assert from "node:assert/strict";
import { brotliCompressSync, constants, deflateSync, gzipSync } from "node:zlib";
import { WebError } from "./errors.ts";
import { httpPage, PAGE_LIMITS, type PageLimits } from "./http_page.ts";
import { html, testSite } from "./test_site.ts";

const SMALL: PageLimits = { bytes: 100_000, ms: 2_000, redirects: 3 };
const ZEROS = new Uint8Array(30_000_000);
const GZIP_BOMB = gzipSync(ZEROS);
const BROTLI_BOMB = brotliCompressSync(ZEROS, {
  params: { [constants.BROTLI_PARAM_QUALITY]: 3 },
});

/** A stream that never ends. */
function endless(chunk: string, waitMs: number): ReadableStream<Uint8Array<ArrayBuffer>> {
  let id: ReturnType<typeof setTimeout>;
  return new ReadableStream({
    async pull(controller) {
      await new Promise<void>((resolve) => id = setTimeout(resolve, waitMs));
      controller.enqueue(new TextEncoder().encode(chunk));
    },
    cancel: () => clearTimeout(id),
  });
}

const text = (body: BodyInit, headers: Record<string, string> = {}) =>
  new Response(body, { headers: { "content-type": "text/plain", ...headers } });
const to = (location: string) => new Response(null, { status: 302, headers: { location } });

const site = () =>
  testSite((request, { pathname, port }) => {
    const packed = (bytes: Uint8Array, encoding: string) =>
      text(new Uint8Array(bytes), { "content-encoding": encoding });
    switch (pathname) {
      case "/plain":
        return text(`host ${request.headers.get("host")}`);
      case "/gzip":
        return packed(gzipSync("packed text"), "gzip");
      case "/br":
        return packed(brotliCompressSync("packed text"), "br");
      case "/deflate":
        return packed(deflateSync("packed text"), "deflate");
      case "/bomb":
        return packed(GZIP_BOMB, "gzip");
      case "/br-bomb":
        return packed(BROTLI_BOMB, "br");
      case "/broken-gzip":
        return packed(new TextEncoder().encode("not packed"), "gzip");
      case "/odd-packing":
        return packed(new TextEncoder().encode("x"), "zstd-of-mine");
      case "/huge":
        return text("x".repeat(200_000));
      case "/fast":
        return text(endless("x".repeat(50_000), 0));
      case "/slow":
        return text(endless("x", 100));
      case "/silent":
        return new Promise<Response>((resolve) => setTimeout(() => resolve(text("late")), 2_500));
      case "/picture":
        return new Response("x", { headers: { "content-type": "image/png" } });
      case "/script":
        return new Response("x", { headers: { "content-type": "text/javascript" } });
      case "/gone":
        return html("gone", {});
      case "/404":
        return new Response("no", { status: 404 });
      case "/once":
        return to("/plain");
      case "/round":
        return to("/round");
      case "/to-loopback":
        return to(`http://localhost:${port}/plain`);
      case "/to-decimal":
        return to(`http://2130706433:${port}/plain`);
      case "/to-other":
        return to("http://other.test/plain");
      case "/to-cloud":
        return to("http://169.254.169.254/latest/meta-data/");
      case "/to-file":
        return to("file:///etc/passwd");
      case "/to-nothing":
        return to("http://");
      default:
        return new Response("?", { status: 500 });
    }
  });

const decode = (bytes: Uint8Array) => new TextDecoder().decode(bytes);

Deno.test("httpPage() gets a page, packed or not, and follows to another", async () => {
  await using at = await site();
  const get = async (path: string) => decode((await httpPage(at.origin + path, at.rules)).bytes);
  assert.equal(await get("/plain"), `host 127.0.0.1:${at.port}`);
  for (const path of ["/gzip", "/br", "/deflate"]) assert.equal(await get(path), "packed text");
  const page = await httpPage(`${at.origin}/once`, at.rules);
  assert.equal(page.url, `${at.origin}/plain`);
  assert.equal(page.contentType, "text/plain");
});

const FAILURES: readonly (readonly [path: string, kind: string, says: RegExp])[] = [
  ["/bomb", "too-large", /more than 100000 bytes/],
  ["/br-bomb", "too-large", /more than 100000 bytes/],
  ["/huge", "too-large", /more than/],
  ["/fast", "too-large", /more than/],
  ["/slow", "timed-out", /within 2 seconds/],
  ["/silent", "timed-out", /within 2 seconds/],
  ["/broken-gzip", "unreachable", /not packed as the server says/],
  ["/odd-packing", "unreadable", /zstd-of-mine/],
  ["/picture", "unreadable", /image\/png/],
  ["/script", "unreadable", /text\/javascript/],
  ["/404", "http-error", /404/],
  ["/round", "http-error", /more than 3 times/],
  ["/to-loopback", "refused-address", /localhost/],
  ["/to-decimal", "refused-address", /127\.0\.0\.1/],
  ["/to-cloud", "refused-address", /169\.254/],
  ["/to-file", "refused-address", /only http/],
  ["/to-nothing", "refused-address", /no address/],
];

for (const [path, kind, says] of FAILURES) {
  Deno.test(`httpPage() fails as ${kind} for ${path}`, async () => {
    await using at = await site();
    // Allowed with its port alone, so that other spellings of this machine are refused.
    const rules = {
      allowed: path === "/to-decimal" ? [`page.test:${at.port}`] : at.rules.allowed,
      resolve: () => Promise.resolve(["127.0.0.1"]),
    };
    const host = path === "/to-decimal" ? `http://page.test:${at.port}` : at.origin;
    const began = performance.now();
    await assert.rejects(httpPage(host + path, rules, { limits: SMALL }), (cause) => {
      assert.ok(cause instanceof WebError, String(cause));
      assert.equal(cause.kind, kind);
      assert.match(cause.message, says);
      return true;
    });
    assert.ok(performance.now() - began < 10_000);
    if (kind === "refused-address") assert.deepEqual(at.asked, [path]);
  });
}

Deno.test("httpPage() connects to the address that was checked, whatever the name says later", async () => {
  await using inside = await testSite(() => text("inside"));
  let asked = 0;
  const rules = {
    allowed: [],
    // A public address first, this machine from then on.
    resolve: () => Promise.resolve([asked++ === 0 ? "192.0.2.1" : "127.0.0.1"]),
  };
  // 192.0.2.1 is kept for documentation: it is refused, and the name is not asked again.
  await assert.rejects(httpPage("http://rebinding.test/", rules), { kind: "refused-address" });
  assert.equal(asked, 1);
  const seen: string[] = [];
  const named = {
    allowed: [`named.test:${inside.port}`],
    resolve: (host: string) => {
      seen.push(host);
      return Promise.resolve([seen.length === 1 ? "127.0.0.1" : "203.0.113.1"]);
    },
  };
  // Only the first answer leads to this machine, so the page comes from the checked address.
  const page = await httpPage(`http://named.test:${inside.port}/`, named);
  assert.equal(decode(page.bytes), "inside");
  assert.deepEqual(seen, ["named.test"]);
});

Deno.test("httpPage() checks a name again at each hop of a redirect", async () => {
  await using at = await site();
  let asked = 0;
  const rules = {
    allowed: [],
    resolve: () => Promise.resolve([asked++ === 0 ? "127.0.0.1" : "10.0.0.1"]),
  };
  const first = { ...rules, allowed: [`hop.test:${at.port}`] };
  const page = httpPage(`http://hop.test:${at.port}/to-other`, first);
  await assert.rejects(page, { kind: "refused-address" });
  assert.equal(asked, 2);
});

Deno.test("httpPage() ends at once when the run does", async () => {
  await using at = await site();
  const controller = new AbortController();
  setTimeout(() => controller.abort(new Error("the run ends")), 100);
  await assert.rejects(
    httpPage(`${at.origin}/slow`, at.rules, { limits: PAGE_LIMITS, signal: controller.signal }),
    /the run ends/,
  );
});
