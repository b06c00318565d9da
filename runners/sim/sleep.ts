/**
 * Waits `ms` milliseconds, or for ever when `ms` is `null`.
 *
 * @throws the signal's reason as soon as it is aborted
 */
export function sleep(ms: number | null, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    if (signal.aborted) return reject(signal.reason);
    const onAbort = () => {
      clearTimeout(timer);
      reject(signal.reason);
    };
    const timer = ms === null ? undefined : setTimeout(() => {
      signal.removeEventListener("abort", onAbort);
      resolve();
    }, ms);
    signal.addEventListener("abort", onAbort, { once: true });
  });
}
