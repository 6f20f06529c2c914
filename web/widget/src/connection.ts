// The line to the server: one Socket.IO connection, one queue, nothing sent twice and nothing lost.
import { io, type Socket } from "socket.io-client";
import type { Memory, Waiting } from "./memory";
import type { Message, Refusal, SessionState } from "./protocol";

const PATIENCE = 10_000; // ms for an acknowledgement, then the same id is sent again
const BUSY = 5; // s until a message that was not taken is tried again, where the server names no time

/** Refusals that pass: the message stays in the queue. */
export const PASSING = ["too_many", "busy"];

export type Line = "connecting" | "offline" | "online";

/** Who hears what comes over the line. */
export interface Listener {
  line(state: Line): void;
  /** Another conversation begins; what is shown is not of it. */
  renewed(): void;
  /** The conversation was erased elsewhere. */
  gone(): void;
  /** `old`: said before this page was opened. */
  messages(messages: Message[], old: boolean): void;
  /** Words of the server that are no message of the conversation. */
  aside(text: string): void;
  /** No conversation for now; it is tried again. */
  away(refusal: Refusal): void;
  typing(on: boolean): void;
  taken(id: string, seq: number): void;
  refused(message: Waiting, refusal: Refusal): void;
}

interface Where {
  server: string;
  country?: string | undefined;
  language: string;
}

type Answer = { seq: number } | Refusal;

export class Connection {
  private socket: Socket | undefined;
  private token: string | undefined; // of the conversation that is shown
  private after = 0; // the last message that is shown
  private ready = false; // the server knows who we are
  private sending: string | undefined;
  private timer = 0;
  private held = false; // by a refusal that passes
  private unwatch = () => {};

  constructor(
    private readonly where: Where,
    private readonly memory: Memory,
    private readonly listener: Listener,
  ) {}

  /** Connect, and stay connected. */
  open(): void {
    if (this.socket) return;
    const url = new URL(this.where.server);
    this.listener.line("connecting");
    const socket = io(url.origin, {
      path: `${url.pathname.replace(/\/$/, "")}/socket.io/`,
      transports: ["websocket", "polling"],
      tryAllTransports: true,
      reconnectionDelayMax: 8000,
      forceNew: true,
    });
    this.socket = socket;
    socket.on("connect", () => this.introduce());
    socket.on("disconnect", () => this.lost());
    socket.on("connect_error", () => this.lost());
    socket.on("session_state", (state: SessionState) => this.known(state));
    socket.on("session_error", (refusal: Refusal) => this.turnedAway(refusal));
    socket.on("bot_uttered", (said: { text: string; message?: Message }) => {
      if (said.message) this.heard([said.message], false);
      else this.listener.aside(said.text);
    });
    socket.on("user_echo", (message: Message) => this.heard([message], false));
    socket.on("typing", ({ on }: { on: boolean }) => this.listener.typing(on));
    addEventListener("online", this.hurry);
    this.unwatch = this.memory.watch(() => this.compare());
  }

  close(): void {
    removeEventListener("online", this.hurry);
    this.unwatch();
    clearTimeout(this.timer);
    this.socket?.disconnect();
    this.socket = undefined;
    this.ready = false;
    this.held = false;
    this.sending = undefined;
    this.token = undefined;
    this.after = 0;
  }

  /** Put a message at the end of the queue. */
  send(message: Waiting): void {
    this.memory.write({ waiting: [...this.waiting(), message] });
    // While the server takes nothing, it still looks for danger in what is new.
    if (this.held) this.put(message);
    else this.flush();
  }

  /** Ask anew until when the conversation is kept. */
  refresh(): void {
    if (this.ready) this.introduce();
  }

  waiting(): Waiting[] {
    return this.memory.read().waiting ?? [];
  }

  private readonly hurry = () => void this.socket?.connect();

  private introduce(): void {
    const { token = null } = this.memory.read();
    const { country, language } = this.where;
    this.socket?.emit("session_request", { session_id: token, after: this.after, country, language });
  }

  private lost(): void {
    this.ready = false;
    this.sending = undefined;
    this.listener.typing(false);
    this.listener.line("offline");
  }

  private known({ token, expires, messages }: SessionState): void {
    const before = this.token ?? this.memory.read().token;
    const fresh = before !== undefined && before !== token;
    const old = before === token && !this.after; // said before this page was opened
    this.token = token;
    this.memory.write({ token, expires });
    if (fresh) {
      this.after = 0;
      this.listener.renewed();
    }
    this.ready = true;
    this.listener.line("online");
    this.heard(messages, old);
    this.flush();
  }

  private turnedAway(refusal: Refusal): void {
    this.listener.away(refusal);
    this.later(refusal, () => this.introduce());
  }

  private later({ retry_after = BUSY }: Refusal, what: () => void): void {
    clearTimeout(this.timer);
    this.held = true;
    this.timer = window.setTimeout(() => {
      this.held = false;
      what();
    }, retry_after * 1000);
  }

  private heard(messages: Message[], old: boolean): void {
    for (const message of messages) {
      this.after = Math.max(this.after, message.seq);
      if (message.id) this.drop(message.id);
    }
    this.listener.messages(messages, old);
  }

  /** Another tab may have started another conversation, or erased ours. */
  private compare(): void {
    if (!this.ready || !this.socket) return;
    const { token } = this.memory.read();
    if (token === this.token) return;
    this.token = token;
    this.after = 0;
    if (token === undefined) this.listener.gone();
    else this.introduce();
  }

  private flush(): void {
    const [head] = this.waiting();
    if (head) this.put(head);
  }

  private put(message: Waiting): void {
    if (!this.ready || this.sending) return;
    const { id, text } = message;
    this.sending = id;
    const said = { message: text, session_id: this.token, id };
    this.socket?.timeout(PATIENCE).emit("user_uttered", said, (late: unknown, answer?: Answer) => {
      if (this.sending !== id) return; // a connection since: what waits was sent anew
      this.sending = undefined;
      if (late || !answer) this.flush();
      else if ("seq" in answer) this.accepted(message, answer.seq);
      else this.rejected(message, answer);
    });
  }

  private accepted(message: Waiting, seq: number): void {
    this.drop(message.id);
    this.listener.taken(message.id, seq);
    if (!this.held) this.flush();
  }

  private rejected(message: Waiting, refusal: Refusal): void {
    if (refusal.error === "unknown_token") {
      this.ready = false;
      this.introduce(); // it ended while we were connected: another one begins, and the message goes there
      return;
    }
    this.listener.refused(message, refusal);
    if (PASSING.includes(refusal.error)) this.later(refusal, () => this.flush());
    else {
      this.drop(message.id);
      this.flush();
    }
  }

  private drop(id: string): void {
    const waiting = this.waiting();
    const left = waiting.filter((one) => one.id !== id);
    if (left.length < waiting.length) this.memory.write({ waiting: left });
  }
}
