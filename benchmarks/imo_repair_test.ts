import assert from "node:assert/strict";
import { readCsv } from "../scoring/python/csv.ts";
import { repairAnswerBench } from "./imo_repair.ts";

const HEADER = "Problem ID,Problem,Short Answer,Category,Subcategory,Source\n";

Deno.test("repairAnswerBench() leaves well-formed text alone", () => {
  const rows: readonly [string, string][] = [
    ["plain", 'a,"x, ""y""\nz","1, 2",Algebra,O,S\n'],
    ["a line that begins with a quoted field", 'a,b,"1",Algebra,O,S\n,"x",c,d,e,f\n'],
    ["an escaped quote behind a comma inside a field", 'a,"x\n,""y"" z",1,Algebra,O,S\n'],
    ["nothing", ""],
  ];
  for (const [why, text] of rows) {
    assert.deepEqual(repairAnswerBench(HEADER + text), {
      text: HEADER + text,
      notes: [],
      repaired: 0,
    }, why);
  }
});

Deno.test("repairAnswerBench() puts back a closing quote and says so", () => {
  const { text, notes, repaired } = repairAnswerBench(
    `${HEADER}a,"Find\n$f$\n,"$x$",Algebra,O,S\nb,c,2,Geometry,O,S\n`,
  );
  assert.equal(repaired, 1);
  assert.match(notes[0] ?? "", /closing quote/);
  assert.deepEqual(readCsv(text).slice(1), [
    ["a", "Find\n$f$\n", "$x$", "Algebra", "O", "S"],
    ["b", "c", "2", "Geometry", "O", "S"],
  ]);
});

Deno.test("repairAnswerBench() takes linear time", () => {
  const hostile = `a,"${'\n,"\n'.repeat(300_000)}`;
  assert.ok(repairAnswerBench(hostile).text.length > 0);
});

const data = new URL("../../shared/data/imo-answer-bench/answerbench_v2.csv", import.meta.url);
const there = await Deno.stat(data).then(() => true, () => false);
if (!there) {
  Deno.stderr.writeSync(
    new TextEncoder().encode(
      "LEFT OUT: the published file of IMO-AnswerBench is not here (../shared/data)\n",
    ),
  );
}
Deno.test({
  name: "repairAnswerBench() makes 400 rows of six columns of the published file",
  ignore: !there,
  async fn() {
    const { text, repaired } = repairAnswerBench(await Deno.readTextFile(data));
    const [, ...rows] = readCsv(text);
    assert.equal(repaired, 1);
    assert.equal(rows.length, 400);
    assert.ok(rows.every((row) => row.length === 6));
    assert.equal(Map.groupBy(rows, (row) => row[3]).size, 4);
    const mended = rows.find(([id]) => id === "imo-bench-algebra-036");
    assert.equal(mended?.[2], "$Y(x)=A+\\frac{B}{x}-x$");
  },
});
