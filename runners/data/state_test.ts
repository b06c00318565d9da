import { deepStrictEqual, rejects, strictEqual } from "node:assert/strict";
import { join } from "node:path";
import {
  COMMIT_1,
  COMMIT_2,
  dataBench,
  FILE,
  QUICK,
  REPO,
  sha256,
  source,
  TEXT,
} from "./data_bench.ts";
import { dataState, fetchSource } from "./state.ts";

const BYTES = new TextEncoder().encode(TEXT).length;

Deno.test("dataState() follows a file from missing to present to changed, offline", async () => {
  await using b = await dataBench();
  const options = b.options();
  const wanted = source({ sha256: sha256(TEXT), bytes: BYTES, gated: "ask the authors" });
  deepStrictEqual(await dataState(wanted, options), {
    state: "missing",
    path: null,
    bytes: 0,
    detail: "not downloaded; gated: ask the authors",
  });

  b.server.fail(FILE, { cutAfter: 20 });
  await rejects(fetchSource(wanted, { ...options, timing: { ...QUICK, attempts: 1 } }));
  const partial = await dataState(wanted, options);
  deepStrictEqual([partial.state, partial.bytes, partial.detail], [
    "partial",
    20,
    `20 of ${BYTES} bytes downloaded`,
  ]);

  const fetched = await fetchSource(wanted, options);
  const asked = b.server.requests.length;
  deepStrictEqual(await dataState(wanted, options), {
    state: "present",
    path: fetched.path,
    bytes: BYTES,
    detail: `digest checked, revision ${COMMIT_1.slice(0, 12)}`,
  });
  strictEqual(
    (await dataState(source(), options)).detail,
    "no digest published, revision " +
      COMMIT_1.slice(0, 12),
  );

  await Deno.writeTextFile(fetched.path, TEXT.replace("4", "5"));
  await Deno.utime(fetched.path, 1, 1);
  const unread = await dataState(wanted, options);
  deepStrictEqual([unread.state, unread.detail], [
    "present",
    `digest not checked yet, revision ${COMMIT_1.slice(0, 12)}`,
  ]);
  const verified = await dataState(wanted, { ...options, verify: true });
  strictEqual(verified.state, "changed");
  await Deno.writeTextFile(fetched.path, "short");
  deepStrictEqual(await dataState(wanted, options), {
    state: "changed",
    path: fetched.path,
    bytes: 5,
    detail: `wanted ${BYTES} bytes, found 5`,
  });
  strictEqual(b.server.requests.length, asked);
});

Deno.test("dataState() knows the user's own file", async () => {
  await using b = await dataBench();
  const file = join(b.folder, "mine.jsonl");
  const options = { ...b.options(), file };
  strictEqual((await dataState(source(), options)).state, "missing");
  await Deno.writeTextFile(file, TEXT);
  deepStrictEqual(await dataState(source({ sha256: "0".repeat(64) }), options), {
    state: "present",
    path: file,
    bytes: BYTES,
    detail: "your own file",
  });
});

Deno.test("fetchSource() downloads, checks and counts; again it leaves pinned data alone", async () => {
  await using b = await dataBench();
  const options = b.options();
  const wanted = source({ revision: COMMIT_1, sha256: sha256(TEXT), records: 3 });
  const { path, ...first } = await fetchSource(wanted, options);
  strictEqual(await Deno.readTextFile(path), TEXT);
  deepStrictEqual(first, {
    bytes: BYTES,
    sha256: sha256(TEXT),
    records: 3,
    revision: COMMIT_1,
    downloaded: true,
    notes: [],
  });
  const asked = b.server.requests.length;
  strictEqual((await fetchSource(wanted, options)).downloaded, false);
  strictEqual(b.server.requests.length, asked);
  await rejects(fetchSource({ ...wanted, records: 5 }, options), { kind: "changed" });
});

Deno.test("fetchSource() downloads a damaged file again", async () => {
  await using b = await dataBench();
  const options = b.options();
  const wanted = source({ revision: COMMIT_1, sha256: sha256(TEXT) });
  const { path } = await fetchSource(wanted, options);
  await Deno.writeTextFile(path, "damaged");
  const again = await fetchSource(wanted, options);
  strictEqual(again.downloaded, true);
  strictEqual(await Deno.readTextFile(again.path), TEXT);
});

Deno.test("fetchSource() follows a branch, and makes do with what is there offline", async () => {
  await using b = await dataBench();
  const options = b.options();
  await fetchSource(source(), options);
  const more = TEXT + '{"id":"inv-4"}\n';
  b.server.change(REPO, { refs: { main: COMMIT_2 }, files: { [FILE]: more } });
  const fetched = await fetchSource(source(), options);
  deepStrictEqual([fetched.records, fetched.revision], [4, COMMIT_2]);

  const free = Deno.listen({ hostname: "127.0.0.1", port: 0 });
  const endpoint = `http://127.0.0.1:${free.addr.port}`;
  free.close();
  const cutOff = b.options({ HF_ENDPOINT: endpoint });
  const kept = await fetchSource(source(), cutOff);
  deepStrictEqual([kept.records, kept.downloaded, cutOff.notes.length], [4, false, 1]);
  const offline = { ...b.options({ HF_ENDPOINT: endpoint }), offline: true };
  strictEqual((await fetchSource(source(), offline)).records, 4);
  deepStrictEqual(offline.notes, []);
});
