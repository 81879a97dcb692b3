// The record of one career pathway. Made from the schema (`make schemas`).
// `dataset.jsonl` holds one Pathway a line; `normalized/<id>.json` one, with "$schema" besides.

/** How hard the page says the change is. */
export interface Difficulty {
  /** The word as written. */
  text: string;
  /** The level it means; null if the word is unknown. */
  level: "easy" | "moderate" | "challenging" | "hard" | null;
}

/** A length of time in the unit that was written; nothing is converted but `weeks`. */
export interface Duration {
  /** The duration as written; null for a computed sum. */
  text: string | null;
  /** The lower bound; null where none is stated ("up to two years", "Ongoing"). */
  min: number | null;
  /** The upper bound; null where none is stated ("10+ weeks", "Ongoing"). */
  max: number | null;
  /** The unit that was written; null for "Ongoing". */
  unit: "hour" | "day" | "week" | "month" | "year" | null;
  /** Whether the page says "about", "~" or the like. */
  approximate: boolean;
  /** Whether the page says that it has no end ("Ongoing", "Self-paced"). */
  ongoing: boolean;
  /** The comparison value; hours are hours of work and have none. */
  weeks: Weeks;
}

/** A duration stated in prose. */
export interface DurationClaim {
  /** The figure as written. */
  text: string;
  /** The role or thing it is about, in the page's words, else the nearest heading that names one; null if not said. */
  about: string | null;
  /** JSON Pointer of the text it is in. */
  at: string;
  /** What kind of figure it is. */
  kind: "duration";
  /** The length of time that is stated. */
  value: Duration;
}

/** Hours of work: a rate or a total. */
export interface Effort {
  /** The effort as written. */
  text: string;
  /** The lower bound. */
  low: number | null;
  /** The upper bound; null where none is stated. */
  high: number | null;
  /** Hours a week, hours a day, or hours in all. */
  unit: "hour/week" | "hour/day" | "hour";
}

/** An effort stated in prose. */
export interface EffortClaim {
  /** The figure as written. */
  text: string;
  /** The role or thing it is about, in the page's words, else the nearest heading that names one; null if not said. */
  about: string | null;
  /** JSON Pointer of the text it is in. */
  at: string;
  /** What kind of figure it is. */
  kind: "effort";
  /** The hours that is stated. */
  value: Effort;
}

/** A question with its answer. */
export interface Faq {
  /** The question; null where only the answer was scraped. */
  question: string | null;
  /** The answer; null where only the question was scraped. Paragraphs are separated by a blank line. */
  answer: string | null;
}

/** What follows the roles in the title. */
export interface Headline {
  /** The words as written. */
  text: string;
  /** The duration promised in them. */
  duration: Duration | null;
}

/** An amount or a range of money, written out: "$85k" is 85000. */
export interface Money {
  /** The amount as written. */
  text: string;
  /** The lower bound; null where none is stated ("up to $200k"). */
  low: number | null;
  /** The upper bound; null where none is stated ("$280,000+"). */
  high: number | null;
  /** ISO 4217 code; null for a bare sign that several currencies share, unless the profile names one. */
  currency: string | null;
  /** What the amount is paid for, where it is said. */
  period: "hour" | "day" | "week" | "month" | "year" | null;
  /** Whether the page says "about", "~" or the like. */
  approximate: boolean;
}

/** A section that no profile knows, with sections under headings inside of it. */
export interface NestedSection {
  /** Its heading as written. */
  heading: string | null;
  /** Its paragraphs and items. */
  text: string[];
  /** What stands under these headings, in page order; those of lower levels are inside of what they stand under. */
  sections: (OtherSection | NestedSection)[];
}

/** A section that no profile knows: kept, never dropped. */
export interface OtherSection {
  /** Its heading as written. */
  heading: string | null;
  /** Its paragraphs and items. */
  text: string[];
}

/** A signed change in percent, low <= high. */
export interface Percent {
  /** The change as written. */
  text: string;
  /** The lower bound; null where none is stated ("up to 30% more"). */
  low: number | null;
  /** The upper bound; null where none is stated ("30% or more"). */
  high: number | null;
  /** What is in parentheses after it. */
  note: string | null;
}

/** One step of the roadmap. */
export interface Phase {
  /** Its place in the roadmap, from 1. */
  position: number;
  /** The phase as written. */
  title: string | null;
  /** How long it takes. */
  duration: Duration | null;
  /** What to do. */
  tasks: string[];
  /** What to learn from. */
  resources: Resource[];
}

/** One stretch of the action plan. */
export interface PlanStep {
  /** Its heading as written. */
  label: string;
  /** The time it spans; null where the heading states none. */
  horizon: Duration | null;
  /** What to do in it. */
  tasks: string[];
}

/** What to expect. */
export interface RealityCheck {
  /** What the reader will love. */
  rewards: string[];
  /** What the reader might miss. */
  tradeoffs: string[];
  /** The biggest challenges. */
  challenges: string[];
}

/** Something to learn from. */
export interface Resource {
  /** The resource as written. */
  name: string;
  /** Its address, where the page links to it. */
  url: string | null;
}

