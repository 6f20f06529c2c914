// Draws one reply: words, a card where it is urgent, its sources, its papers.
import { button, h, icon, unseen } from "./dom";
import { type Labels, filled } from "./labels";
import { dialled, hosts, numbers } from "./links";
import { drawn, outward } from "./markdown";
import type { Message, Paper, Reply, Source } from "./protocol";

const FRAMED = ["emergency", "urgent", "soon"]; // what can wait needs no frame
const WITH_NUMBERS = ["card", "greeting", "handoff"];
const MOST_CALLS = 3;

export interface Manner {
  labels: Labels;
  /** The language of replies, where it is not that of the labels. */
  lang: string | null;
  /** Hosts that may be linked to besides those of a reply's sources. */
  hosts: ReadonlySet<string>;
  save(paper: Paper): void;
}

/** A message of the companion. `live`: it has just come, and an emergency is told at once. */
export function replied(message: Message, manner: Manner, live: boolean): HTMLElement {
  const reply: Reply = message.reply ?? { kind: "answer", level: "none" };
  const text = words(message.text, reply, manner);
  const more = [sources(reply.sources ?? [], manner), papers(reply.documents ?? [], manner)];
  const speaker = unseen(`${manner.labels.companion}: `);
  if (reply.kind !== "card" || !FRAMED.includes(reply.level)) {
    return h("div", { class: "message companion" }, speaker, h("div", { class: "bubble" }, text, ...more));
  }
  return h("div", { class: "message companion" }, speaker, card(message.text, reply, [text, ...more], manner, live));
}

/** Words that came instead of a reply; `grave`: help in an emergency. */
export function aside(text: string, grave: boolean, manner: Manner): HTMLElement {
  const reply: Reply = grave ? { kind: "card", level: "emergency" } : { kind: "notice", level: "none" };
  return replied({ seq: 0, from: "companion", at: "", text, reply }, manner, true);
}

function words(text: string, reply: Reply, { labels, lang, hosts: more }: Manner): HTMLElement {
  const listed = hosts((reply.sources ?? []).map((source) => source.url));
  const calls = WITH_NUMBERS.includes(reply.kind) || reply.level === "emergency";
  const how = { hosts: new Set([...listed, ...more]), calls, tab: labels.tab };
  return h("div", { class: "words", dir: "auto", lang }, ...drawn(text, how));
}

function card(
  text: string,
  reply: Reply,
  inside: (HTMLElement | null)[],
  { labels }: Manner,
  live: boolean,
): HTMLElement {
  const { level, destination } = reply;
  const titles: Record<string, string> = level === "emergency" ? labels.emergencies : {};
  const title = titles[destination ?? ""] ?? labels.cards[level];
  const place = (labels.destinations as Record<string, string>)[destination ?? ""];
  return h(
    "section",
    { class: `card ${level}`, role: level === "emergency" && live ? "alert" : "group", "aria-label": title },
    h("p", { class: "title" }, title),
    level === "emergency" && calls(text, labels),
    ...inside,
    place && h("p", { class: "where" }, filled(labels.where, { place })),
  );
}

/** Buttons to call, for the numbers that the first words name. */
function calls(text: string, labels: Labels): HTMLElement | null {
  const [first = ""] = text.split("\n\n");
  const pieces = numbers(first);
  const found = new Map<string, string>();
  for (let at = 1; at < pieces.length; at += 2) found.set(pieces[at] ?? "", where(pieces[at + 1] ?? ""));
  if (!found.size) return null;
  const links = [...found].slice(0, MOST_CALLS).map(([number, place]) => {
    const words = filled(labels.call, { number });
    return h("a", { class: "call", href: dialled(number) }, icon("call"), place ? `${words} (${place})` : words);
  });
  return h("div", { class: "calls" }, ...links);
}

/** Where a number is the right one, if the words after it say so: " in the UK, ..." */
function where(after: string): string {
  return /^ in ((?:the )?[A-Z]\w+)/.exec(after)?.[1] ?? "";
}

function sources(list: Source[], { labels, lang, hosts: more }: Manner): HTMLElement | null {
  if (!list.length) return null;
  const trusted = new Set([...hosts(list.map((source) => source.url)), ...more]);
  const rows = list.map((source) => {
    const words = `${source.organisation}: ${source.title} (${source.year})`;
    const linked = trusted.has(host(source.url)) ? outward(source.url, words, labels.tab) : words;
    return h("li", { lang }, linked);
  });
  return h("details", { class: "sources" }, h("summary", {}, labels.sources), h("ul", {}, ...rows));
}

function host(address: string): string {
  return [...hosts([address])][0] ?? "";
}

function papers(list: Paper[], { labels, save }: Manner): HTMLElement | null {
  if (!list.length) return null;
  const called = labels.papers as Record<string, string>;
  const rows = list.map((paper) => {
    const words = called[paper.name.split(".").pop() ?? ""] ?? filled(labels.download, { name: paper.name });
    return button({ class: "quiet" }, () => save(paper), icon("save"), words);
  });
  return h("div", { class: "papers" }, ...rows);
}
