// What the fields of a record are called, and which family each belongs to.

import { visible } from "./characters.js";

const NAMES = {
  id: "id", title: "title", kind: "kind", language: "language", from_role: "current role", to_role: "target role", headline: "headline",
  difficulty: "difficulty", timeline: "timeline", salary_change: "salary change", demand: "demand", overview: "overview",
  transferable_skills: "strength", skills_to_learn: "skill", roadmap: "phase", roadmap_total: "roadmap total",
  reality_check: "", action_plan: "plan", faq: "FAQ", claims: "figure", other: "other section", sources: "page",
};
const PARTS = {
  name: "", label: "", text: "", duration: "time", description: "text", guidance: "text", priority: "priority",
  title: "title", tasks: "task", resources: "resource", url: "address", position: "number", horizon: "time",
  question: "", heading: "heading", rewards: "reward", tradeoffs: "tradeoff", challenges: "challenge",
  value: "", answer: "answer", views: "view counter", sections: "section", about: "about", level: "level",
};
const FAMILIES = {
  id: "id", title: "id", kind: "id", language: "id", from_role: "id", to_role: "id", headline: "id",
  difficulty: "facts", timeline: "facts", salary_change: "facts", demand: "facts",
  transferable_skills: "skills", skills_to_learn: "skills", roadmap: "road", roadmap_total: "road", action_plan: "road",
};
const LISTS = new Set(["overview", "transferable_skills", "skills_to_learn", "roadmap", "action_plan", "faq", "claims", "other", "tasks", "resources", "rewards", "tradeoffs", "challenges", "sections"]);
const ROLES = { label: "", boilerplate: "boilerplate", markup: "", space: "", residue: "not understood" };
export const PRIORITIES = { critical: "critical", important: "important", nice_to_have: "nice to have" };
export const FAMILY_NAMES = { id: "roles and title", facts: "summary facts", skills: "skills", road: "roadmap and plan", text: "texts and answers" };

/** A pointer, or a role of the account, in words: "skill 2 · text". */
export function fieldName(owner) {
  if (!owner.startsWith("/")) return ROLES[owner] ?? owner;
  const [, first, ...rest] = owner.split("/");
  if (owner.startsWith("/sources/")) return PARTS[rest.at(-1)] ?? "page";
  const words = [NAMES[first] ?? first];
  const parts = [];
  for (const token of rest) {
    if (/^\d+$/.test(token)) (parts.length ? parts : words).push(`${parts.length ? parts.pop() : words.pop()} ${Number(token) + 1}`.trim());
    else if (PARTS[token] !== "") parts.push(PARTS[token] ?? token.replaceAll("_", " "));
  }
  return [...words, ...parts].filter(Boolean).join(" \u00b7 ");
}

/** The tokens of an address in words, where items have names: "skill \u201cSQL\u201d \u00b7 time". */
export function addressName([first, ...rest]) {
  const words = [NAMES[first] ?? first];
  let isItem = LISTS.has(first);
  for (const token of rest) {
    if (isItem) words.push(`${words.pop()} ${/^#\d+$/.test(token) ? token.slice(1) : `\u201c${visible(token)}\u201d`}`.trim());
    else if (PARTS[token] !== "") words.push(PARTS[token] ?? visible(token.replaceAll("_", " ")));
    isItem = !isItem && LISTS.has(token);
  }
  return words.filter(Boolean).join(" \u00b7 ");
}

/** The family of a pointer, or the role of what no field has. */
export function family(owner) {
  return owner.startsWith("/") ? (FAMILIES[owner.split("/")[1]] ?? "text") : owner;
}
