import { deepStrictEqual, match, ok, rejects, strictEqual } from "node:assert/strict";
import { dirname, join } from "node:path";
import { downloadFileToCacheDir, scanCacheDir } from "@huggingface/hub";
import { url } from "../../benchmarks/define.ts";
import {
  COMMIT_1,
  COMMIT_2,
  dataBench,
  FILE,
  REPO,
  ROWS,
  sha256,
  source,
  TEXT,
} from "./data_bench.ts";
import { downloadSource, findFile } from "./locate.ts";

const SNAPSHOT = join("datasets--inv--set", "snapshots", COMMIT_1, FILE);

Deno.test("downloadSource() fills the cache as the hub's own client reads it", async () => {
  await using b = await dataBench();
  const options = b.options();
  strictEqual(await findFile(source(), options), null);
  const located = await downloadSource(source(), options);
  deepStrictEqual(located, {
    path: join(b.cache, SNAPSHOT),
    revision: COMMIT_1,
    own: false,
    fresh: true,
  });
  strictEqual(await Deno.readTextFile(located.path), TEXT);
  strictEqual(
    await Deno.readLink(located.path),
    join("..", "..", "..", "blobs", sha256(TEXT)),
  );
  const asked = b.server.requests.length;
  deepStrictEqual(await findFile(source(), options), { ...located, fresh: false });
  strictEqual(b.server.requests.length, asked);

  // The client's scan looks at files without a folder only.
  await downloadSource(source({ path: "small.json" }), options);
  const scanned = await scanCacheDir(b.cache);
  deepStrictEqual(scanned.warnings, []);
  const [repo] = scanned.repos;
  deepStrictEqual(repo?.id, { name: REPO, type: "dataset" });
  deepStrictEqual(
    repo?.revisions.map((revision) => [revision.commitOid, revision.refs, revision.files.length]),
    [[COMMIT_1, ["main"], 1]],
  );
  const theirs = await downloadFileToCacheDir({
    repo: { type: "dataset", name: REPO },
    path: FILE,
    revision: COMMIT_1,
    cacheDir: b.cache,
    fetch: () => Promise.reject(new Error("it should not need the network")),
  });
  strictEqual(theirs, located.path);
});

Deno.test("findFile() uses what another program left in the cache", async () => {
  await using b = await dataBench();
  const repo = join(b.cache, "datasets--inv--set");
  const file = join(b.cache, SNAPSHOT);
  await Deno.mkdir(dirname(file), { recursive: true });
  await Deno.mkdir(join(repo, "refs"));
  await Deno.writeTextFile(join(repo, "refs", "main"), COMMIT_1);
  await Deno.writeTextFile(file, TEXT);
  strictEqual((await findFile(source(), b.options()))?.path, file);
  strictEqual((await findFile(source({ revision: COMMIT_1 }), b.options()))?.path, file);
  strictEqual(await findFile(source({ revision: COMMIT_2 }), b.options()), null);
  // A reference is not taken at its word as a path.
  await Deno.writeTextFile(join(repo, "refs", "main"), "../../../../etc");
  strictEqual(await findFile(source(), b.options()), null);
  strictEqual(b.server.requests.length, 0);
});

Deno.test("downloadSource() takes small files from the hub itself", async () => {
  await using b = await dataBench();
  const located = await downloadSource(source({ path: "small.json" }), b.options());
  deepStrictEqual(JSON.parse(await Deno.readTextFile(located.path)), ROWS);
  match(await Deno.readLink(located.path), /blobs.[0-9a-f]{40}$/);
});

Deno.test("downloadSource() copes with a mirror that gives no hub headers", async () => {
  await using b = await dataBench({ bare: true });
  const located = await downloadSource(source(), b.options());
  strictEqual(located.revision, COMMIT_1);
  strictEqual(await Deno.readTextFile(located.path), TEXT);
  ok(b.server.requests.some(({ path }) => path === `/api/datasets/${REPO}/revision/main`));
});

