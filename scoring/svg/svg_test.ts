import assert from "node:assert/strict";
import fc from "fast-check";
import { extractSvg } from "./extract_svg.ts";
import { onCanvas } from "./on_canvas.ts";
import { readXml } from "./well_formed.ts";

Deno.test("extractSvg() takes the last fenced block that says svg, whatever is in it", () => {
  assert.equal(extractSvg("```svg\n<svg>1</svg>\n```\n```svg <svg>2</svg>```"), "<svg>2</svg>");
  assert.equal(extractSvg("```svg\nnone\n``` <svg></svg>"), "none");
  assert.equal(extractSvg("```svg\n<svg></svg> and on"), "<svg></svg>");
});

Deno.test("extractSvg() takes from the first opening to the last closing tag, else everything", () => {
  assert.equal(extractSvg("a <svg>1</svg> or <svg>2</svg> b"), "<svg>1</svg> or <svg>2</svg>");
  assert.equal(extractSvg("</svg> text <svg>"), "");
  assert.equal(extractSvg("<?xml version='1.0'?><SVG></svg>"), "<?xml version='1.0'?><SVG></svg>");
  assert.equal(extractSvg(" <svg> "), "<svg>");
  assert.equal(extractSvg(""), "");
});

Deno.test("readXml() takes what is well-formed", () => {
  for (
    const text of [
      "<a/>",
      '\ufeff<?xml version="1.0" encoding="UTF-8" standalone="no"?><!-- x --><a/>\n<?pi?>',
      "<a b='<'/>".replace("<'", "&lt;'"),
      '<x:a xmlns:x="u" x:b="1" b="2"><c x:d=">"/>]] &#x41;&amp;<![CDATA[<&]]></x:a >',
      '<!DOCTYPE a [<!ENTITY e "v"><!-- > -->]><a>&e;</a>',
      '<a xml:space="preserve" xmlns=""/>',
      '<a xmlns:x="u"><b xmlns:x="v"/><x:c xmlns:x="w"><x:d/></x:c><x:e/></a>',
    ]
  ) assert.notEqual(readXml(text), null, text);
});

Deno.test("readXml() refuses what is not", () => {
  for (
    const text of [
      "",
      "text",
      "<a>",
      "<a></b>",
      "<a/><b/>",
      " <?xml version='1.0'?><a/>",
      "<?xml version='1.0' encoding='UTF-16'?><a/>",
      "<a>&nbsp;</a>",
      "<a>a & b</a>",
      "<a>]]></a>",
      "<a b='1' b='2'/>",
      "<a b='1'c='2'/>",
      "<a b=1/>",
      "<a b='<'/>",
      "<a><!-- -- --></a>",
      "<a x:b='1'/>",
      "<a xmlns:x='u' xmlns:y='u' x:b='' y:b=''/>",
      "<a xmlns:x=''/>",
      "<a><b xmlns:x='u'/><x:c/></a>",
      "<a>\x01</a>",
      "<a>&#0;</a>",
      "<a:b:c/>",
      "<1/>",
      "<a>&e;</a>",
    ]
  ) assert.equal(readXml(text), null, text);
});

Deno.test("readXml() tells the root and where its attributes stand", () => {
  const text = '<s:svg xmlns:s="u" a = "1&lt;2"/>';
  const document = readXml(text);
  assert.deepEqual([document?.root, document?.namespace, document?.nameEnd], ["svg", "u", 6]);
  const [, attribute] = document?.attributes ?? [];
  assert.equal(attribute?.value, "1<2");
  assert.equal(text.slice(attribute?.start, attribute?.end), 'a = "1&lt;2"');
});

Deno.test("readXml() is linear in hostile text", () => {
  const many = 100_000;
  for (
    const text of [
      "<a>".repeat(many),
      `${"<a>".repeat(many)}${"</a>".repeat(many)}`,
      `<a ${"b".repeat(many)}`,
      `<a>${"&".repeat(many)}</a>`,
      `<a>${"]".repeat(many)}</a>`,
      `<!DOCTYPE a [${"<!--".repeat(many)}`,
      `<!DOCTYPE a [${"<!ENTITY ".repeat(many)}]><a/>`,
      `<?xml version="1.0"${" ".repeat(many)}`,
      Array.from({ length: many / 4 }, (_, at) => `<a xmlns:x${at}='u' b='c'>d`).join(""),
      `<a ${Array.from({ length: many / 10 }, (_, at) => `x${at}=''`).join(" ")}/>`,
    ]
  ) {
    const start = performance.now();
    readXml(text);
    assert.ok(performance.now() - start < 20_000, text.slice(0, 20));
  }
});

Deno.test("readXml() comes to an end with any text", () => {
  const part = fc.constantFrom(
    "<",
    ">",
    "/",
    "a",
    "=",
    "'",
    "&",
    ";",
    "!",
    "--",
    "[",
    "]",
    "?",
    " ",
    ":",
  );
  fc.assert(fc.property(fc.array(part), (parts) => {
    const document = readXml(`<a>${parts.join("")}</a>`);
    assert.ok(document === null || document.root === "a");
  }));
});

Deno.test("onCanvas() fits the view box, else the size, into a square", () => {
  const root = (attributes: string) =>
    /viewBox="([^"]*)"/.exec(onCanvas(`<svg ${attributes}/>`, 448) ?? "")?.[1];
  assert.equal(root('viewBox="1,2 3,4" width="9"'), "1 2 3 4");
  assert.equal(root('width="100" height="50"'), "0 0 100 50");
  assert.equal(root('width="1in" height="2em"'), "0 0 96 32");
  assert.equal(root(""), "-224 -224 448 448");
  assert.equal(root('width="100%" height="48"'), "-224 -200 448 448");
  assert.equal(root('viewBox="0 0 1"'), undefined);
});

Deno.test("onCanvas() writes the root anew and nothing else", () => {
  assert.equal(
    onCanvas(
      "<?xml version='1.0'?><!DOCTYPE svg><svg width='1' id='a' height='2'><g width='3'/></svg>",
      8,
    ),
    '<?xml version=\'1.0\'?><svg xmlns="http://www.w3.org/2000/svg" width="8" height="8" ' +
      "viewBox=\"0 0 1 2\"  id='a' ><g width='3'/></svg>",
  );
  const named = '<s:svg xmlns:s="http://www.w3.org/2000/svg" viewBox="0 0 1 1"/>';
  assert.ok(readXml(onCanvas(named, 8) ?? "") !== null);
});

Deno.test("onCanvas() refuses other roots, other namespaces and entities", () => {
  for (
    const text of [
      "<html/>",
      "<SVG viewBox='0 0 1 1'/>",
      "<svg xmlns='http://x' viewBox='0 0 1 1'/>",
      "<!DOCTYPE svg [<!ENTITY a 'b'>]><svg viewBox='0 0 1 1'/>",
      "<svg viewBox='0 0 1 1'>",
    ]
  ) assert.equal(onCanvas(text, 8), null, text);
});
