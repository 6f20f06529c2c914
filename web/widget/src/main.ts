// Runs once when the script is there: defines the element, and puts one where the script tag asks for it.
import { CompanionElement, TAG } from "./element";

const ATTRIBUTES = ["country", "open", "lang", "theme", "position", "label", "heading", "links", "start"];
const script = document.currentScript;

function mount(from: HTMLScriptElement): void {
  const asked = "query" in from.dataset ? Object.fromEntries(new URLSearchParams(location.search)) : {};
  const { target, ...data } = { ...asked, ...from.dataset };
  if (data.open === "none" || document.querySelector(TAG)) return;
  const place = target ? document.querySelector(target) : document.body;
  if (!place) return console.warn(`virtual-companion: no element fits data-target="${target}"`);
  const node = document.createElement(TAG);
  node.setAttribute("server", new URL(".", from.src).href);
  for (const name of ATTRIBUTES) {
    const value = data[name];
    if (value !== undefined) node.setAttribute(name, value);
  }
  place.append(node);
}

if (!customElements.get(TAG)) {
  customElements.define(TAG, CompanionElement);
  if (script instanceof HTMLScriptElement && script.src) {
    if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", () => mount(script));
    else mount(script);
  }
}
