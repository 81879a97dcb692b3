import { readFileSync } from "node:fs";
import type { Pathway } from "../../schemas/pathway.js";

const YEAR = 52.18; // weeks

function weeksAtMost(pathway: Pathway): number | null {
  const time = pathway.timeline ?? pathway.headline?.duration ?? pathway.roadmap_total;
  return time?.weeks.max ?? null;
}

const lines = readFileSync(process.argv[2] ?? "normalized/dataset.jsonl", "utf8").split("\n");
const pathways = lines.filter(Boolean).map((line) => JSON.parse(line) as Pathway);

for (const pathway of pathways) {
  const weeks = weeksAtMost(pathway);
  if (pathway.to_role?.name === "Data Analyst" && weeks !== null && weeks <= YEAR) console.log(pathway.id);
}

const critical = new Map<string, number>();
for (const skill of pathways.flatMap((pathway) => pathway.skills_to_learn)) {
  const name = skill.name.toLowerCase();
  if (skill.priority === "critical") critical.set(name, (critical.get(name) ?? 0) + 1);
}
for (const [name, count] of [...critical].sort((a, b) => b[1] - a[1]).slice(0, 1)) console.log(name, count);
