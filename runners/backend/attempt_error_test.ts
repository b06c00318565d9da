import { deepEqual, equal } from "node:assert/strict";
import {
  connectionDetail,
  connectionKind,
  isOverload,
  isRetried,
  statusKind,
} from "./attempt_error.ts";
import { deadUrl } from "./scripted_server.ts";
import type { FailureKind } from "./types.ts";

Deno.test("statusKind() calls each status by its name", () => {
  const rows: readonly [status: number, kind: FailureKind][] = [
    [400, "rejected"],
    [402, "rejected"],
    [408, "timeout"],
    [409, "overloaded"],
    [413, "rejected"],
    [422, "rejected"],
    [425, "overloaded"],
    [429, "rate-limited"],
    [500, "server-error"],
    [502, "server-error"],
    [503, "overloaded"],
    [504, "server-error"],
    [529, "overloaded"],
  ];
  for (const [status, kind] of rows) equal(statusKind(status), kind, String(status));
});

Deno.test("isRetried() and isOverload() know every kind", () => {
  const kinds: Readonly<Record<FailureKind, readonly [retried: boolean, overload: boolean]>> = {
    refused: [true, false],
    reset: [true, false],
    timeout: [true, true],
    idle: [true, true],
    "rate-limited": [true, true],
    overloaded: [true, true],
    "server-error": [true, false],
    rejected: [false, false],
    "cut-stream": [true, false],
    unparsable: [true, false],
    "too-large": [false, false],
    "context-overflow": [false, false],
    "content-filter": [false, false],
    "unreadable-media": [false, false],
  };
  for (const [kind, expected] of Object.entries(kinds)) {
    deepEqual([isRetried(kind as FailureKind), isOverload(kind as FailureKind)], expected, kind);
  }
});

Deno.test("connectionKind() and connectionDetail() read what fetch throws", async () => {
  const refused = await fetch(deadUrl()).catch((error) => error);
  equal(connectionKind(refused), "refused");
  equal(connectionDetail(refused), "Connection refused (os error 111)");
  equal(connectionKind(new TypeError("anything else")), "reset");
  equal(connectionDetail(new TypeError("anything else")), "anything else");
  equal(connectionDetail("no error at all"), "no error at all");
});
