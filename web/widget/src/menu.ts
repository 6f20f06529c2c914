// Privacy and settings: what is kept, a copy, an end; the text size.
import { button, h, icon } from "./dom";
import { type Labels, type Language, filled } from "./labels";
import type { Memory } from "./memory";

export const SIZES = [1, 1.25, 1.6];

export interface Wishes {
  back(): void;
  say(text: string): void;
  copy(): Promise<void>;
  erase(): Promise<void>;
  resize(): void;
}

export class Menu {
  readonly node: HTMLElement;
  private readonly title: HTMLElement;
  private readonly server = h("p");
  private readonly problem = h("p", { role: "alert", class: "problem" });
  private readonly ending: HTMLElement;
  private readonly labels: Labels;

  constructor(
    private readonly language: Language,
    private readonly memory: Memory,
    private readonly wishes: Wishes,
  ) {
    this.labels = language.labels;
    const { labels } = this;
    this.title = h("h3", { tabindex: "-1" }, labels.menu);
    this.ending = h("div", { class: "ending" });
    // The companion hears English, whatever the labels are in.
    const say = (label: string, text: string) => button({ class: "row" }, () => wishes.say(text), label);
    this.node = h(
      "div",
      { class: "menu", role: "region", "aria-label": labels.menu, tabindex: "-1", hidden: true },
      button({ class: "quiet back" }, () => wishes.back(), icon("back"), labels.back),
      this.title,
      this.sizes(),
      h("h4", {}, labels.what),
      this.server,
      h("p", {}, labels.browser),
      h("p", {}, labels.others),
      say(labels.ask, "What do you keep about me?"),
      say(labels.remember, "Remember me"),
      button({ class: "row" }, () => this.attempt(wishes.copy()), labels.export),
      this.ending,
      this.problem,
      labels.machine && h("p", { class: "fine" }, labels.machine),
    );
    this.offer();
  }

  show(): void {
    this.update();
    this.problem.textContent = "";
    this.offer();
    this.node.hidden = false;
    this.title.focus();
  }

  /** Say when the conversation ends, as far as we know. */
  update(): void {
    const { expires } = this.memory.read();
    const when = new Date(expires ?? Number.NaN);
    const { tag } = this.language;
    const place = navigator.languages.find((one) => one.startsWith(tag)) ?? tag;
    this.server.textContent = Number.isNaN(when.getTime())
      ? this.labels.kept
      : filled(this.labels.server, { date: when.toLocaleString(place, { dateStyle: "long", timeStyle: "short" }) });
  }

  hide(): void {
    this.node.hidden = true;
  }

  private offer(): void {
    this.ending.replaceChildren(button({ class: "row grave" }, () => this.sure(), this.labels.erase));
  }

  private sure(): void {
    const { labels } = this;
    const keep = button({ class: "row" }, () => this.kept(), labels.no);
    const yes = button({ class: "row grave" }, () => this.attempt(this.wishes.erase()), labels.yes);
    this.ending.replaceChildren(h("p", { role: "alert" }, labels.sure), keep, yes);
    keep.focus();
  }

  private kept(): void {
    this.offer();
    this.ending.querySelector("button")?.focus();
  }

  private async attempt(wish: Promise<void>): Promise<void> {
    this.problem.textContent = "";
    try {
      await wish;
    } catch {
      this.problem.textContent = this.labels.trouble;
    }
  }

  private sizes(): HTMLElement {
    const { memory, wishes, labels } = this;
    const choices = labels.sizes.map((label, at) => {
      const choice = h("input", { type: "radio", name: "size", value: String(at) });
      choice.checked = at === (memory.read().size ?? 0);
      choice.addEventListener("change", () => {
        memory.write({ size: at });
        wishes.resize();
      });
      return h("label", { class: `size size-${at}` }, choice, h("span", {}, label));
    });
    return h("fieldset", {}, h("legend", {}, labels.size), h("div", { class: "sizes" }, ...choices));
  }
}
