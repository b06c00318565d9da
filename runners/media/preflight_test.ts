import assert from "node:assert/strict";
import { defaultEndpointConfig } from "../backend/defaults.ts";
import { createEndpoint } from "../backend/endpoint.ts";
import type { DialectName } from "../backend/types.ts";
import { type SimOptions, startSim } from "../sim/mod.ts";
import { BlindServerError, checkSees } from "./preflight.ts";
import { openMedia } from "./open_media.ts";
import { type MediaKind, probeMedia } from "./probe.ts";
import { mediaSpeller } from "./spell_part.ts";

/** Asks a simulated server of its own what it sees. */
async function look<Result>(
  sim: SimOptions,
  see: (
    endpoint: ReturnType<typeof createEndpoint>,
    facts: Awaited<ReturnType<ReturnType<typeof createEndpoint>["connect"]>>,
  ) => Promise<Result>,
  dialect: DialectName | "auto" = "auto",
): Promise<Result> {
  await using server = await startSim(sim);
  using reader = openMedia({ dataDir: "data" });
  const endpoint = createEndpoint(
    defaultEndpointConfig({
      label: "m",
      model: "sim",
      baseUrls: [server.url],
      maxAttempts: 1,
      dialect,
    }),
    { media: mediaSpeller(reader) },
  );
  try {
    return await see(endpoint, await endpoint.connect());
  } finally {
    endpoint.close();
  }
}

const probe = (kind: MediaKind, sim: SimOptions = {}, dialect?: DialectName) =>
  look(sim, (endpoint) => probeMedia(endpoint, kind), dialect);

Deno.test("probeMedia() finds out who sees pictures and series", async () => {
  assert.deepEqual(await probe("image"), { kind: "sees" });
  assert.deepEqual(await probe("series", { dialect: "lmdeploy" }), { kind: "sees" });
});

Deno.test("probeMedia() finds out who refuses them, and who drops them without a word", async () => {
  const refused = await probe("image", { sees: [] });
  assert.equal(refused.kind, "refuses");
  assert.match(JSON.stringify(refused), /At most 0 image\(s\) may be provided/);
  assert.deepEqual(await probe("image", { blind: true }), {
    kind: "blind",
    detail: 'wanted "red", then "blue", found "red", then "red"',
  });
  const series = await probe("series", { blind: true, dialect: "lmdeploy" });
  assert.equal(series.kind, "blind");
});

Deno.test("probeMedia() does not take a server that is down for a blind one", async () => {
  const overloaded = { faults: { rates: { "rate-limited": 1 } } } as unknown as SimOptions;
  const found = await probe("image", overloaded);
  assert.equal(found.kind, "unknown");
});

Deno.test("checkSees() stops a run with a sentence that says what to do", async () => {
  const check = (kind: MediaKind, sim: SimOptions, dialect?: DialectName) =>
    look(sim, async (endpoint, facts) => {
      return await checkSees(endpoint, facts, kind, new AbortController().signal);
    }, dialect);
  assert.equal(await check("image", {}), null);
  await assert.rejects(check("image", { sees: [] }), (error) => {
    assert.ok(error instanceof BlindServerError);
    assert.match(
      error.message,
      /Cannot show pictures to "m" as "sim" there refuses them .*serve a/,
    );
    return true;
  });
  await assert.rejects(check("image", { blind: true }), /give --no-probe to ask all the same/);
  await assert.rejects(
    check("series", {}, "openai"),
    /has no part for them: use a server that has/,
  );
});
