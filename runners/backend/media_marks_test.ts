import { equal, rejects } from "node:assert/strict";
import type { ImagePart } from "../../scoring/messages.ts";
import { MediaError, type MediaSpeller } from "../media/types.ts";
import { joinBytes } from "../../scoring/join_bytes.ts";
import { NOTHING } from "../media/base64_text.ts";
import { mediaMark, wireBody } from "./media_marks.ts";

function picture(digit: string): ImagePart {
  return {
    type: "image",
    image: {
      origin: { kind: "file", path: `${digit}.png` },
      sha256: digit.repeat(64),
      bytes: 3,
      mediaType: "image/png",
    },
  };
}

function speller(): MediaSpeller & { readonly asked: string[] } {
  const asked: string[] = [];
  return {
    asked,
    spell(part, _signal, around = NOTHING) {
      const media = part.type === "image" ? part.image : part.series;
      if ("missing" in media) return Promise.reject(new MediaError(media.missing));
      asked.push(media.sha256[0] ?? "");
      const bytes = new TextEncoder().encode(`<${media.sha256[0]}é>`);
      return Promise.resolve(joinBytes([around.head, bytes, around.tail]));
    },
  };
}

async function sent(body: unknown, parts: readonly ImagePart[], media: MediaSpeller | null) {
  const messages = [{ role: "user" as const, content: parts }];
  const wire = await wireBody(JSON.parse(JSON.stringify(body)), { messages }, media);
  return typeof wire === "string" ? wire : new TextDecoder().decode(wire);
}

Deno.test("wireBody() puts what is spelled in the place of every mark, and reads it once", async () => {
  const [a, b] = [picture("a"), picture("b")];
  const media = speller();
  const body = { x: [mediaMark(a), mediaMark(b), mediaMark(a)], ü: "…" };
  equal(await sent(body, [a, b], media), `{"x":["<aé>","<bé>","<aé>"],"ü":"…"}`);
  equal(media.asked.join(""), "ab");
});

Deno.test("wireBody() leaves alone what only looks like a mark", async () => {
  const foreign = `assay-media:${"0".repeat(64)}`;
  const a = picture("a");
  equal(
    await sent({ x: [foreign, mediaMark(a)] }, [a], speller()),
    `{"x":["${foreign}","<aé>"]}`,
  );
  equal(await sent({ x: foreign }, [], null), `{"x":"${foreign}"}`);
});

Deno.test("wireBody() fails where a picture cannot be had", async () => {
  const gone: ImagePart = { type: "image", image: { missing: "row 3 has no picture" } };
  await rejects(sent({ x: mediaMark(gone) }, [gone], speller()), /row 3 has no picture/);
  await rejects(sent({ x: mediaMark(gone) }, [gone], null), /nothing was given to read it with/);
});
