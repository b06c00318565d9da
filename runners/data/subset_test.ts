import assert from "node:assert/strict";
import type { Subset } from "../../benchmarks/define.ts";
import { pySample } from "../../scoring/python/random.ts";
import { DatasetError } from "./errors.ts";
import { subsetRows } from "./subset.ts";

/** A file of numbers that tells how often it was read, and how far. */
function file(size: number) {
  const reads: number[] = [];
  return {
    reads,
    async *read() {
      const at = reads.push(0) - 1;
      for (let row = 1; row <= size; row++) {
        reads[at] = row;
        yield await Promise.resolve({ record: row, row });
      }
    },
  };
}

async function taken(subset: Subset, size: number) {
  const { reads, read } = file(size);
  const rows: number[] = [];
  for await (const { row } of subsetRows(subset, read, "numbers.json")) rows.push(row);
  return { rows, reads };
}

const even = (record: unknown): boolean => Number(record) % 2 === 0;

Deno.test("subsetRows() takes the first rows that count and reads no further", async () => {
  assert.deepEqual(await taken({ where: even, first: 2 }, 100), { rows: [2, 4], reads: [4] });
  assert.deepEqual((await taken({ where: even }, 5)).rows, [2, 4]);
  assert.deepEqual((await taken({ first: 9 }, 3)).rows, [1, 2, 3]);
  assert.deepEqual(await taken({ first: 0 }, 3), { rows: [], reads: [] });
});

Deno.test("subsetRows() draws by the number of rows, in the order of the draw", async () => {
  const draw = (count: number) => [count - 1, 0];
  assert.deepEqual((await taken({ where: even, draw }, 9)).rows, [8, 2]);
  const mini = await taken({ draw: (count) => pySample(count, 3, 1024) }, 2000);
  assert.deepEqual(mini.rows, pySample(2000, 3, 1024).map((place) => place + 1));
  assert.equal(mini.reads.length, 2);
});

Deno.test("subsetRows() says when there are too few rows to draw", async () => {
  await assert.rejects(
    () => taken({ draw: (count) => pySample(count, 150, 1024) }, 20),
    (error) =>
      error instanceof DatasetError && error.message ===
        'Cannot use "numbers.json": Cannot draw 150 of 20: wanted at most 20: is this the right file',
  );
});
