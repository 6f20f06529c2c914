// What goes over the wire, as the server sends it.

export type Level = "emergency" | "urgent" | "soon" | "routine" | "self_care" | "none";

export interface Source {
  id: string;
  title: string;
  organisation: string;
  year: number | string;
  url: string;
}

export interface Paper {
  name: string;
  type: string;
  href: string;
}

export interface Reply {
  kind: string;
  level: Level;
  destination?: string | null;
  entry?: string | null;
  sources?: Source[];
  buttons?: string[];
  documents?: Paper[];
  /** The person was forgotten: nothing from before is kept. */
  erased?: boolean;
}

export interface Message {
  seq: number;
  from: "person" | "companion";
  at: string;
  text: string;
  id?: string | null;
  reply?: Reply;
}

export interface SessionState {
  token: string;
  expires: string;
  messages: Message[];
}

/** A message that was not taken, and why. */
export interface Refusal {
  error: string;
  detail: string;
  retry_after?: number;
  /** What to do in an emergency; `level` says whether the message sounds like one. */
  emergency?: string;
  level?: Level;
}

/** The longest message the server takes, in characters. */
export const LONGEST = 2000;