/** A job at one end of the pathway. */
export interface RoleName {
  /** The role as the title names it. */
  name: string;
  /** The page's own role line, often made from a slug; null if it has none. */
  label: string | null;
}

/** A salary change stated in prose. */
export interface SalaryChangeClaim {
  /** The figure as written. */
  text: string;
  /** The role or thing it is about, in the page's words, else the nearest heading that names one; null if not said. */
  about: string | null;
  /** JSON Pointer of the text it is in. */
  at: string;
  /** What kind of figure it is. */
  kind: "salary_change";
  /** The change that is stated. */
  value: Percent;
}

/** A salary stated in prose. */
export interface SalaryClaim {
  /** The figure as written. */
  text: string;
  /** The role or thing it is about, in the page's words, else the nearest heading that names one; null if not said. */
  about: string | null;
  /** JSON Pointer of the text it is in. */
  at: string;
  /** What kind of figure it is. */
  kind: "salary";
  /** The pay that is stated. */
  value: Money;
}

/** A skill that the reader needs to learn. */
export interface SkillToLearn {
  /** The skill as written. */
  name: string;
  /** How much it matters, as the page's badge says. */
  priority: "critical" | "important" | "nice_to_have" | null;
  /** How long it takes. */
  duration: Duration | null;
  /** How to learn it; paragraphs are separated by a blank line. */
  guidance: string | null;
}

/** A page that the record was read from. */
export interface SourceRef {
  /** The page's path, relative to the project; null for text that came from no file. */
  path: string | null;
  /** The page's address, where it is known. */
  url: string | null;
  /** What kind of file it is. */
  media_type: string;
  /** How the page became this text, recognised from the text itself. */
  rendering: "inner_text" | "readable" | "html" | "markdown";
  /** The site or layout it was read as. */
  profile: string;
  /** The digest of the bytes that were read. */
  sha256: string;
  /** The page's view counter: volatile, part of no hash and no comparison. */
  views: number | null;
  /** Where in a feed it was taken from; null for a file of its own. */
  taken_from: TakenFrom | null;
}

/** Where in a feed a page was: a file of many pages, such as a crawl's archive. */
export interface TakenFrom {
  /** The file of the feed, relative to the project, or its address. */
  feed: string;
  /** Where the page is there: the offset in bytes, or the name of an archive's member. */
  at: string;
  /** The id that the feed gives the record: its WARC-Record-ID. */
  record_id: string | null;
  /** When the page was fetched, as the feed says it. */
  date: string | null;
  /** The digest of what was fetched, as the feed says it. */
  payload_digest: string | null;
}

/** A skill that the reader already has. */
export interface TransferableSkill {
  /** The skill as written. */
  name: string;
  /** What the page says of it; paragraphs are separated by a blank line. */
  description: string | null;
}

/** What durations are compared by: their length in weeks; a mean Gregorian year has 52.1775, a month 4.348125. */
export interface Weeks {
  /** The lower bound. */
  min: number | null;
  /** The upper bound. */
  max: number | null;
}

/** One career pathway: how to move from one job to another, as its page states it. */
export interface Pathway {
  /** The version of this schema (semantic versioning). */
  schema_version: string;
  /** The url's own slug where it is known, else the slugs of the two roles. */
  id: string;
  /** The page's title. */
  title: string | null;
  /** Whether it is how to move from one job to another, how to get into one, or somebody's own move. */
  kind: "transition" | "guide" | "story";
  /** The page's language as it states it itself, a BCP 47 tag; null where its markup says nothing. Never guessed. */
  language: string | null;
  /** The current role; null for a guide to one role, and where the page names none. */
  from_role: RoleName | null;
  /** The target role; null where the story of a move names none. */
  to_role: RoleName | null;
  /** What follows the roles in the title. */
  headline: Headline | null;
  /** How hard the page says the change is. */
  difficulty: Difficulty | null;
  /** How long the page says the change takes. */
  timeline: Duration | null;
  /** What the page says it does to the salary. */
  salary_change: Percent | null;
  /** What the page says of the demand for the role. */
  demand: string | null;
  /** The overview's paragraphs. */
  overview: string[];
  /** Skills that the reader already has. */
  transferable_skills: TransferableSkill[];
  /** Skills to learn, in page order. */
  skills_to_learn: SkillToLearn[];
  /** The roadmap's phases, in page order. */
  roadmap: Phase[];
  /** What the phases' durations add up to, in weeks; null if any phase lacks one. */
  roadmap_total: Duration | null;
  /** What the page says to expect: rewards, tradeoffs, challenges. */
  reality_check: RealityCheck;
  /** What to do first. */
  action_plan: PlanStep[];
  /** Questions and answers. */
  faq: Faq[];
  /** The figures that overview, demand, answers and unknown sections state in prose. */
  claims: (DurationClaim | EffortClaim | SalaryClaim | SalaryChangeClaim)[];
  /** Sections that no profile knows. */
  other: (OtherSection | NestedSection)[];
  /** The pages it was read from. */
  sources: SourceRef[];
}
