// The chat itself: what is in the window, whichever way the window opens.
import { Composer } from "./composer";
import { Connection, type Line, type Listener, PASSING } from "./connection";
import { button, h, icon, mark } from "./dom";
import type { Language } from "./labels";
import { numbers } from "./links";
import { Log } from "./log";
import type { Memory, Waiting } from "./memory";
import { Menu } from "./menu";
import type { Message, Paper, Refusal } from "./protocol";
import { erase, save } from "./rest";

const BRIEF = 4000; // ms that good news stays

export interface Settings {
  server: string;
  country?: string | undefined;
  language: Language;
  heading: string;
  hosts: ReadonlySet<string>;
  /** Ask before the first connection. */
  ask: boolean;
  /** What closes the window, where it can be closed. */
  close?: (() => void) | undefined;
}

export class Chat implements Listener {
  readonly parts: HTMLElement[];
  readonly title: HTMLElement;
  private readonly status = h("p", { class: "status", role: "status" });
  private readonly log: Log;
  private readonly composer: Composer;
  private readonly menu: Menu;
  private readonly gate: HTMLElement;
  private readonly gear: HTMLElement;
  private readonly connection: Connection;
  private timer = 0;
  private state: Line | undefined;

  constructor(
    private readonly settings: Settings,
    private readonly memory: Memory,
    resize: () => void,
  ) {
    const { language, heading, close, server, country } = settings;
    const { labels } = language;
    this.connection = new Connection({ server, country, language: language.tag }, memory, this);
    const manner = {
      labels,
      lang: language.tag === "en" ? null : "en", // what it says is English so far
      hosts: settings.hosts,
      save: (paper: Paper) => void this.attempt(this.fetch(paper.href, paper.name)),
    };
    this.log = new Log(
      manner,
      (title, byKey) => this.picked(title, byKey),
      (message) => this.say(message.text),
    );
    this.composer = new Composer(labels, (text) => this.say(text));
    this.menu = new Menu(language, memory, {
      back: () => this.back(),
      say: (text) => {
        this.back();
        this.say(text);
      },
      copy: () => this.fetch("api/export", "conversation.json"),
      erase: () => this.erase(),
      resize,
    });
    this.gate = this.welcome();
    this.title = h("h2", { tabindex: "-1" }, heading);
    this.gear = button({ class: "bare", "aria-label": labels.menu }, () => this.settled(), icon("menu"));
    const shut = close && button({ class: "bare", "aria-label": labels.close }, close, icon("close"));
    this.parts = [
      h("div", { class: "head" }, mark(), h("div", { class: "names" }, this.title, h("p", {}, labels.bot)), this.gear, shut),
      this.status,
      this.gate,
      this.log.node,
      this.menu.node,
      this.composer.node,
    ];
    this.show(settings.ask && !memory.read().token ? "gate" : "log");
  }

  /** Connect, unless the person is to be asked first. */
  begin(): void {
    if (!this.gate.hidden) return;
    for (const message of this.connection.waiting()) this.log.wait(message);
    this.connection.open();
  }

  end(): void {
    this.connection.close();
    this.state = undefined;
    clearTimeout(this.timer);
  }

  /** Put the cursor where a person would want it; a touch keyboard only comes when asked for. */
  focus(): void {
    const touch = matchMedia("(pointer: coarse)").matches;
    if (!this.composer.node.hidden && !touch) this.composer.focus();
    else this.title.focus();
  }

  /** Escape closes the menu first. Returns whether there was one to close. */
  escape(): boolean {
    if (this.menu.node.hidden) return false;
    this.back();
    return true;
  }

  line(state: Line): void {
    const before = this.state;
    this.state = state;
    this.menu.update();
    clearTimeout(this.timer);
    const { labels } = this.settings.language;
    if (state === "connecting") {
      this.timer = window.setTimeout(() => this.report(labels.connecting), 800);
    } else if (state === "offline") {
      const help = this.memory.read().emergency ?? labels.emergency;
      this.report(`${labels.offline} ${help}`, "away");
      this.log.held(labels.waiting);
    } else {
      this.report(before === "offline" ? labels.online : "");
      this.timer = window.setTimeout(() => this.report(""), BRIEF);
    }
  }

