// <virtual-companion server="https://..."> : opens as a button, inside the page, or as the whole page.
import { Chat } from "./chat";
import { button, h, mark } from "./dom";
import { language } from "./labels";
import { hosts } from "./links";
import { Memory } from "./memory";
import { SIZES } from "./menu";
import style from "./style.css";

export const TAG = "virtual-companion";
const PHONE = "(max-width: 30em), (max-height: 26em)";

let sheet: CSSStyleSheet | undefined;

function styled(): CSSStyleSheet {
  if (!sheet) {
    sheet = new CSSStyleSheet();
    sheet.replaceSync(style);
  }
  return sheet;
}

/** Attributes: server, country, lang, open (button, inline, full), start (ask, now), theme, position, label, heading, links. */
export class CompanionElement extends HTMLElement {
  private readonly root = this.attachShadow({ mode: "open" });
  private readonly frame = h("div", { class: "frame" });
  private chat: Chat | undefined;
  private launcher: HTMLElement | undefined;
  private panel: HTMLDialogElement | undefined;

  connectedCallback(): void {
    if (this.chat) return;
    this.root.adoptedStyleSheets = [styled()];
    const server = new URL(this.getAttribute("server") ?? ".", document.baseURI).href.replace(/\/*$/, "/");
    const spoken = language(this.getAttribute("lang"), document.documentElement.lang);
    const mode = this.mode();
    const memory = new Memory(server);
    const name = this.getAttribute("heading") ?? spoken.labels.name;
    this.chat = new Chat(
      {
        server,
        country: this.getAttribute("country")?.toUpperCase() || undefined,
        language: spoken,
        heading: name,
        hosts: hosts((this.getAttribute("links") ?? "").split(/[\s,]+/).map((host) => `https://${host}`)),
        ask: (this.getAttribute("start") ?? (mode === "inline" ? "ask" : "now")) === "ask",
        close: mode === "button" ? () => this.hide() : undefined,
      },
      memory,
      () => this.resize(memory),
    );
    this.frame.dir = spoken.dir;
    this.frame.lang = spoken.tag;
    this.frame.className = `frame ${mode}`;
    this.root.replaceChildren(this.frame);
    this.resize(memory);
    if (mode === "button") this.dock(this.getAttribute("label") ?? spoken.labels.launch, name);
    else this.fill(name);
  }

  disconnectedCallback(): void {
    this.chat?.end();
    this.chat = undefined;
    this.panel = undefined;
    this.frame.replaceChildren();
  }

  /** Open the window of a button; where the chat is part of the page, go to it. */
  show(): void {
    if (!this.panel) return this.chat?.focus();
    const { panel, launcher } = this;
    if (!panel.hidden) return this.chat?.focus();
    panel.hidden = false;
    if (matchMedia(PHONE).matches) panel.showModal();
    else raised(panel);
    launcher?.setAttribute("aria-expanded", "true");
    this.frame.classList.add("open");
    this.chat?.begin();
    this.chat?.focus();
    return undefined;
  }

  /** Close the window; the focus goes back to the button. */
  hide(): void {
    const { panel, launcher } = this;
    if (!panel || panel.hidden) return;
    if (panel.open) panel.close();
    else panel.hidePopover?.();
    panel.hidden = true;
    launcher?.setAttribute("aria-expanded", "false");
    this.frame.classList.remove("open");
    launcher?.focus();
  }

  private mode(): "button" | "inline" | "full" {
    const open = this.getAttribute("open");
    return open === "inline" || open === "full" ? open : "button";
  }

  private fill(name: string): void {
    const chat = this.chat;
    if (!chat) return;
    const panel = h("section", { class: "panel", "aria-label": name }, ...chat.parts);
    panel.addEventListener("keydown", (event) => {
      if (event.key === "Escape" && chat.escape()) event.stopPropagation();
    });
    this.frame.append(panel);
    chat.begin();
  }

  private dock(label: string, name: string): void {
    const chat = this.chat;
    if (!chat) return;
    this.launcher = button(
      { class: "launcher", "aria-haspopup": "dialog", "aria-expanded": "false" },
      () => this.show(),
      mark(),
      h("span", {}, label),
    );
    const panel = h("dialog", { class: "panel", "aria-label": name, popover: "manual", hidden: true }, ...chat.parts);
    panel.addEventListener("keydown", (event) => this.escape(event));
    panel.addEventListener("cancel", (event) => event.preventDefault()); // Escape is ours: menu first
    this.panel = panel;
    const dock = h("div", { class: "dock", popover: "manual" }, this.launcher);
    this.frame.append(dock, panel);
    raised(dock);
  }

  private escape(event: KeyboardEvent): void {
    if (event.key !== "Escape") return;
    event.preventDefault();
    event.stopPropagation();
    if (!this.chat?.escape()) this.hide();
  }

  private resize(memory: Memory): void {
    this.frame.style.setProperty("--size", String(SIZES[memory.read().size ?? 0] ?? 1));
  }
}

/** Above everything in the page, where the browser can do that: since 2023 or 2024 they can. */
function raised(node: HTMLElement): void {
  if ("showPopover" in node) node.showPopover();
  else (node as HTMLElement).removeAttribute("popover");
}
