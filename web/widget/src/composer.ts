// Where the person writes.
import { h, icon } from "./dom";
import { type Labels, filled } from "./labels";
import { LONGEST } from "./protocol";

const WARN = 200; // letters left from which the count is told

export class Composer {
  readonly node: HTMLFormElement;
  private readonly field: HTMLTextAreaElement;
  private readonly count = h("p", { class: "count", id: "count", role: "status" });

  constructor(
    private readonly labels: Labels,
    private readonly send: (text: string) => void,
  ) {
    this.field = h("textarea", {
      id: "field",
      rows: "1",
      dir: "auto",
      placeholder: labels.placeholder,
      "aria-describedby": "count",
      enterkeyhint: "send",
      autocomplete: "off",
    });
    const label = h("label", { for: "field", class: "unseen" }, labels.message);
    const press = h("button", { type: "submit", class: "send", "aria-label": labels.send }, icon("send"));
    this.node = h("form", { class: "composer" }, label, this.field, press, this.count);
    this.field.addEventListener("input", () => this.measure());
    this.field.addEventListener("keydown", (event) => this.key(event));
    this.node.addEventListener("submit", (event) => {
      event.preventDefault();
      this.submit();
    });
  }

  focus(): void {
    this.field.focus();
  }

  private key(event: KeyboardEvent): void {
    if (event.key !== "Enter" || event.shiftKey || event.isComposing) return;
    event.preventDefault();
    this.submit();
  }

  private submit(): void {
    const text = this.field.value.trim();
    this.field.focus();
    if (!text || [...text].length > LONGEST) return;
    this.field.value = "";
    this.measure();
    this.send(text);
  }

  private measure(): void {
    const left = LONGEST - [...this.field.value.trim()].length;
    const words = left < 0 ? this.labels.long : this.labels.left;
    this.count.textContent = left < WARN ? filled(words, { count: Math.abs(left) }) : "";
    this.field.setAttribute("aria-invalid", String(left < 0));
    this.field.style.height = "auto";
    this.field.style.height = `${this.field.scrollHeight + 2}px`;
  }
}
