import { deepStrictEqual, match, rejects, strictEqual } from "node:assert/strict";
import { createHash } from "node:crypto";
import { join } from "node:path";
import { hub, type MediaColumn, type Source } from "../../../benchmarks/define.ts";
import type { FoundMedia, Media } from "../../../scoring/messages.ts";
import { openMedia } from "../../media/open_media.ts";
import { png } from "../../media/test_pictures.ts";
import { type DataBench, dataBench, zippedAll } from "../data_bench.ts";
import { openRecords } from "../load.ts";

const PICTURES = [png(3, 2), png(40, 30, 200_000), png(7, 7, 900)];
const [SMALL, LARGE, OTHER] = PICTURES as [Bytes, Bytes, Bytes];
type Bytes = Uint8Array<ArrayBuffer>;

const sha256 = (bytes: Uint8Array) => createHash("sha256").update(bytes).digest("hex");

const IMAGE: MediaColumn = { column: "image", kind: "image", encoding: "base64" };

function sourceOf(format: Source["format"], media: readonly MediaColumn[]): Source {
  return hub({ repo: "inv/set", revision: "main", path: "x", format, licence: "invented", media });
}

/** The records of a file of the user's. */
async function read(
  b: DataBench,
  name: string,
  content: string | Bytes,
  media: readonly MediaColumn[],
): Promise<Record<string, unknown>[]> {
  const file = join(b.folder, name);
  if (typeof content === "string") await Deno.writeTextFile(file, content);
  else await Deno.writeFile(file, content);
  const format = name.split(".").at(-1) as Source["format"];
  const opened = await openRecords(sourceOf(format, media), { ...b.options(), file });
  const rows = await Array.fromAsync(opened.records());
  return rows.map(({ record }) => record as Record<string, unknown>);
}

/** Checks that what a record tells of a picture gives back its bytes, raw and in base64. */
async function gives(b: DataBench, media: unknown, bytes: Bytes): Promise<void> {
  const found = media as FoundMedia;
  deepStrictEqual([found.sha256, found.bytes, found.mediaType], [
    sha256(bytes),
    bytes.length,
    "image/png",
  ]);
  using reader = openMedia({ dataDir: b.options().dataDir });
  deepStrictEqual(await reader.bytes(found), bytes);
  for (let again = 0; again < 2; again++) {
    const text = new TextDecoder().decode(await reader.base64(found));
    strictEqual(text, bytes.toBase64());
  }
}

const missing = (media: unknown) => (media as { missing: string }).missing;

Deno.test("a table's pictures in base64 stay where they are", async () => {
  await using b = await dataBench();
  const text = "index\timage\tquestion\r\n" +
    `1\t${SMALL.toBase64()}\tfürst\r\n` +
    `2\t"${LARGE.toBase64()}"\t"two\nlines"\r\n` +
    `3\t2\tas in row 2\r\n` +
    `4\t5\tas in row 5\r\n` +
    `5\t${OTHER.toBase64().replace(/=+$/, "")}\tlast\r\n`;
  for (const mark of ["", "\ufeff"]) {
    const rows = await read(b, "t.tsv", mark + text, [IMAGE]);
    deepStrictEqual(
      rows.map(({ index, question }) => [index, question]),
      [["1", "fürst"], ["2", "two\nlines"], ["3", "as in row 2"], ["4", "as in row 5"], [
        "5",
        "last",
      ]],
    );
    const wanted = [SMALL, LARGE, LARGE, OTHER, OTHER];
    for (const [i, bytes] of wanted.entries()) await gives(b, rows[i]?.["image"], bytes);
    const first = rows[1]?.["image"] as FoundMedia;
    deepStrictEqual([first.width, first.height, first.origin.kind], [40, 30, "file"]);
  }
});

Deno.test("a cell may hold a list, as Python or JSON writes it", async () => {
  await using b = await dataBench();
  const [one, two] = [SMALL.toBase64(), LARGE.toBase64()];
  const json = JSON.stringify([two, one]).replaceAll('"', '""');
  const text = `index,image\n1,"['${one}', '${two}']"\n2,"${json}"\n3,${one}\n`;
  const rows = await read(b, "t.csv", text, [{ ...IMAGE, list: true }]);
  const images = rows.map(({ image }) => image as Media[]);
  deepStrictEqual(images.map(({ length }) => length), [2, 2, 1]);
  for (const [media, bytes] of [[images[0]?.[0], SMALL], [images[0]?.[1], LARGE]] as const) {
    await gives(b, media, bytes);
  }
  await gives(b, images[1]?.[0], LARGE);
  await gives(b, images[1]?.[1], SMALL);
  const [single] = await read(b, "t.csv", text, [IMAGE]);
  match(missing(single?.["image"]), /row 2 column "image": wanted one picture, found 2$/);
});

Deno.test("what is no picture is a sentence with file and row, and the other rows go on", async () => {
  await using b = await dataBench();
  const whole = LARGE.toBase64();
  const cells = [
    "",
    "9",
    whole.slice(0, 4_000),
    `${whole.slice(0, 200)}!${whole.slice(200)}`,
    new TextEncoder().encode("plain text and nothing else, for longer than a name").toBase64(),
    whole,
  ];
  const text = `index\timage\n${cells.map((cell, i) => `${i}\t${cell}\n`).join("")}`;
  const rows = await read(b, "t.tsv", text, [IMAGE]);
  const wanted = [
    /t\.tsv" row 2 column "image": it is empty$/,
    /row 3 column "image": it names row "9", which has no picture$/,
    /row 4 column "image": it is cut short: it is a PNG without its closing chunk$/,
    /row 5 column "image": it is not base64$/,
    /row 6 column "image": it is no picture that is known \(PNG.*\): it begins with "plain text a"$/,
  ];
  for (const [i, sentence] of wanted.entries()) match(missing(rows[i]?.["image"]), sentence);
  await gives(b, rows[5]?.["image"], LARGE);
});

