/** How the replies of a task are scored. */
export type ScitsMetric = "labels" | "detection" | "localisation" | "series";

/** One of the 43 tasks. */
export interface ScitsTask {
  readonly id: string;
  readonly discipline: string;
  readonly metric: ScitsMetric;
  /** What is asked: also what a carrier of the series must know to cut it. */
  readonly type:
    | "classification"
    | "multiple choice"
    | "event detection"
    | "anomaly detection"
    | "forecasting"
    | "imputation"
    | "synthesis";
  /**
   * Data sets that the task is one of, as the repository's scripts name them. Several where the order
   * of ids within a set was not to be had: the folder of a record tells it then.
   */
  readonly sources: readonly string[];
  /** Where records answer several questions, which of them is this task's, from 0. */
  readonly question?: number;
}

type Row = readonly [ScitsTask["type"], sources: string, ids: string];

const METRICS: Readonly<Record<ScitsTask["type"], ScitsMetric>> = {
  classification: "labels",
  "multiple choice": "labels",
  "event detection": "detection",
  "anomaly detection": "detection",
  forecasting: "series",
  imputation: "series",
  synthesis: "series",
};

const DISCIPLINES: Readonly<Record<string, readonly Row[]>> = {
  Astronomy: [
    ["event detection", "GWOSC GW Event", "ASU01 ASG02"],
    ["classification", "LEAVES", "ASU03"],
  ],
  Earth: [["event detection", "STEAD", "EAU01 EAG02"]],
  Bioacoustics: [["classification", "iNaturalist, Powdermill, MarmAudio", "BIU01 BIU02 BIU03"]],
  Meteorology: [
    ["anomaly detection", "TIMECAP, TS_MQA", "MEU01 MEU02"],
    ["forecasting", "MT_bench", "MEG03"],
    ["multiple choice", "MT_bench", "MEU04"],
  ],
  Economics: [
    ["forecasting", "FinMultiTime, MT_bench", "ECG01 ECG02"],
    ["multiple choice", "MT_bench", "ECU03"],
  ],
  Neuroscience: [
    ["anomaly detection", "MDD", "NEU01"],
    ["classification", "TUEV, WBCIC_SHU, Sleep", "NEU02 NEU05 NEU06"],
    ["forecasting", "TS_MQA", "NEG03"],
    ["imputation", "TS_MQA", "NEG04"],
  ],
  Energy: [
    ["synthesis", "textETT", "ENG01"],
    ["forecasting", "ETT, NewsForecast, TS_MQA", "ENG02 ENG03 ENG04"],
    ["imputation", "TS_MQA", "ENG05"],
  ],
  Physiology: [
    ["classification", "PTB_XL, TS_MQA", "PHU01 PHU06"],
    ["forecasting", "TS_MQA", "PHG02"],
    ["imputation", "TS_MQA", "PHG03"],
    ["anomaly detection", "TS_MQA", "PHU04 PHU05"],
  ],
  Urbanism: [
    ["forecasting", "MetroTraffic, NewsForecast, TS_MQA", "URG01 URG02 URG05"],
    ["imputation", "TS_MQA", "URG03"],
    ["anomaly detection", "TS_MQA", "URU04"],
  ],
  Manufacturing: [
    ["classification", "CWRU", "MFU01 MFU02"],
    ["anomaly detection", "MIMII Due", "MFU03"],
  ],
  Radar: [["classification", "RadarCom, RadSeg", "RAU01 RAU02"]],
  Math: [["forecasting", "Chaotic systems", "MAG01"]],
};

/**
 * The 43 tasks. The third letter tells understanding (U), scored by F1, from generation (G); of an
 * event detection the G task is the localisation of the same records.
 */
export const scitsTasks: readonly ScitsTask[] = Object.entries(DISCIPLINES).flatMap((
  [discipline, rows],
) =>
  rows.flatMap(([type, sources, ids]) =>
    ids.split(" ").map((id, at, { length }) => ({
      id,
      discipline,
      metric: type === "event detection" && id[2] === "G" ? "localisation" : METRICS[type],
      type,
      sources: sources.split(", "),
      // One source for several tasks of a kind: each has a question of its own.
      ...(type === "classification" && length > 1 && !sources.includes(", ")
        ? { question: at }
        : {}),
    }))
  )
);

/** The nine tasks of the Intern-S1-Pro report, in its order. */
export const reportedTasks: readonly string[] = [
  "ASU01",
  "ASU03",
  "BIU01",
  "BIU03",
  "EAU01",
  "MEU01",
  "NEU06",
  "PHU01",
  "PHU04",
];

/** True for a task whose answer is a text and whose cell is an F1. */
export function isUnderstanding(id: string): boolean {
  return id[2] === "U";
}

/**
 * The data set that the folder of a record names, as `Domain-Data_set-Scene-Task/...` does. Underscores
 * are blanks, except in `TS_MQA` and other names of the table that hold them.
 */
export function datasetOfPath(path: string): string {
  const name = path.split("/", 1)[0]?.split("-")[1] ?? "";
  const known = scitsTasks.some(({ sources }) => sources.includes(name));
  return known ? name : name.replaceAll("_", " ");
}
