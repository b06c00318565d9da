/**
 * Prompts of texts and pictures, and the options that benchmarks with pictures share.
 *
 * @module
 */
import { z } from "zod";
import type { ImageEncoding, ImagePart, Media, Message, Part } from "../scoring/messages.ts";
import { flattenPrompt, IMAGE_MARK } from "../scoring/vlmevalkit/flatten.ts";
import { mcqVersions } from "../scoring/vlmevalkit/infer.ts";
import type { PromptPart } from "../scoring/vlmevalkit/image_marks.ts";
import { statedReading } from "../scoring/vlmevalkit/stated_reading.ts";
import type { McqScorerOptions, Reading } from "../scoring/vlmevalkit/mcq_scorer.ts";

/** What is done to pictures before they are sent. */
export const imageEncoding = z.enum(["original", "vlmevalkit"]).default("original")
  .describe("Pictures go out as they are, or coded again as VLMEvalKit's client does.");

/** Where pictures stand in a prompt. */
export const layout = z.enum(["interleaved", "interns1"]).default("interleaved")
  .describe(
    "Pictures where the text marks them, or all before one text as the Intern adapters do.",
  );

/** What of a judge's reply is read. */
export const judgeReasoning = z.enum(["strip", "content", "upstream"]).default("strip")
  .describe("What of the judge's reply is read: without its thinking, its message, or all.");

/** How VLMEvalKit's chain is used; `chainOptions` makes a scorer's options of them. */
export const mcqOptions = {
  reading: z.enum(["assay", "vlmeval"]).default("assay")
    .describe(
      "Whether a letter that is boxed or stands behind `Answer:` is read before the chain.",
    ),
  version: z.enum(mcqVersions).default("current")
    .describe("State of VLMEvalKit's chain: at the report (2026-02) or newer."),
  judge: z.enum(["ask", "none"]).default("ask")
    .describe("Whether a judge matches what the rules cannot read, or it is wrong."),
  judgeReasoning,
  imageEncoding,
};

/** Values of {@linkcode mcqOptions}. */
export type McqOptions = z.output<z.ZodObject<typeof mcqOptions>>;

/**
 * Options of the chain's scorer.
 *
 * @param assay what is read before the chain where `reading` asks for it
 */
export function chainOptions(
  { reading, version, judge, judgeReasoning }: McqOptions,
  assay: Reading = statedReading,
): McqScorerOptions {
  return {
    version,
    judge,
    judgeReads: judgeReasoning,
    ...(reading === "assay" ? { reading: assay } : {}),
  };
}

const VLMEVALKIT: ImageEncoding = { kind: "vlmevalkit" };

/** A picture as a part of a message. */
export function imagePart(image: Media, encoding: z.output<typeof imageEncoding>): ImagePart {
  return { type: "image", image, ...(encoding === "original" ? {} : { encoding: VLMEVALKIT }) };
}

/** One user turn: the pictures in their order, then one text. */
export function picturesFirst(
  images: readonly Media[],
  text: string,
  encoding: z.output<typeof imageEncoding>,
): readonly Message[] {
  const parts: Part[] = images.map((image) => imagePart(image, encoding));
  return [{ role: "user", content: [...parts, { type: "text", text }] }];
}

/**
 * One user turn of texts and pictures. In the layout `interns1` the pictures stand first and the text
 * names their places (`flattenPrompt`); the mark that the group's own server replaces is left out.
 */
export function mixedPrompt(
  parts: readonly PromptPart<Media>[],
  where: z.output<typeof layout>,
  encoding: z.output<typeof imageEncoding>,
): readonly Message[] {
  if (where === "interns1") {
    const images = parts.flatMap((part) => part.type === "image" ? [part.value] : []);
    const marked = flattenPrompt(parts);
    const text = images.length === 1
      ? marked.slice(`${IMAGE_MARK}\n`.length)
      : marked.replaceAll(`: ${IMAGE_MARK}\n`, ":\n");
    return picturesFirst(images, text, encoding);
  }
  const content = parts.map((part): Part =>
    part.type === "text" ? { type: "text", text: part.value } : imagePart(part.value, encoding)
  );
  return [{ role: "user", content }];
}