  renewed(): void {
    this.log.empty();
    this.log.tell(this.settings.language.labels.ended);
    for (const message of this.connection.waiting()) this.log.wait(message);
  }

  gone(): void {
    this.end();
    this.log.empty();
    this.show("gate");
    this.report(this.settings.language.labels.erased);
  }

  messages(messages: Message[], old: boolean): void {
    // The greeting says whom to call here; that is worth knowing when the line is broken.
    const lines = messages.filter(({ reply }) => reply?.kind === "greeting").flatMap(({ text }) => text.split("\n"));
    const emergency = lines.find((line) => numbers(line).length > 1);
    if (emergency) this.memory.write({ emergency });
    this.log.add(messages, old);
  }

  aside(text: string): void {
    this.log.aside(text, false);
  }

  away(refusal: Refusal): void {
    clearTimeout(this.timer);
    this.report(`${refusal.detail} ${refusal.emergency ?? this.settings.language.labels.emergency}`, "away");
  }

  typing(on: boolean): void {
    this.log.typing(on);
  }

  taken(id: string, seq: number): void {
    this.log.taken(id, seq);
  }

  refused(message: Waiting, refusal: Refusal): void {
    const { labels } = this.settings.language;
    const { error, detail, emergency, level } = refusal;
    if (emergency && level === "emergency") this.log.aside(emergency, true);
    const again = !PASSING.includes(error);
    const words = [again ? labels.failed : labels.waiting, detail, emergency ?? ""];
    this.log.refused(message, words.filter(Boolean).map((one) => one.replace(/\.?$/, ".")).join(" "), again);
  }

  private say(text: string): void {
    const message = { id: crypto.randomUUID?.() ?? fallbackId(), text };
    this.log.wait(message);
    this.connection.send(message);
    if (this.state === "offline") this.log.held(this.settings.language.labels.waiting);
  }

  private picked(title: string, byKey: boolean): void {
    if (byKey) this.composer.focus();
    else this.log.node.focus({ preventScroll: true });
    this.say(title);
  }

  private show(part: "gate" | "log" | "menu"): void {
    this.gate.hidden = part !== "gate";
    this.log.node.hidden = part !== "log";
    this.composer.node.hidden = part !== "log";
    this.gear.hidden = part !== "log";
    this.menu.hide();
  }

  private settled(): void {
    this.show("menu");
    this.menu.show();
    this.connection.refresh();
  }

  private back(): void {
    this.show("log");
    this.gear.focus();
  }

  private welcome(): HTMLElement {
    const { labels } = this.settings.language;
    const start = () => {
      this.show("log");
      this.begin();
      this.focus();
    };
    return h(
      "div",
      { class: "gate" },
      mark(),
      h("p", { class: "hello" }, labels.hello),
      h("p", {}, labels.about),
      h("p", {}, labels.limits),
      labels.english && h("p", {}, labels.english),
      h("p", { class: "help" }, this.memory.read().emergency ?? labels.emergency),
      h("p", { class: "fine" }, labels.kept),
      button({ class: "full" }, start, labels.start),
    );
  }

  private async erase(): Promise<void> {
    const { token } = this.memory.read();
    if (token) await erase(this.settings.server, token);
    this.memory.forget();
    this.gone();
    this.title.focus();
  }

  private async fetch(path: string, name: string): Promise<void> {
    await save(this.settings.server, path, this.memory.read().token ?? "", name);
  }

  private async attempt(wish: Promise<void>): Promise<void> {
    try {
      await wish;
    } catch {
      this.report(this.settings.language.labels.trouble);
    }
  }

  private report(words: string, kind = ""): void {
    this.status.textContent = words;
    this.status.className = `status ${kind}`;
  }
}

/** For pages without HTTPS, where the browser has no randomUUID. */
function fallbackId(): string {
  return [...crypto.getRandomValues(new Uint8Array(16))].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}
