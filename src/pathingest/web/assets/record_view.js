// The record, field by field, each value with the pointer that proves it.

import { h, unseen } from "./dom.js";
import { shortened } from "./characters.js";
import { chip } from "./chips.js";
import { PRIORITIES } from "./names.js";
import { doubt, entryOf, home, shown, stateOf } from "./pathway_data.js";

/** The record of a pathway as elements. */
export function recordView(pathway) {
  const { record } = pathway;
  const draw = new Drawing(pathway);
  const sections = [
    section("id", "Roles and title", null, [
      draw.role("current role", "/from_role", record.from_role),
      draw.role("target role", "/to_role", record.to_role),
      draw.row("title", "/title", record.title),
      draw.row("headline", "/headline/text", record.headline?.text, record.headline?.duration && ["\u00b7 ", draw.time("/headline/duration", record.headline.duration, true)]),
      draw.row("kind", "/kind", record.kind),
      draw.row("language", "/language", record.language),
      draw.row("id", "/id", record.id),
    ]),
    section("facts", "Summary facts", null, [
      draw.row("difficulty", "/difficulty/text", record.difficulty?.text),
      draw.row("timeline", "/timeline", record.timeline?.text, weeks(record.timeline)),
      draw.row("salary change", "/salary_change", record.salary_change?.text),
      draw.row("demand", "/demand", record.demand),
    ]),
    section("text", "Overview", record.overview.length, [draw.list("/overview", record.overview)]),
    section("skills", "Skills to learn", record.skills_to_learn.length, record.skills_to_learn.map((skill, i) => {
      const at = `/skills_to_learn/${i}`;
      return draw.item([
        h("b", {}, draw.value(`${at}/name`, skill.name)),
        skill.priority && [" \u00b7 ", draw.value(`${at}/priority`, PRIORITIES[skill.priority])],
        skill.duration && [" \u00b7 ", draw.time(`${at}/duration`, skill.duration)],
      ], skill.guidance && draw.value(`${at}/guidance`, skill.guidance));
    })),
    section("skills", "Strengths", record.transferable_skills.length, record.transferable_skills.map((skill, i) =>
      draw.item([h("b", {}, draw.value(`/transferable_skills/${i}/name`, skill.name))], skill.description && draw.value(`/transferable_skills/${i}/description`, skill.description)),
    )),
    section("road", "Roadmap", record.roadmap.length, [
      ...record.roadmap.map((phase, i) => {
        const at = `/roadmap/${i}`;
        return draw.item([
          h("b", {}, h("span", { "data-at": home(pathway, `${at}/position`) }, `${phase.position}. `), phase.title === null ? draw.nothing() : draw.value(`${at}/title`, phase.title)),
          phase.duration && [" \u00b7 ", draw.time(`${at}/duration`, phase.duration)],
        ], draw.list(`${at}/tasks`, phase.tasks), phase.resources.length > 0 && h("p", { class: "resources" }, phase.resources.map((resource, k) =>
          [draw.value(`${at}/resources/${k}/name`, resource.name, "boxed"), resource.url && [" ", draw.value(`${at}/resources/${k}/url`, resource.url, "address")], " "],
        )));
      }),
      record.roadmap_total && draw.row("in all", "/roadmap_total", inAll(record.roadmap)),
    ]),
    ...[["rewards", "What readers will love"], ["tradeoffs", "What they might miss"], ["challenges", "Challenges"]].map(([name, title]) =>
      section("text", title, record.reality_check[name].length, [draw.list(`/reality_check/${name}`, record.reality_check[name])]),
    ),
    section("road", "Action plan", record.action_plan.length, record.action_plan.map((step, i) =>
      draw.item([h("b", {}, draw.value(`/action_plan/${i}/label`, step.label))], draw.list(`/action_plan/${i}/tasks`, step.tasks)),
    )),
    section("text", "Questions", record.faq.length, record.faq.map((entry, i) =>
      draw.item([h("b", {}, entry.question === null ? draw.nothing("no question on the page") : draw.value(`/faq/${i}/question`, entry.question))],
        entry.answer !== null && draw.value(`/faq/${i}/answer`, entry.answer)),
    )),
    section("text", "Figures in prose", record.claims.length, record.claims.map((claim, i) =>
      draw.row(claim.kind.replace("_", " "), `/claims/${i}/value`, claim.text, claim.about && h("span", { class: "computed" }, claim.about)),
    )),
    section("text", "Other sections", record.other.length, record.other.map((other, i) => draw.other(`/other/${i}`, other))),
  ];
  return sections.filter(Boolean);
}

// Of every page: a chip on each would say nothing.
const ALWAYS_COMPUTED = new Set(["/kind", "/id"]);

function section(family, title, size, children) {
  if (size === 0) return null;
  return h("section", { class: `part f-${family}` }, h("h4", {}, h("i", { class: "swatch" }), title, size === null ? null : h("small", {}, String(size))), children);
}

class Drawing {
  constructor(pathway) {
    this.pathway = pathway;
  }

