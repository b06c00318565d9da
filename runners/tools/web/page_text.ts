/**
 * The text of a page, read from its bytes. Runs in a worker: see `read_page.ts`.
 *
 * @module
 */
import type { BlockTextBuilder, DomNode, FormatOptions, RecursiveCallback } from "html-to-text";

/** A page as it came. */
export interface RawPage {
  readonly url: string;
  readonly contentType: string;
  readonly bytes: Uint8Array;
}

/** What a page says. */
export interface PageText {
  readonly title: string;
  readonly text: string;
  /** What was left out, in a few words; `null` where nothing was. */
  readonly cut: string | null;
}

/** Most characters of a page that are kept; longer ones are cut. */
export const MAX_CHARS = 1_000_000;
/** Most pages of a PDF that are read. */
export const MAX_PDF_PAGES = 300;
/** How deep elements may lie in each other; what lies deeper is left out. */
const MAX_DEPTH = 400;

/**
 * The text of HTML, PDF or plain text. Nothing of a page is run or fetched.
 *
 * @throws if it cannot be read
 */
export async function pageText(page: RawPage): Promise<PageText> {
  const type = page.contentType.split(";", 1)[0]!.trim();
  if (startsWith(page.bytes, "%PDF-")) return await pdfText(page.bytes);
  if (type.includes("pdf")) throw new Error("it is called a PDF and is none");
  const text = decoded(page);
  if (text.slice(0, 4_096).includes("\u0000")) throw new Error("it is neither text nor PDF");
  const html = /html/.test(type) || /^\s*(?:<!doctype html|<html)/i.test(text.slice(0, 4_096));
  if (!html) return cut({ title: "", text, cut: null });
  return await htmlText(text, page.url);
}

async function htmlText(html: string, url: string): Promise<PageText> {
  const { convert } = await import("html-to-text");
  const skip = (selector: string) => ({ selector, format: "skip" });
  const text = convert(html, {
    wordwrap: false,
    limits: { maxInputLength: 16 * 1024 * 1024, maxDepth: MAX_DEPTH, ellipsis: "" },
    formatters: { row, cell },
    selectors: [
      ...["title", "img", "svg", "script", "style", "noscript", "template", "iframe", "form"].map(
        skip,
      ),
      {
        selector: "a",
        options: {
          baseUrl: new URL(url).origin,
          noAnchorUrl: true,
          hideLinkHrefIfSameAsText: true,
        },
      },
      ...["h1", "h2", "h3", "h4", "h5", "h6"].map((selector) => ({
        selector,
        options: { uppercase: false },
      })),
      { selector: "table", format: "block" },
      { selector: "tr", format: "row" },
      { selector: "td", format: "cell" },
      { selector: "th", format: "cell" },
    ],
  });
  return cut({
    title: convert(titleOf(html), { wordwrap: false }),
    text: text.replace(/\n{3,}/g, "\n\n"),
    cut: null,
  });
}

/** A row of a table is a line: spans of cells, which a page may make as large as it likes, are not drawn. */
function row(
  element: DomNode,
  walk: RecursiveCallback,
  builder: BlockTextBuilder,
  _options: FormatOptions,
): void {
  builder.openBlock({ leadingLineBreaks: 1 });
  walk(element.children, builder);
  builder.closeBlock({ trailingLineBreaks: 1 });
}

function cell(
  element: DomNode,
  walk: RecursiveCallback,
  builder: BlockTextBuilder,
  _options: FormatOptions,
): void {
  walk(element.children, builder);
  builder.addInline(" | ");
}

/** The title, found by hand: an expression would look for its end from every beginning. */
function titleOf(html: string): string {
  const head = html.slice(0, 200_000);
  const open = head.search(/<title[\s>]/i);
  if (open === -1) return "";
  const from = head.indexOf(">", open) + 1;
  const to = head.slice(from).search(/<\/title/i);
  if (from === 0 || to === -1) return "";
  return head.slice(from, from + to).replaceAll(/\s+/g, " ").trim().slice(0, 300);
}

async function pdfText(bytes: Uint8Array): Promise<PageText> {
  const { getDocumentProxy } = await import("unpdf");
  const document = await getDocumentProxy(bytes, { verbosity: 0 });
  const parts: string[] = [];
  let length = 0;
  const pages = Math.min(document.numPages, MAX_PDF_PAGES);
  let number = 1;
  for (; number <= pages && length < MAX_CHARS; number++) {
    const page = await document.getPage(number);
    const { items } = await page.getTextContent();
    const text = items.map((item) => "str" in item ? item.str + (item.hasEOL ? "\n" : "") : "")
      .join("");
    parts.push(`[page ${number}]\n${text.trim()}`);
    length += text.length;
    page.cleanup();
  }
  const left = document.numPages - (number - 1);
  return cut({
    title: "",
    text: parts.join("\n\n"),
    cut: left > 0 ? `${left} of ${document.numPages} pages left out` : null,
  });
}

function cut(page: PageText): PageText {
  const text = page.text.toWellFormed().trim();
  if (text.length <= MAX_CHARS) return { ...page, text };
  return {
    ...page,
    text: text.slice(0, MAX_CHARS).toWellFormed(),
    cut: page.cut ?? `${text.length - MAX_CHARS} characters left out`,
  };
}

/** The text by its mark, by what the server says, by what the page says, or as UTF-8. */
function decoded({ bytes, contentType }: RawPage): string {
  const head = new TextDecoder("latin1").decode(bytes.subarray(0, 2_048));
  const said = /charset=["']?([\w.:-]{1,40})/.exec(contentType)?.[1] ??
    /<meta[^>]{0,200}charset=["']?([\w.:-]{1,40})/i.exec(head)?.[1] ?? "utf-8";
  const marked = startsWith(bytes, "\u00ff\u00fe")
    ? "utf-16le"
    : startsWith(bytes, "\u00fe\u00ff")
    ? "utf-16be"
    : said;
  return decoder(marked).decode(bytes);
}

function decoder(label: string): TextDecoder {
  try {
    return new TextDecoder(label);
  } catch {
    return new TextDecoder();
  }
}

function startsWith(bytes: Uint8Array, latin1: string): boolean {
  return [...latin1].every((unit, index) => bytes[index] === unit.charCodeAt(0));
}
