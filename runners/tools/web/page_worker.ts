/**
 * Reads one page after another, in a worker without any permission: what hangs or breaks here is ended
 * with it.
 *
 * @module
 */
import { type PageText, pageText, type RawPage } from "./page_text.ts";

/** What the worker answers: the text, or why there is none. */
export type PageReply = PageText | { readonly error: string };

const scope = self as unknown as {
  onmessage: ((event: MessageEvent<RawPage>) => void) | null;
  postMessage(reply: PageReply): void;
};

scope.onmessage = async ({ data }) => {
  try {
    scope.postMessage(await pageText(data));
  } catch (cause) {
    scope.postMessage({ error: cause instanceof Error ? cause.message : String(cause) });
  }
};
