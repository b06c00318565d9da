import type { Lane, PlannedAsk } from "./lanes.ts";
import { pickLane } from "./lanes.ts";
import type { Slots } from "./slots.ts";

/** What {@linkcode feed} needs of the run. */
export interface FeedOptions {
  readonly slots: Slots;
  readonly lanes: readonly Lane[];
  readonly signal: AbortSignal;
  /** Takes an ask to its verdict. Rejections are handed to `fail`. */
  readonly start: (lane: Lane, planned: PlannedAsk) => Promise<void>;
  readonly fail: (cause: unknown) => void;
}

/** Asks begun and not finished, at least, before no further sample is read. */
const OPEN_ASKS = 512;

/**
 * Reads asks as slots come free and starts them, the longest expected first, until the lanes are
 * empty or the run is aborted; resolves when every ask begun has ended.
 *
 * Asks that wait for a judge or for the disk hold no slot. So that memory stays bounded when they
 * pile up, no more than `OPEN_ASKS`, or four times the slots, are open at a time.
 */
export async function feed({ slots, lanes, signal, start, fail }: FeedOptions): Promise<void> {
  const live = [...lanes];
  let open = 0;
  let wake: () => void = () => {};
  const until = async (ready: () => boolean): Promise<void> => {
    while (!ready()) await new Promise<void>((resolve) => wake = resolve);
  };
  for (;;) {
    const lane = pickLane(live);
    if (lane === undefined || signal.aborted) break;
    const { limit } = slots.endpoint;
    await slots.room(Math.max(2, Math.ceil(limit / 4)));
    const most = Math.max(OPEN_ASKS, 4 * limit);
    if (open >= most) await until(() => open < most || signal.aborted);
    if (signal.aborted) break;
    const planned = await lane.next();
    if (planned === null) {
      live.splice(live.indexOf(lane), 1);
      continue;
    }
    open++;
    start(lane, planned).catch(fail).finally(() => {
      open--;
      wake();
    });
  }
  await until(() => open === 0);
}
