import type { Recipe } from "./recipe.ts";
import { EUROPEAN_CAPITALS } from "./word_lists.ts";
import { sentence } from "./reference_words.ts";

const ALPHABET_WORDS =
  ("Apples Bells Clouds Doves Eagles Ferns Geese Hills Inks Jars Kites Lamps " +
    "Moons Nets Oaks Pears Quilts Rings Ships Tents Urns Vines Winds Xylophones Yarns Zebras")
    .split(" ");

/** Countries of Africa, last first. */
const COUNTRIES = ("Zimbabwe,Zambia,Uganda,Tunisia,Togo,Tanzania,Sudan,South Sudan,South Africa," +
  "Somalia,Sierra Leone,Seychelles,Senegal,Sao Tome and Principe,Rwanda,Nigeria,Niger,Namibia," +
  "Mozambique,Morocco,Mauritius,Mauritania,Mali,Malawi,Madagascar,Libya,Liberia,Lesotho,Kenya," +
  "Ivory Coast,Guinea-Bissau,Guinea,Ghana,Gambia,Gabon,Ethiopia,Eswatini,Eritrea," +
  "Equatorial Guinea,Egypt,Djibouti,Democratic Republic of the Congo,Congo,Comoros,Chad," +
  "Central African Republic,Cape Verde,Cameroon,Burundi,Burkina Faso,Botswana,Benin,Angola,Algeria")
  .split(",");

function rows(count: number, row: (number: number) => string): string[] {
  return Array.from({ length: count }, (_, index) => row(index + 1));
}

function question(number: number): string {
  const topic = Array<string>(number).fill("storm").join(" or ");
  const options = ["A", "B", "C", "D", "E"].map((letter) => `${letter}. Answer ${letter}`);
  return [`Question ${number}. Which ${topic}?`, ...options].join("\n");
}

function quotedRow(cells: readonly (string | number)[]): string {
  return cells.map((cell) => `"${cell}"`).join("\t");
}

const REPLIES: readonly (readonly [id: string, reply: string])[] = [
  ["multiples", "14, 21, 28, 35, 42, 49"],
  ["mcq_count_length", rows(4, question).join("\n")],
  ["reverse_newline", COUNTRIES.join("\n")],
  ["word_reverse", "eagle bald the is answer The"],
  ["character_reverse", "elgae dlab eht"],
  ["sentence_alphabet", ALPHABET_WORDS.map((word) => sentence([word, "matter"])).join(" ")],
  ["european_capitals_sort", EUROPEAN_CAPITALS.join(", ")],
  [
    "csv_city",
    ["ID,Country,City,Year,Count", ...rows(7, (id) => `${id},Freedonia,Fredville,1999,${id}`)]
      .join("\n"),
  ],
  [
    "csv_special_character",
    ["ProductID,Category,Brand,Price,Stock", ...rows(14, (id) => `${id},Tea,"Leaf & Co",5,${id}`)]
      .join("\n"),
  ],
  [
    "csv_quotes",
    [
      ["StudentID", "Subject", "Grade", "Semester", "Score"],
      ...[1, 2, 3].map((id) => [
        id,
        "Art",
        "A",
        "Fall",
        90,
      ]),
    ].map(quotedRow).join("\n"),
  ],
  ["date_format_list", "1796-05-10, 1805-12-02, 1815-06-18"],
];

/** How to follow the `custom:` constraints, each made for one prompt. */
export const customRecipes: readonly (readonly [string, Recipe])[] = REPLIES.map(
  ([id, reply]) => [`custom:${id}`, { create: () => [reply] }],
);
