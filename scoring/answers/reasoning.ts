/** How a thinking part is split off a reply before scoring. */
export type ReasoningMode = "opencompass" | "vlmeval-split" | "interns1-adapter" | "none";
