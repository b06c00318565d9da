import { deepEqual, doesNotThrow, equal, throws } from "node:assert/strict";
import { checkEndpointConfig, defaultEndpointConfig } from "./defaults.ts";

const LEAST = { label: "m", model: "m", baseUrls: ["http://127.0.0.1:8000/v1"] };

Deno.test("defaultEndpointConfig() fills in what is left out and keeps what is said", () => {
  deepEqual(defaultEndpointConfig({ ...LEAST, maxAttempts: 2 }), {
    ...LEAST,
    apiKeyEnv: null,
    dialect: "auto",
    headers: {},
    extraBody: {},
    stream: true,
    contextTokens: null,
    concurrency: "auto",
    attemptTimeoutMs: 7_200_000,
    totalTimeoutMs: 21_600_000,
    idleTimeoutMs: 600_000,
    maxAttempts: 2,
    maxReplyBytes: 67_108_864,
    loopBreaker: false,
    logprobs: false,
  });
});

Deno.test("checkEndpointConfig() takes the defaults", () => {
  doesNotThrow(() => checkEndpointConfig(defaultEndpointConfig(LEAST)));
  doesNotThrow(() => checkEndpointConfig(defaultEndpointConfig({ ...LEAST, concurrency: 4 })));
});

Deno.test("checkEndpointConfig() names the field that cannot be", () => {
  const rows = [
    { baseUrls: [] },
    { baseUrls: ["localhost"] },
    { baseUrls: ["file:///etc/passwd"] },
    { baseUrls: ["http://ann:canary-password@localhost/v1"] },
    { baseUrls: ["http://localhost/v1?key=canary-password"] },
    { attemptTimeoutMs: 0 },
    { totalTimeoutMs: -1 },
    { idleTimeoutMs: NaN },
    { maxAttempts: 1.5 },
    { maxReplyBytes: 0 },
    { contextTokens: 0.5 },
    { concurrency: 0 },
  ];
  for (const row of rows) {
    throws(() => checkEndpointConfig(defaultEndpointConfig({ ...LEAST, ...row })), (error) => {
      const { name, message } = error as RangeError;
      equal(name, "RangeError");
      equal(message.includes(`"${Object.keys(row)[0]}"`), true, message);
      equal(message.includes("canary-password"), false);
      return true;
    });
  }
});