Deno.test("pictures in records of JSON stay in them where they are small", async () => {
  await using b = await dataBench();
  const records = [{ image: SMALL.toBase64() }, { image: [LARGE.toBase64(), SMALL.toBase64()] }];
  for (const name of ["t.jsonl", "t.json"]) {
    const text = name === "t.json"
      ? JSON.stringify([...records, { other: 1 }])
      : [...records, { other: 1 }].map((record) => JSON.stringify(record)).join("\n");
    const rows = await read(b, name, text, [{ ...IMAGE, list: true }]);
    const [first, second] = rows.map(({ image }) => image as FoundMedia[]);
    strictEqual(first?.[0]?.origin.kind, "inline");
    await gives(b, first?.[0], SMALL);
    await gives(b, second?.[0], LARGE);
    await gives(b, second?.[1], SMALL);
    deepStrictEqual(rows[2], { other: 1 });
  }
});

Deno.test("paths lead to files beside the records, and nowhere else", async () => {
  await using b = await dataBench();
  await Deno.mkdir(join(b.folder, "data", "pics"), { recursive: true });
  await Deno.writeFile(join(b.folder, "data", "pics", "a.png"), SMALL);
  await Deno.writeFile(join(b.folder, "outside.png"), SMALL);
  await Deno.symlink("../outside.png", join(b.folder, "data", "link.png"));
  await Deno.writeTextFile(join(b.folder, "data", "empty.png"), "");
  const paths = ["pics/a.png", "../outside.png", join(b.folder, "outside.png"), "link.png"];
  const records = [...paths, "none.png", "empty.png", 7].map((at) => ({ in: { at } }));
  const column: MediaColumn = { column: "in.at", kind: "image", encoding: "path", as: "_image" };
  const rows = await read(b, "data/t.json", JSON.stringify(records), [column]);
  await gives(b, rows[0]?.["_image"], SMALL);
  deepStrictEqual(rows[0]?.["in"], { at: "pics/a.png" });
  const wanted = [
    /row 2 column "in.at": .*the path "\.\.\/outside.png" is not one of a file below it/,
    /row 3 .*is not one of a file below it/,
    /row 4 .*link\.png": it is a link that leads out of its folder$/,
    /row 5 .*none\.png": there is no such file$/,
    /row 6 .*"empty\.png": it is empty$/,
    /row 7 .*: wanted the path of a file, found 7$/,
  ];
  for (const [i, sentence] of wanted.entries()) match(missing(rows[i + 1]?.["_image"]), sentence);
});

Deno.test("a picture that was moved or changed is not sent", async () => {
  await using b = await dataBench();
  const [row] = await read(b, "t.tsv", `image\n${LARGE.toBase64()}\n`, [IMAGE]);
  const media = row?.["image"] as FoundMedia;
  const { dataDir } = b.options();
  const file = join(b.folder, "t.tsv");
  await Deno.writeTextFile(file, `image\n${png(40, 30, 200_001).toBase64()}\n`);
  {
    using reader = openMedia({ dataDir });
    await rejects(reader.base64(media), {
      name: "MediaError",
      message:
        /^Cannot send bytes 6 to \d+ of ".*t\.tsv": it has changed since the run was prepared/,
    });
  }
  await Deno.remove(file);
  using reader = openMedia({ dataDir });
  await rejects(reader.bytes(media), { name: "MediaError", message: /it is not there any more/ });
});

Deno.test("paths lead into an archive whose digest is kept", async () => {
  await using b = await dataBench();
  const zip = await zippedAll({ "shots/a.png": LARGE, "shots/b.png": SMALL.slice(0, 30) });
  await Deno.writeFile(join(b.folder, "shots.zip"), zip);
  const archive = hub({
    repo: "inv/set",
    revision: "main",
    path: "shots.zip",
    format: "json",
    licence: "invented",
  });
  const media: MediaColumn[] = [
    { column: "file", kind: "image", encoding: "path", archive, folder: "shots" },
  ];
  const file = join(b.folder, "t.json");
  await Deno.writeTextFile(
    file,
    JSON.stringify([{ file: "a.png" }, { file: "b.png" }, {
      file: "c.png",
    }]),
  );
  const opened = await openRecords(sourceOf("json", media), { ...b.options(), file });
  deepStrictEqual(opened.archives?.map(({ sha256 }) => sha256), [sha256(zip)]);
  const cells = (await Array.fromAsync(opened.records())).map(({ record }) =>
    (record as { file: Media }).file
  );
  strictEqual((cells[0] as FoundMedia).origin.kind, "zip");
  await gives(b, cells[0], LARGE);
  match(missing(cells[1]), /row 2 column "file": "b\.png": it is cut short/);
  match(
    missing(cells[2]),
    /row 3 column "file": "shots\/c\.png" in .* the archive has no such file/,
  );
});
