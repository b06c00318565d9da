/** One thing that was looked at. */
export interface DoctorCheck {
  /** Such as `deno`, `disk`, `data`, `model qwen3-8b`. */
  readonly area: string;
  readonly status: "ok" | "warn" | "fail";
  /** What was found, in a sentence. */
  readonly what: string;
  /** What to do about it; `null` where nothing is to be done. */
  readonly todo: string | null;
}

/** Builds checks of one area. */
export function checksOf(area: string) {
  const make = (status: DoctorCheck["status"]) => (what: string, todo: string | null = null) => ({
    area,
    status,
    what,
    todo,
  });
  return { ok: make("ok"), warn: make("warn"), fail: make("fail") };
}
