// Nodes, made one way: text is always a text node, never markup.

export type Child = Node | string | null | undefined | false;
type Attributes = Record<string, string | boolean | null | undefined>;
type Tags = HTMLElementTagNameMap;

/** An element. An attribute that is false, null or undefined is left out. */
export function h<T extends keyof Tags>(tag: T, attributes: Attributes = {}, ...children: Child[]): Tags[T] {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value === true) node.setAttribute(name, "");
    else if (typeof value === "string") node.setAttribute(name, value);
  }
  node.append(...children.filter((child): child is Node | string => Boolean(child)));
  return node;
}

/** A button that does something. */
export function button(attributes: Attributes, press: (event: MouseEvent) => void, ...children: Child[]) {
  const node = h("button", { type: "button", ...attributes }, ...children);
  node.addEventListener("click", press);
  return node;
}

/** Words that only a screen reader says. */
export function unseen(text: string): HTMLElement {
  return h("span", { class: "unseen" }, text);
}

const SVG = "http://www.w3.org/2000/svg";

function svg(box: string, shapes: Record<string, string>[]): SVGSVGElement {
  const picture = document.createElementNS(SVG, "svg");
  const attributes = { viewBox: box, "aria-hidden": "true", focusable: "false" };
  for (const [name, value] of Object.entries(attributes)) picture.setAttribute(name, value);
  for (const { tag = "path", ...rest } of shapes) {
    const shape = document.createElementNS(SVG, tag);
    for (const [name, value] of Object.entries(rest)) shape.setAttribute(name, value);
    picture.append(shape);
  }
  return picture;
}

/** Our mark: two, side by side. */
export function mark(): SVGSVGElement {
  const picture = svg("0 0 32 32", [
    { tag: "circle", cx: "12.5", cy: "14", r: "9.5", class: "mark-one" },
    { tag: "circle", cx: "22", cy: "20", r: "7", class: "mark-two" },
  ]);
  picture.setAttribute("class", "mark");
  return picture;
}

const ICONS = {
  close: "M6 6l12 12M18 6L6 18",
  menu: "M4 8h9M19 8h1M4 16h1M11 16h9M13 8a3 3 0 1 0 6 0a3 3 0 1 0-6 0M5 16a3 3 0 1 0 6 0a3 3 0 1 0-6 0",
  send: "M12 19V5M5.5 11.5L12 5l6.5 6.5",
  back: "M15 5l-7 7 7 7",
  call: "M6.5 4h3l1.5 4-2 1.5a11 11 0 0 0 5.500 5.500L16 13l4 1.500v3a2 2 0 0 1-2.200 2A15.500 15.500 0 0 1 4.500 6.200 2 2 0 0 1 6.500 4z",
  save: "M12 4v11M7 10.500l5 5 5-5M5 20h14",
} as const;

/** A line drawing, one of ours. */
export function icon(name: keyof typeof ICONS): SVGSVGElement {
  const picture = svg("0 0 24 24", [{ d: ICONS[name] }]);
  picture.setAttribute("class", `icon icon-${name}`);
  return picture;
}