  value(pointer, text, name = "", same = []) {
    const own = home(this.pathway, pointer);
    const at = [...new Set([own, ...same.map((one) => home(this.pathway, one))].filter(Boolean))].join(" ") || null;
    const state = stateOf(this.pathway, pointer);
    const element = h(
      "span",
      { class: `value ${name}`.trim(), "data-at": at, role: at ? "button" : null, tabindex: at ? -1 : null },
      ...paragraphs(shortened(String(text))),
    );
    if (state === "proven") return element;
    if (ALWAYS_COMPUTED.has(pointer) && state === "inferred") {
      element.title = "inferred: computed from other values";
      return element;
    }
    return [element, " ", chip(state, doubt(this.pathway, pointer)), state === "corrected" ? [this.original(own, text), this.decided(own)] : null];
  }

  /** What the page has where a correction set something else. */
  original(at, text) {
    const entry = entryOf(this.pathway, at);
    const source = this.pathway.sources[entry.source];
    if (!entry.spans.length || !source?.points) return null;
    const words = entry.spans.map(([start, end]) => shown(source, start, end)).join(" ").replace(/\s+/g, " ");
    return words === text ? null : [" ", h("del", {}, unseen("span", "instead of "), shortened(words, 300))];
  }

  /** Why it was corrected, by whom and when. */
  decided(at) {
    const why = this.pathway.decided?.[entryOf(this.pathway, at).override];
    return why?.length ? [" ", h("small", { class: "decided" }, `(${shortened(why.join(", "), 300)})`)] : null;
  }

  nothing(words = "not on the page") {
    return h("span", { class: "absent" }, words);
  }

  row(name, pointer, text, more = null) {
    const words = text === null || text === undefined ? this.nothing() : this.value(pointer, text);
    return h("div", { class: "row" }, h("span", { class: "name" }, name), h("span", {}, words, more && [" ", more]));
  }

  /** A role, and the page's own role line where that says something else than the title. */
  role(name, at, role) {
    const line = `${at}/label`;
    if (!role?.name || !role.label || role.label === role.name) {
      const words = role?.name ? this.value(`${at}/name`, role.name, "", [line]) : this.nothing();
      return h("div", { class: "row" }, h("span", { class: "name" }, name), h("span", {}, words));
    }
    return this.row(name, `${at}/name`, role.name, h("span", { class: "computed" }, "line: ", this.value(line, role.label)));
  }

  time(pointer, duration, only = false) {
    if (!duration) return null;
    return only ? [this.value(pointer, duration.text), weeks(duration)] : this.value(pointer, duration.text ?? (bounds(duration) ? span(bounds(duration), tenth) : "no end"));
  }

  item(head, ...body) {
    return h("div", { class: "item" }, h("p", {}, head), body.filter(Boolean).map((part) => h("div", { class: "body" }, part)));
  }

  list(pointer, texts) {
    if (!texts.length) return null;
    return h("ul", {}, texts.map((text, i) => h("li", {}, this.value(`${pointer}/${i}`, text))));
  }

  other(at, section) {
    return this.item([h("b", {}, section.heading === null ? this.nothing("no heading") : this.value(`${at}/heading`, section.heading))],
      this.list(`${at}/text`, section.text), (section.sections ?? []).map((inner, i) => this.other(`${at}/sections/${i}`, inner)));
  }
}

function paragraphs(text) {
  return text.split("\n\n").flatMap((part, i) => (i ? [h("br"), h("br"), part] : [part]));
}

// The least and the most weeks in each unit, as the rules and their messages count.
const WEEKS = { day: [1 / 7, 1 / 7], week: [1, 1], month: [4, 4.348125], year: [52, 52.1775] };

/** The weeks that a duration in another unit may mean: those that pictures and findings compare. */
function weeks(duration) {
  const found = duration && duration.unit !== "week" ? bounds(duration) : null;
  if (!found) return null;
  const kept = [duration.weeks.min, duration.weeks.max].map((one) => (one === null ? "no end" : tenth(one))).join(" to ");
  const title = `The weeks that it may mean, which are compared: a month is 4 to 4.35 weeks, a year 52 to 52.18. The record has ${kept}, by the days of a calendar year.`;
  return h("span", { class: "computed", title }, ` = ${span(found, (one) => (one >= 10 ? String(Math.round(one)) : tenth(one)))}`);
}

/** [the least, the most] weeks; null for none. */
function bounds({ unit, min, max }) {
  const [least, most] = WEEKS[unit] ?? [];
  if (!least || (min === null && max === null)) return null;
  return [min === null ? null : min * least, max === null ? null : max * most];
}

/** What phases add up to, in the same weeks. */
function inAll(phases) {
  const all = phases.map((phase) => bounds(phase.duration));
  const sum = (i) => (all.some((one) => one[i] === null) ? null : all.reduce((weeks, one) => weeks + one[i], 0));
  return span([sum(0), sum(1)], tenth);
}

function tenth(value) {
  return String(Math.round(value * 10) / 10);
}

function span([min, max], number) {
  const [low, high] = [min, max].map((one) => one !== null && number(one));
  const counted = (one) => `${one} week${one === "1" ? "" : "s"}`;
  if (min === null && max === null) return "no end";
  if (max === null) return `at least ${counted(low)}`;
  if (min === null) return `at most ${counted(high)}`;
  return low === high ? counted(high) : `${low}\u2013${high} weeks`;
}
