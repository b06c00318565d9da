import type { JsonObject } from "../../../scoring/json.ts";

/**
 * The switch that chat templates read. Most models listen to `enable_thinking` (Qwen, GLM,
 * Intern-S1), DeepSeek's to `thinking`; a template ignores the one it does not know, so both go.
 */
export function templateThinking(on: boolean): JsonObject {
  return { chat_template_kwargs: { enable_thinking: on, thinking: on } };
}