Deno.test("downloadSource() does not download unchanged content of a new commit", async () => {
  await using b = await dataBench();
  const options = b.options();
  await downloadSource(source(), options);
  b.server.change(REPO, { refs: { main: COMMIT_2 }, files: { [FILE]: TEXT } });
  const located = await downloadSource(source(), options);
  deepStrictEqual([located.revision, located.fresh], [COMMIT_2, false]);
  strictEqual(await Deno.readTextFile(located.path), TEXT);
  strictEqual((await findFile(source(), options))?.path, located.path);
  strictEqual(b.server.requests.filter(({ server }) => server === "content").length, 1);
});

Deno.test("downloadSource() takes a token to the hub and nowhere else", async () => {
  const token = "hf_canary_0123456789";
  await using b = await dataBench({ token });
  const options = b.options({ HF_TOKEN: ` ${token}\n` });
  b.server.fail(FILE, { status: 500, body: "broken" });
  const located = await downloadSource(source(), options);
  strictEqual(await Deno.readTextFile(located.path), TEXT);
  const seen = (server: string) =>
    b.server.requests.filter((request) => request.server === server)
      .map(({ authorization }) => authorization);
  ok(seen("hub").length > 1 && seen("hub").every((given) => given === `Bearer ${token}`));
  deepStrictEqual(seen("content"), [null, null]);
  // Neither is it written anywhere, nor the signature of the content's address.
  for await (const text of texts(b.folder)) ok(!/canary|secret-signature/.test(text), text);
});

async function* texts(folder: string): AsyncGenerator<string> {
  for await (const entry of Deno.readDir(folder)) {
    const path = join(folder, entry.name);
    if (entry.isDirectory) yield* texts(path);
    else yield await Deno.readTextFile(path);
  }
}

Deno.test("downloadSource() says what to do for gated data", async () => {
  await using b = await dataBench({ token: "hf_right" });
  const host = new URL(b.server.url).host;
  const page = `${b.server.url}/datasets/${REPO}`;
  const file = `Cannot download "${FILE}" of "${REPO}": "${host}" answers`;
  const end = "or give the file yourself with --data inv=FILE";
  await rejects(downloadSource(source({ gated: "accept the terms" }), b.options()), {
    name: "DatasetError",
    kind: "gated",
    message: `${file} 401 ("Access to this dataset is restricted. Please log in."): accept the ` +
      `terms at ${page}, then set HF_TOKEN to a read token of your account; ${end}`,
  });
  await rejects(downloadSource(source(), b.options({ HF_TOKEN: "hf_canary" })), (error: Error) => {
    strictEqual(
      error.message,
      `${file} 403 ("You are not in the authorized list."): the account of the token in HF_TOKEN ` +
        `has no access: accept its conditions at ${page}, and see that the token may read gated ` +
        `repositories; ${end}`,
    );
    return !Deno.inspect(error).includes("canary");
  });
  const odd = downloadSource(source(), b.options({ HF_TOKEN: "hf_canary\u0000 x" }));
  await rejects(odd, { message: "Cannot use HF_TOKEN as it holds characters that no token has" });
});

Deno.test("downloadSource() says what is not on the hub", async () => {
  await using b = await dataBench();
  const cases: [Parameters<typeof source>[0], string][] = [
    [{ path: "none.jsonl" }, 'the repository has no such file at "main"'],
    [{ revision: "v9" }, 'the repository has no revision "v9"'],
    [{ revision: COMMIT_2 }, `the repository has no revision "${COMMIT_2}"`],
    [{ repo: "inv/none" }, "there is no such repository"],
  ];
  for (const [changes, said] of cases) {
    const wanted = source(changes);
    await rejects(downloadSource(wanted, b.options()), {
      kind: "missing",
      message:
        `Cannot download "${wanted.path}" of "${wanted.repo}": "${
          new URL(b.server.url).host
        }" answers 404: ${said}: see ${b.server.url}/datasets/${wanted.repo}, or give the file ` +
        "yourself with --data inv=FILE",
    });
  }
});

Deno.test("downloadSource() notices another file on the hub before it downloads it", async () => {
  await using b = await dataBench();
  const wanted = "0".repeat(64);
  await rejects(downloadSource(source({ sha256: wanted }), b.options()), {
    kind: "changed",
    message: `Cannot use "${FILE}" of "${REPO}": the hub has another file at "main" now: wanted ` +
      `sha256 ${wanted}, found ${sha256(TEXT)}: give the file yourself with --data inv=FILE`,
  });
  strictEqual(b.server.requests.length, 1);
});

