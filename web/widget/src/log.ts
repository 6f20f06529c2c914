// The conversation on the screen: messages in their order, who waits, what can be picked.
import { button, h, unseen } from "./dom";
import type { Waiting } from "./memory";
import type { Message } from "./protocol";
import { type Manner, aside, replied } from "./reply";

interface Row {
  node: HTMLElement;
  seq: number;
  id?: string | null | undefined;
}

const LATER = Number.POSITIVE_INFINITY; // the place of what is not on the server yet

export class Log {
  readonly node: HTMLElement;
  private readonly list = h("div", { class: "list" });
  private readonly picks: HTMLElement;
  private readonly dots: HTMLElement;
  private rows: Row[] = [];

  /** `pick` hears the title of a suggestion; `again` a message to be tried again. */
  constructor(
    private readonly manner: Manner,
    private readonly pick: (title: string, byKey: boolean) => void,
    private readonly again: (message: Waiting) => void,
  ) {
    const { labels } = manner;
    this.picks = h("div", { class: "picks", role: "group", "aria-label": labels.suggestions, hidden: true });
    this.dots = h("div", { class: "dots", hidden: true }, unseen(labels.typing), h("i"), h("i"), h("i"));
    this.node = h(
      "div",
      { class: "log", role: "log", "aria-live": "polite", "aria-label": labels.log, tabindex: "0" },
      this.list,
      this.dots,
      this.picks,
    );
  }

  /** Show messages. What is `old` is not read out as if it had just been said. */
  add(messages: Message[], old: boolean): void {
    if (!messages.length) return;
    this.node.setAttribute("aria-live", old ? "off" : "polite");
    for (const message of messages) {
      if (message.reply?.erased) this.rows.filter((row) => row.seq < message.seq).forEach((row) => this.remove(row));
      if (message.from === "person") this.person(message);
      else if (!this.rows.some((row) => row.seq === message.seq)) {
        this.place({ node: replied(message, this.manner, !old), seq: message.seq });
      }
    }
    this.offer(messages);
    this.scroll();
    if (old) setTimeout(() => this.node.setAttribute("aria-live", "polite"), 500);
  }

  /** Show what the person has just written, before the server has it. */
  wait(message: Waiting): void {
    if (this.find(message.id)) return;
    this.place({ node: this.said(message.text), seq: LATER, id: message.id });
    this.clear(this.picks);
    this.scroll();
  }

  taken(id: string, seq: number): void {
    const row = this.find(id);
    if (!row) return;
    this.note(row);
    this.rows = this.rows.filter((one) => one !== row);
    this.place({ ...row, seq });
  }

  /** Say below each message that is still here that it waits. */
  held(words: string): void {
    for (const row of this.rows) if (row.seq === LATER && !row.node.querySelector(".note")) this.note(row, words);
    this.scroll();
  }

  /** Say below a message why it was not taken; `retry` offers to send it again. */
  refused(message: Waiting, words: string, retry: boolean): void {
    const row = this.find(message.id);
    if (!row) return;
    const { labels } = this.manner;
    const press = () => {
      this.remove(row);
      this.again(message);
    };
    this.note(row, words, retry ? button({ class: "quiet" }, press, labels.again) : null);
    this.scroll();
  }

  /** Words of the server that are not part of the conversation; `grave`: help in an emergency. */
  aside(text: string, grave: boolean): void {
    const last = Math.max(0, ...this.rows.map((row) => row.seq).filter(Number.isFinite));
    this.place({ node: aside(text, grave, this.manner), seq: last + 0.5 });
    this.scroll();
  }

  /** A quiet line of the widget's own. */
  tell(words: string): void {
    this.list.append(h("p", { class: "told" }, words));
  }

  typing(on: boolean): void {
    if (this.dots.hidden !== on) return;
    this.dots.hidden = !on;
    if (on) this.scroll();
  }

  empty(): void {
    this.rows = [];
    this.clear(this.list);
    this.clear(this.picks);
  }

  private person(message: Message): void {
    const shown = message.id ? this.find(message.id) : this.rows.find((row) => row.seq === message.seq);
    if (shown) return message.id ? this.taken(message.id, message.seq) : undefined;
    return this.place({ node: this.said(message.text), seq: message.seq, id: message.id });
  }

  private said(text: string): HTMLElement {
    const speaker = unseen(`${this.manner.labels.you}: `);
    return h("div", { class: "message person" }, speaker, h("p", { class: "bubble", dir: "auto" }, text));
  }

  /** The buttons of the last reply that has any, if nothing was said since. */
  private offer(messages: Message[]): void {
    const last = messages.map((one) => one.from).lastIndexOf("person");
    const buttons = messages.slice(last + 1).flatMap(({ reply }) => (reply?.buttons?.length ? [reply.buttons] : []));
    const titles = buttons.at(-1);
    if (last >= 0 || titles) this.clear(this.picks);
    if (!titles) return;
    const choose = (title: string) => (event: MouseEvent) => this.pick(title, event.detail === 0);
    const { lang } = this.manner;
    this.picks.append(...titles.map((title) => button({ class: "pick", dir: "auto", lang }, choose(title), title)));
    this.picks.hidden = false;
  }

  private place(row: Row): void {
    const at = this.rows.findIndex((other) => other.seq > row.seq);
    const next = at < 0 ? undefined : this.rows[at];
    this.rows.splice(at < 0 ? this.rows.length : at, 0, row);
    if (next ? row.node.nextElementSibling !== next.node : row.node !== this.list.lastElementChild) {
      this.list.insertBefore(row.node, next?.node ?? null);
    }
  }

  private note(row: Row, words?: string, more?: Node | null): void {
    row.node.querySelector(".note")?.remove();
    if (words) row.node.append(h("p", { class: "note" }, words, more));
  }

  private find(id: string): Row | undefined {
    return this.rows.find((row) => row.id === id);
  }

  private remove(row: Row): void {
    row.node.remove();
    this.rows = this.rows.filter((one) => one !== row);
  }

  private clear(node: HTMLElement): void {
    node.replaceChildren();
    if (node === this.picks) node.hidden = true;
  }

  /** To the end, but never past the start of the last thing the person said. */
  private scroll(): void {
    const said = [...this.list.querySelectorAll<HTMLElement>(".person")].at(-1);
    const start = said ? said.offsetTop - 12 : 0;
    const end = this.node.scrollHeight - this.node.clientHeight;
    this.node.scrollTop = said ? Math.min(start, end) : 0;
  }
}
