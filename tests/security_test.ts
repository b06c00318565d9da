import assert from "node:assert/strict";

/** The page that says what holds which threat, and the tests it names. */

const root = new URL("../", import.meta.url);
const page = await Deno.readTextFile(new URL("docs/security.md", root));

/** Rows of the page's tables, heads and rules left out. */
const rows = page.split("\n").filter((line) => /^\| (?!threat)/.test(line));
const named = [...page.matchAll(/`([\w/]+_test\.ts)` "([^"]+)"/g)];

Deno.test("every threat of the security page names a test that holds it", () => {
  assert.ok(rows.length >= 20);
  for (const row of rows) assert.match(row, /`[\w/]+_test\.ts` "[^"]+"/);
});

Deno.test("every test that the security page names exists", async () => {
  for (const [, file = "", name = ""] of named) {
    const text = await Deno.readTextFile(new URL(file, root));
    assert.ok(text.includes(`"${name}"`), `${file} has no test "${name}"`);
  }
});

Deno.test("the security page covers what is not trusted", () => {
  const heads = [...page.matchAll(/^## (.+)$/gm)].map(([, head]) => head);
  for (
    const wanted of [
      "Keys",
      "What a model says",
      "Programs of a model",
      "Files of a dataset",
      "Answers of a server",
      "Web pages",
      "Pictures and series",
    ]
  ) assert.ok(heads.includes(wanted), wanted);
});
