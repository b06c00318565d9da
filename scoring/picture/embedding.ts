/** Cosine of two vectors, -1 to 1; `NaN` where one of them is zero. */
export function cosine(a: ArrayLike<number>, b: ArrayLike<number>): number {
  let [product, ofA, ofB] = [0, 0, 0];
  for (let at = 0; at < a.length; at++) {
    const [x, y] = [a[at] ?? 0, b[at] ?? 0];
    product += x * y;
    ofA += x * x;
    ofB += y * y;
  }
  return product / Math.sqrt(ofA * ofB);
}

/** The mean of vectors that stand one after another. */
export function meanVector(values: ArrayLike<number>, size: number): Float64Array {
  const sum = new Float64Array(size);
  for (let at = 0; at < values.length; at++) {
    sum[at % size] = (sum[at % size] ?? 0) + (values[at] ?? 0);
  }
  return sum.map((value) => value * size / values.length);
}
