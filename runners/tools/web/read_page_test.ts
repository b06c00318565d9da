import assert from "node:assert/strict";
import { deflateSync } from "node:zlib";
import { MAX_CHARS, MAX_PDF_PAGES, type PageText } from "./page_text.ts";
import { pageTexts, type ReadLimits } from "./read_page.ts";
import { pdf } from "./test_site.ts";

const encoder = new TextEncoder();
/** Tests share a process: what it grows by is not of one page alone. */
const PATIENT: ReadLimits = { ms: 30_000, memory: Infinity };

async function read(
  body: string | Uint8Array,
  contentType = "text/html; charset=utf-8",
  limits = PATIENT,
): Promise<PageText> {
  await using texts = pageTexts(limits);
  const bytes = typeof body === "string" ? encoder.encode(body) : body;
  return await texts.read({ url: "https://site.example/a/b", contentType, bytes });
}

Deno.test("pageTexts() reads HTML: title, headings, lists, tables, links", async () => {
  const page = await read(`<!doctype html><html><head><title>A &amp; B
    page</title><style>p{}</style></head><body><h1>Bridges</h1><p>Two of <b>three</b>.</p>
    <ul><li>Old<li>New</ul><table><tr><th>Name<th>Year<tr><td>Mill<td>1811</table>
    <a href="/more">More</a></body></html>`);
  assert.equal(page.title, "A & B page");
  assert.match(page.text, /^Bridges\n/);
  assert.match(page.text, /Two of three\./);
  assert.match(page.text, /Mill *\| *1811/);
  assert.match(page.text, /More \[https:\/\/site\.example\/more\]/);
  assert.equal(page.cut, null);
});

Deno.test("pageTexts() runs nothing and shows nothing that is not text", async () => {
  const page = await read(`<body>seen<script>globalThis.x = 1; fetch("http://127.0.0.1/")</script>
    <noscript>no</noscript><style>.a{}</style><iframe src="http://127.0.0.1/"></iframe>
    <img src="http://127.0.0.1/x.png" alt="picture" onerror="x()"><template>hidden</template>`);
  assert.equal(page.text, "seen");
});

const HOSTILE: readonly (readonly [why: string, html: string])[] = [
  ["elements a hundred thousand deep", "<div>".repeat(100_000) + "x"],
  ["lists a hundred thousand deep", "<ul><li>".repeat(50_000) + "x"],
  ["a table of endless spans", `<table><tr><td colspan=999999999 rowspan=999999999>x</table>`],
  ["a million open tags", "<b".repeat(500_000)],
  ["a million open comments", "<!--".repeat(250_000)],
  ["a million attributes", `<p ${"a=b ".repeat(250_000)}>x`],
  ["a million entities", "&amp".repeat(250_000)],
  ["titles without end", "<title>".repeat(100_000)],
  ["meta without end", `<meta ${"charset".repeat(100_000)}`],
  ["lone surrogates and zeros", "<p>&#xD800;&#0;\u0001</p>"],
];

for (const [why, hostile] of HOSTILE) {
  Deno.test(`pageTexts() survives ${why}`, async () => {
    const began = performance.now();
    const outcome = await read(hostile, "text/html", { ...PATIENT, ms: 3_000 }).then(
      ({ text }) => text.isWellFormed(),
      (cause) => cause.kind,
    );
    assert.ok(outcome === true || outcome === "unreadable", String(outcome));
    assert.ok(performance.now() - began < 30_000);
  });
}

Deno.test("pageTexts() cuts what is too long", async () => {
  const page = await read("x".repeat(MAX_CHARS + 5), "text/plain");
  assert.equal(page.text.length, MAX_CHARS);
  assert.equal(page.cut, "5 characters left out");
});

Deno.test("pageTexts() reads texts in the coding they say they have", async () => {
  const latin = Uint8Array.from([0x63, 0x61, 0x66, 0xe9]);
  assert.equal((await read(latin, "text/plain; charset=iso-8859-1")).text, "café");
  const meta = new Uint8Array([...encoder.encode(`<meta charset="latin1"><p>`), ...latin]);
  assert.equal((await read(meta, "text/html")).text, "café");
  const wide = new Uint8Array([0xff, 0xfe, 0x68, 0, 0x69, 0]);
  assert.equal((await read(wide, "text/plain")).text, "hi");
  assert.equal((await read("plain", "text/plain; charset=of-mine")).text, "plain");
  assert.equal((await read(`{"a": 1}`, "application/json")).text, `{"a": 1}`);
  await assert.rejects(read(new Uint8Array([1, 0, 2]), "text/plain"), { kind: "unreadable" });
});

Deno.test("pageTexts() reads PDF, whatever it is called, up to a number of pages", async () => {
  const page = await read(pdf(["Old Bridge 1742", "Mill Bridge 1811"]), "application/pdf");
  assert.equal(page.text, "[page 1]\nOld Bridge 1742\n\n[page 2]\nMill Bridge 1811");
  const named = await read(pdf(["Old Bridge"]), "application/octet-stream");
  assert.equal(named.text, "[page 1]\nOld Bridge");
  const long = await read(pdf(Array.from({ length: MAX_PDF_PAGES + 2 }, (_, at) => `p${at}`)));
  assert.equal(long.cut, `2 of ${MAX_PDF_PAGES + 2} pages left out`);
});

Deno.test("pageTexts() refuses what is called a PDF and is none or is broken", async () => {
  await assert.rejects(read("no", "application/pdf"), { kind: "unreadable" });
  await assert.rejects(read("%PDF-1.7\nrubbish", "application/pdf"), { kind: "unreadable" });
});

Deno.test("pageTexts() gives up a PDF whose packed parts take too long or too much", async () => {
  const blanks = new Uint8Array(300_000_000).fill(0x20);
  const bomb = pdf(["after"], deflateSync(blanks, { level: 1 }));
  const outcome = await read(bomb, "application/pdf", { ms: 8_000, memory: 200 * 1024 ** 2 })
    .then(() => "read", (cause) => cause.kind);
  assert.ok(["too-large", "unreadable"].includes(outcome), outcome);
});

Deno.test("pageTexts() reads on after a page that hung", async () => {
  await using texts = pageTexts({ ...PATIENT, ms: 1 });
  const page = (body: string) => ({
    url: "https://site.example/",
    contentType: "text/html",
    bytes: encoder.encode(body),
  });
  await assert.rejects(texts.read(page("<p>x".repeat(100_000))), { kind: "unreadable" });
  await using patient = pageTexts(PATIENT);
  assert.equal((await patient.read(page("<p>x"))).text, "x");
});
