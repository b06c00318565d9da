/**
 * ONNX models of one or two steps, byte by byte: field numbers are those of `onnx.proto`.
 *
 * @module
 */

/** A step: one operator with one output. */
export interface Step {
  readonly operator: string;
  readonly inputs: readonly string[];
  readonly output: string;
  /** Whole numbers and lists of them. */
  readonly attributes?: Readonly<Record<string, number | readonly number[]>>;
}

/** A model. */
export interface TinyModel {
  /** Inputs by name: whole numbers or fractions. */
  readonly inputs: Readonly<Record<string, "int64" | "float32">>;
  /** Tables by name. */
  readonly tables?: Readonly<
    Record<string, { rows: number; size: number; values: readonly number[] }>
  >;
  readonly steps: readonly Step[];
  readonly output: string;
}

const FLOAT = 1;
const INT64 = 7;
/** The last version in which reductions take their axes as attributes. */
const OPERATOR_SET = 11;
const FORMAT = 6;

/** The model's file. */
export function tinyOnnx({ inputs, tables = {}, steps, output }: TinyModel): Uint8Array {
  const graph = [
    ...steps.flatMap((step) => bytes(1, nodeOf(step))),
    ...text(2, "tiny"),
    ...Object.entries(tables).flatMap(([name, { rows, size, values }]) =>
      bytes(5, [
        ...[rows, size].flatMap((dimension) => number(1, dimension)),
        ...number(2, FLOAT),
        ...text(8, name),
        ...bytes(9, [...new Uint8Array(Float32Array.from(values).buffer)]),
      ])
    ),
    ...Object.entries(inputs).flatMap(([name, type]) =>
      bytes(11, valueOf(name, type === "int64" ? INT64 : FLOAT))
    ),
    ...bytes(12, valueOf(output, FLOAT)),
  ];
  return Uint8Array.from([
    ...number(1, FORMAT),
    ...bytes(7, graph),
    ...bytes(8, number(2, OPERATOR_SET)),
  ]);
}

function nodeOf({ operator, inputs, output, attributes = {} }: Step): number[] {
  return [
    ...inputs.flatMap((name) => text(1, name)),
    ...text(2, output),
    ...text(4, operator),
    ...Object.entries(attributes).flatMap(([name, value]) =>
      bytes(5, [
        ...text(1, name),
        ...(typeof value === "number"
          ? number(3, value)
          : value.flatMap((each) => number(8, each))),
        ...number(20, typeof value === "number" ? 2 : 7),
      ])
    ),
  ];
}

/** A value of a type, its dimensions left open. */
function valueOf(name: string, type: number): number[] {
  return [...text(1, name), ...bytes(2, bytes(1, number(1, type)))];
}

function text(field: number, value: string): number[] {
  return bytes(field, [...new TextEncoder().encode(value)]);
}

function bytes(field: number, value: readonly number[]): number[] {
  return [...variable(field << 3 | 2), ...variable(value.length), ...value];
}

function number(field: number, value: number): number[] {
  return [...variable(field << 3), ...variable(value)];
}

function variable(value: number): number[] {
  const groups: number[] = [];
  for (let left = value; left > 127; left >>>= 7) groups.push(left & 127 | 128);
  groups.push(value >>> (7 * groups.length));
  return groups;
}
