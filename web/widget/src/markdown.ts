// The little Markdown that replies use, as nodes: paragraphs, lists, bold, links. Nothing is parsed as HTML.
import { h, unseen, type Child } from "./dom";
import { allowed, dialled, numbers } from "./links";

export interface Drawing {
  /** Hosts that may be linked to. */
  hosts: ReadonlySet<string>;
  /** Whether numbers become links to call. */
  calls: boolean;
  /** What a screen reader says of a link that opens elsewhere. */
  tab: string;
}

const ITEM = /^( *)(?:(\d{1,2})\.|[-*]) +(.*)$/;
const SPAN = /\*\*([^*\n]+)\*\*|\[([^\]\n]+)\]\(([^\s()]+)\)|(https:\/\/[^\s<>"'()[\]]*[^\s<>"'()[\].,;:!?])/g;

/** Nodes for a reply's text. */
export function drawn(text: string, how: Drawing): Node[] {
  const blocks: Node[] = [];
  const lists: { node: HTMLElement; indent: number }[] = [];
  let gap = false;
  for (const line of text.split(/\r?\n/)) {
    const item = ITEM.exec(line);
    if (item) listed(item, lists, blocks, how);
    else if (line.trim()) {
      lists.length = 0;
      const heading = /^#{1,6} +(.*)$/.exec(line);
      const inside = heading ? [h("strong", {}, ...spans(heading[1] ?? "", how))] : spans(line, how);
      blocks.push(h("p", { class: gap && "gap" }, ...inside));
    }
    gap = !line.trim();
  }
  return blocks;
}

function listed(
  item: RegExpExecArray,
  lists: { node: HTMLElement; indent: number }[],
  blocks: Node[],
  how: Drawing,
): void {
  const [, spaces = "", number, words = ""] = item;
  const indent = spaces.length;
  while ((lists.at(-1)?.indent ?? -1) > indent) lists.pop();
  let list = lists.at(-1);
  const tag = number ? "ol" : "ul";
  const other = list?.indent === indent && list.node.localName !== tag;
  if (other) lists.pop();
  if (!list || other || list.indent < indent) {
    const node = h(tag, { start: number && number !== "1" ? number : null });
    const parent = lists.at(-1)?.node.lastElementChild;
    if (parent) parent.append(node);
    else blocks.push(node);
    list = { node, indent };
    lists.push(list);
  }
  list.node.append(h("li", {}, ...spans(words, how)));
}

function spans(text: string, how: Drawing): Child[] {
  const nodes: Child[] = [];
  let from = 0;
  for (const match of text.matchAll(SPAN)) {
    nodes.push(...called(text.slice(from, match.index), how));
    const [whole, bold, words, address, bare] = match;
    nodes.push(bold ? h("strong", {}, ...called(bold, how)) : link(words ?? whole, address ?? bare ?? "", whole, how));
    from = match.index + whole.length;
  }
  return [...nodes, ...called(text.slice(from), how)];
}

function link(words: string, address: string, whole: string, how: Drawing): Child {
  const target = allowed(address, how.hosts);
  return target ? outward(target, words, how.tab) : whole;
}

/** A link that opens in a new tab and tells the other side nothing about this one. */
export function outward(address: string, words: string, tab: string): HTMLElement {
  const attributes = { href: address, target: "_blank", rel: "noopener noreferrer nofollow" };
  return h("a", attributes, words, unseen(` (${tab})`));
}

function called(text: string, how: Drawing): Child[] {
  if (!how.calls) return [text];
  return numbers(text).map((piece, at) => (at % 2 ? h("a", { href: dialled(piece), class: "tel" }, piece) : piece));
}
