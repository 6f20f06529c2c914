// The widget's own words, by language. The companion's replies are not among them.
import ar from "../labels/ar.json";
import en from "../labels/en.json";
import es from "../labels/es.json";
import fr from "../labels/fr.json";

export type Labels = typeof en;

export interface Language {
  tag: string;
  dir: "ltr" | "rtl";
  labels: Labels;
}

const LANGUAGES: Record<string, Labels> = { en, es, fr, ar };
const RIGHT_TO_LEFT = ["ar"];

/** The language of the first tag we have labels for; English where there is none. */
export function language(...wanted: (string | null | undefined)[]): Language {
  const tags = wanted.map((tag) => tag?.toLowerCase().split("-")[0] ?? "");
  const tag = tags.find((one) => Object.hasOwn(LANGUAGES, one)) ?? "en";
  return { tag, dir: RIGHT_TO_LEFT.includes(tag) ? "rtl" : "ltr", labels: LANGUAGES[tag] ?? en };
}

/** `"Call {number}"` with its gaps filled. */
export function filled(label: string, gaps: Record<string, string | number>): string {
  return label.replace(/\{(\w+)\}/g, (whole, name: string) => String(gaps[name] ?? whole));
}
