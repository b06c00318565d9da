import assert from "node:assert/strict";
import { createEndpoint } from "./endpoint.ts";
import { defaultEndpointConfig } from "./defaults.ts";
import { headerValues } from "./header_values.ts";

const env = (name: string) => ({ TOKEN: "canary-0123456789", EMPTY: "" })[name];

Deno.test("headerValues() fills in variables and keeps the rest", () => {
  assert.deepEqual(headerValues({ Authorization: "Bearer $TOKEN", "x-team": "blue $ 5" }, env), {
    values: { Authorization: "Bearer canary-0123456789", "x-team": "blue $ 5" },
    secrets: ["canary-0123456789"],
    missing: null,
  });
});

Deno.test("headerValues() names a variable that is not set, or empty", () => {
  assert.equal(headerValues({ a: "$NONE" }, env).missing, "NONE");
  assert.equal(headerValues({ a: "$EMPTY" }, env).missing, "EMPTY");
});

Deno.test("createEndpoint() sends headers from the environment and masks them in messages", async () => {
  let sent = "";
  await using server = Deno.serve(
    { port: 0, hostname: "127.0.0.1", onListen: () => {} },
    (request) => {
      sent = request.headers.get("x-key") ?? "";
      return Response.json({ error: { message: `no key ${sent} here` } }, { status: 403 });
    },
  );
  const endpoint = createEndpoint(
    defaultEndpointConfig({
      label: "m",
      model: "m",
      baseUrls: [`http://127.0.0.1:${server.addr.port}/v1`],
      headers: { "x-key": "$TOKEN" },
    }),
    { env },
  );
  await assert.rejects(endpoint.connect(), (error) => {
    assert.ok(error instanceof Error);
    assert.doesNotMatch(error.message, /canary/);
    return true;
  });
  endpoint.close();
  assert.equal(sent, "canary-0123456789");
});

Deno.test("createEndpoint() refuses to ask without a header's variable", async () => {
  const endpoint = createEndpoint(
    defaultEndpointConfig({
      label: "m",
      model: "m",
      baseUrls: ["http://127.0.0.1:1/v1"],
      headers: { "x-key": "$NONE" },
    }),
    { env },
  );
  await assert.rejects(endpoint.connect(), /environment variable "NONE"/);
  endpoint.close();
});
