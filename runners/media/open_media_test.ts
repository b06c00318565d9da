import { deepStrictEqual, rejects, strictEqual } from "node:assert/strict";
import { createHash } from "node:crypto";
import { join } from "node:path";
import fc from "fast-check";
import type { FoundMedia, MediaOrigin } from "../../scoring/messages.ts";
import { base64Bytes, Base64Decoder } from "./base64_text.ts";
import { openMedia } from "./open_media.ts";
import { png } from "./test_pictures.ts";

const PICTURE = png(3, 2, 5_000);

function media(origin: MediaOrigin, bytes = PICTURE): FoundMedia {
  const sha256 = createHash("sha256").update(bytes).digest("hex");
  return { origin, sha256, bytes: bytes.length, mediaType: "image/png" };
}

Deno.test("base64() puts what stands around it in place, whatever the origin", async () => {
  const folder = await Deno.makeTempDir();
  try {
    const path = join(folder, "a.png");
    const text = PICTURE.toBase64();
    await Deno.writeFile(path, PICTURE);
    await Deno.writeTextFile(`${path}.txt`, `xx${text}`);
    await Deno.writeTextFile(`${path}.lines`, text.replace(/.{76}/g, "$&\r\n").replace(/=+$/, ""));
    const origins: MediaOrigin[] = [
      { kind: "file", path },
      { kind: "file", path: `${path}.txt`, range: [2, 2 + text.length], base64: true },
      { kind: "file", path: `${path}.lines`, base64: true },
      { kind: "inline", base64: text },
    ];
    using reader = openMedia({ dataDir: folder });
    const around = { head: Uint8Array.of(0x3c), tail: Uint8Array.of(0x3e, 0x3e) };
    for (const origin of origins) {
      for (let again = 0; again < 2; again++) {
        const wire = await reader.base64(media(origin), undefined, around);
        strictEqual(new TextDecoder().decode(wire), `<${text}>>`);
      }
      deepStrictEqual(await reader.bytes(media(origin)), PICTURE);
    }
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
});

Deno.test("more files than may be open at once are read all the same", async () => {
  const folder = await Deno.makeTempDir();
  try {
    const all = Array.from({ length: 60 }, (_, i) => png(i + 1, 1));
    await Promise.all(all.map((bytes, i) => Deno.writeFile(join(folder, `${i}.png`), bytes)));
    using reader = openMedia({ dataDir: folder });
    const found = await Promise.all(
      [...all, ...all].map((bytes, i) =>
        reader.bytes(media({ kind: "file", path: join(folder, `${i % 60}.png`) }, bytes))
      ),
    );
    deepStrictEqual(found, [...all, ...all]);
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
});

Deno.test("bytes at an address must be those that were there", async () => {
  const answers: Record<string, () => Response> = {
    "/right": () => new Response(PICTURE),
    "/short": () => new Response(PICTURE.slice(1)),
    "/long": () => new Response(new Uint8Array(PICTURE.length + 1)),
    "/other": () => new Response(png(3, 3, 5_000)),
  };
  await using server = Deno.serve(
    { hostname: "127.0.0.1", port: 0, onListen() {} },
    (request) => answers[new URL(request.url).pathname]?.() ?? new Response("", { status: 404 }),
  );
  using reader = openMedia({ dataDir: "data" });
  const at = (path: string) =>
    reader.bytes(media({ kind: "url", url: `http://127.0.0.1:${server.addr.port}${path}` }));
  deepStrictEqual(await at("/right"), PICTURE);
  await rejects(at("/short"), { name: "MediaError", message: /found \d+$/ });
  await rejects(at("/long"), { name: "MediaError", message: /found more$/ });
  await rejects(at("/none"), { name: "MediaError", message: /the server answers 404$/ });
  // Another name of the same size: told by its digest.
  using fresh = openMedia({ dataDir: "data" });
  await rejects(
    fresh.bytes(media({ kind: "url", url: `http://127.0.0.1:${server.addr.port}/other` })),
    { name: "MediaError", message: /wanted sha256/ },
  );
  await rejects(fresh.bytes(media({ kind: "url", url: "file:///etc/hostname" })), {
    name: "MediaError",
    message: /begins with http/,
  });
});

Deno.test("base64 is decoded and written wherever pieces end", () => {
  fc.assert(fc.property(
    fc.uint8Array({ maxLength: 300 }),
    fc.integer({ min: 1, max: 17 }),
    fc.boolean(),
    (bytes, size, padded) => {
      const text = padded ? bytes.toBase64() : bytes.toBase64().replace(/=+$/, "");
      const lines = text.replace(/.{7}/g, "$& \n");
      const decoder = new Base64Decoder();
      const out: number[] = [];
      for (let at = 0; at < lines.length; at += size) {
        out.push(...decoder.push(lines.slice(at, at + size)));
      }
      out.push(...decoder.end());
      deepStrictEqual(out, [...bytes]);
      strictEqual(new TextDecoder().decode(base64Bytes(bytes)), bytes.toBase64());
    },
  ));
});
