import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { url } from "../../benchmarks/define.ts";
import { readTaskFiles } from "../task_files.ts";
import { openRecords } from "./load.ts";
import { readWhole } from "./whole.ts";

const env = () => undefined;

async function folder(files: Readonly<Record<string, string>>) {
  const path = await Deno.makeTempDir({ prefix: "assay_whole_" });
  for (const [name, text] of Object.entries(files)) {
    await Deno.mkdir(`${path}/${name}`.replace(/\/[^/]*$/, ""), { recursive: true });
    await Deno.writeTextFile(`${path}/${name}`, text);
  }
  const options = { dataDir: `${path}/downloads`, file: path, offline: true, benchmark: "b", env };
  return {
    path,
    options,
    [Symbol.asyncDispose]: () => Deno.remove(path, { recursive: true }),
  };
}

const at = (path: string, more: Record<string, string> = {}) =>
  url({ url: `https://example.com/commit/data/${path}`, format: "json", licence: "MIT", ...more });

Deno.test("a folder of the user's holds published files under the end of their address", async () => {
  for (const place of ["data/shop/policy.md", "shop/policy.md"]) {
    await using given = await folder({ [place]: "Be kind." });
    assert.equal(await readWhole(at("shop/policy.md"), given.options), "Be kind.");
  }
  await using given = await folder({ "shop/tasks.json": '[{"id":1},{"id":2}]' });
  const opened = await openRecords(at("shop/tasks.json"), given.options);
  const ids = [];
  for await (const { record } of opened.records()) ids.push(record);
  assert.deepEqual(ids, [{ id: 1 }, { id: 2 }]);
});

Deno.test("a file of a folder is checked by SHA-256 or by the name of its Git blob", async () => {
  await using given = await folder({ "shop/db.json": "{}" });
  const sha256 = createHash("sha256").update("{}").digest("hex");
  assert.equal(await readWhole(at("shop/db.json", { sha256 }), given.options), "{}");
  // As `git hash-object` names it.
  const gitBlob = "9e26dfeeb6e641a33dae4961196235bdb965b21b";
  assert.equal(await readWhole(at("shop/db.json", { gitBlob }), given.options), "{}");
  for (const wrong of [{ sha256: "0".repeat(64) }, { gitBlob: "0".repeat(40) }]) {
    await assert.rejects(readWhole(at("shop/db.json", wrong), given.options), {
      name: "DatasetError",
      message: /is not what was published: wanted .* found /,
    });
  }
});

Deno.test("a task's files are all there, or a sentence says which one is not", async () => {
  await using given = await folder({ "shop/policy.md": "Be kind." });
  const files = {
    policy: { source: at("shop/policy.md"), demo: "" },
    db: { source: at("shop/db.json"), demo: "" },
  };
  const reason = await readTaskFiles({ files }, given.options);
  assert.match(String(reason), /shop\/db\.json".*not downloaded and the network is switched off/);
  await Deno.writeTextFile(`${given.path}/shop/db.json`, "{}");
  assert.deepEqual(await readTaskFiles({ files }, given.options), {
    policy: "Be kind.",
    db: "{}",
  });
});
