import assert from "node:assert/strict";
import { npyFile } from "../../../benchmarks/scits/npy.ts";
import { seriesValues } from "./series_values.ts";

const utf8 = new TextEncoder();

Deno.test("seriesValues() gives rows of numbers, with null for what is missing", async () => {
  assert.deepEqual(await seriesValues(utf8.encode("1,X\n2,3\n"), "text/csv", '"a"'), [
    [1, null],
    [2, 3],
  ]);
  assert.deepEqual(await seriesValues(npyFile([1, 2], [2]), "application/x-npy", '"a"'), [[1], [
    2,
  ]]);
});

Deno.test("seriesValues() says why there are none", async () => {
  for (
    const [bytes, mediaType, missing] of [
      [utf8.encode("a\n"), "text/csv", /^Cannot read "a\/1" as a series: line 1 column 1/],
      [utf8.encode("a"), "image/png", /^Cannot read "a\/1" as a series: it is image\/png$/],
      [
        npyFile(new Float64Array(200_001), [200_001]),
        "application/x-npy",
        /more than 200000 numbers/,
      ],
    ] as const
  ) {
    const found = await seriesValues(bytes, mediaType, '"a/1"');
    assert.ok("missing" in found);
    assert.match(found.missing, missing);
  }
});
