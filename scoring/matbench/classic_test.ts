import assert from "node:assert/strict";
import { classificationFold, regressionFold } from "./classic.ts";

function near(got: Readonly<Record<string, number | null>>, wanted: Record<string, number | null>) {
  assert.deepEqual(Object.keys(got), Object.keys(wanted));
  for (const [name, value] of Object.entries(wanted)) {
    const found = got[name] ?? null;
    if (value === null || found === null) assert.equal(found, value, name);
    else assert.ok(Math.abs(found - value) < 1e-12, `${name}: ${found}`);
  }
}

Deno.test("regressionFold() leaves gold zeros out of the relative error only", () => {
  near(regressionFold([{ gold: 0, pred: 0.5 }, { gold: 2, pred: 1 }]), {
    mae: 0.75,
    rmse: Math.sqrt(0.625),
    mape: 0.5,
    max_error: 1,
  });
  near(regressionFold([]), { mae: null, rmse: null, mape: null, max_error: null });
});

Deno.test("classificationFold() cuts probabilities at 0.5, that included", () => {
  const rows = [[true, 0.9], [false, 0.4], [true, 0.5], [false, 0.6], [true, 0.2]] as const;
  near(classificationFold(rows.map(([gold, probability]) => ({ gold, probability }))), {
    accuracy: 0.6,
    balanced_accuracy: (2 / 3 + 1 / 2) / 2,
    f1: 2 / 3,
    rocauc: 0.5,
  });
});
