// All pathways to a role that take a year at most, by the page's own timeline or headline: node within_a_year.js DATASET ROLE
import { readFileSync } from "node:fs";
import type { Duration, Pathway } from "../../schemas/pathway.js";

const MONTHS = { hour: null, day: 12 / 365.25, week: 12 / 52.1775, month: 1, year: 12 } as const;

/** The upper bound of a duration in months; null where it is open, or not stated. */
function atMost(duration: Duration | null | undefined): number | null {
  if (!duration || duration.max === null || duration.unit === null) return null;
  const months = MONTHS[duration.unit];
  return months === null ? null : duration.max * months;
}

const [, , dataset = "normalized/dataset.jsonl", role = "Data Analyst"] = process.argv;
const lines = readFileSync(dataset, "utf8").split("\n").filter(Boolean);
for (const pathway of lines.map((line) => JSON.parse(line) as Pathway)) {
  const months = atMost(pathway.timeline) ?? atMost(pathway.headline?.duration);
  if (pathway.to_role?.name === role && months !== null && months <= 12) console.log(pathway.id);
}