Deno.test("downloadSource() checks content against the name the hub gives it", async () => {
  await using b = await dataBench();
  b.server.fail(FILE, { instead: TEXT.replace("4", "5") });
  await rejects(downloadSource(source(), b.options()), {
    kind: "changed",
    message: /what was downloaded is not what was published: wanted sha256/,
  });
  strictEqual(await findFile(source(), b.options()), null);
});

Deno.test("downloadSource() stays off the network when it is told to", async () => {
  await using b = await dataBench();
  const message = `Cannot use "${FILE}" of "${REPO}": it is not downloaded and the network is ` +
    "switched off: go online, or give the file yourself with --data inv=FILE";
  for (const options of [{ ...b.options(), offline: true }, b.options({ HF_HUB_OFFLINE: "1" })]) {
    await rejects(downloadSource(source(), options), { kind: "offline", message });
  }
  strictEqual(b.server.requests.length, 0);
});

Deno.test("downloadSource() says that a hub cannot be reached", async () => {
  await using b = await dataBench();
  const free = Deno.listen({ hostname: "127.0.0.1", port: 0 });
  const host = `127.0.0.1:${free.addr.port}`;
  free.close();
  await rejects(downloadSource(source(), b.options({ HF_ENDPOINT: `http://${host}/` })), {
    kind: "offline",
    message: new RegExp(
      `^Cannot download "${FILE}" of "${REPO}" from "${host}": .+: check the network, set ` +
        "HF_ENDPOINT to a mirror, or give the file yourself with --data inv=FILE$",
    ),
  });
  await rejects(downloadSource(source(), b.options({ HF_ENDPOINT: "mirror" })), {
    message: "Cannot use HF_ENDPOINT as it must be an http or https address: current value is " +
      '"mirror"',
  });
});

Deno.test("downloadSource() keeps files of plain addresses in the data folder", async () => {
  await using b = await dataBench({ token: "hf_x" });
  b.server.change(REPO, { refs: { main: COMMIT_1 }, files: { [FILE]: TEXT } });
  const plain = url({
    url: `${b.server.url}/datasets/${REPO}/resolve/main/${FILE}`,
    format: "jsonl",
    licence: "invented",
    sha256: sha256(TEXT),
  });
  const options = b.options({ HF_TOKEN: "hf_canary" });
  const located = await downloadSource(plain, options);
  strictEqual(await Deno.readTextFile(located.path), TEXT);
  ok(located.path.startsWith(join(b.folder, "data", "urls")));
  deepStrictEqual(await findFile(plain, options), { ...located, fresh: false });
  // The hub's token is none of a plain address's business.
  ok(b.server.requests.every(({ authorization }) => authorization === null));

  const gone = url({ url: `${b.server.url}/none`, format: "jsonl", licence: "invented" });
  await rejects(downloadSource(gone, options), {
    kind: "missing",
    message:
      `Cannot download "${b.server.url}/none": "${new URL(b.server.url).host}" answers 404: ` +
      "the file is gone: give the file yourself with --data inv=FILE",
  });
});

const NAMED = await Deno.makeTempDir();
Deno.test({
  name: "downloadSource() needs no more than named folders, as links then need not be made",
  permissions: { read: [NAMED], write: [NAMED], net: ["127.0.0.1"] },
  async fn() {
    await using b = await dataBench({}, NAMED);
    const options = b.options();
    const located = await downloadSource(source(), options);
    strictEqual(await Deno.readTextFile(located.path), TEXT);
    ok(!(await Deno.lstat(located.path)).isSymlink);
    deepStrictEqual((await downloadSource(source(), options)).fresh, false);
    const elsewhere = b.options({ HF_HUB_CACHE: join(dirname(NAMED), "elsewhere") });
    await rejects(downloadSource(source(), elsewhere), {
      name: "DatasetError",
      message: /^Cannot write ".*elsewhere.*" while downloading .*: Requires write access/,
    });
  },
});
