// What this browser keeps, for one server: the key to the chat, what waits to be sent, the text size.

export interface Waiting {
  id: string;
  text: string;
}

interface Kept {
  token?: string;
  expires?: string;
  emergency?: string;
  size?: number;
  waiting?: Waiting[];
}

/** Kept in localStorage. Where that is shut, kept until the page is left. */
export class Memory {
  private readonly key: string;
  private spare = "{}";

  constructor(server: string) {
    this.key = `virtual-companion ${server}`;
  }

  /** All of it, as it is now: another tab may have written since. */
  read(): Kept {
    try {
      const kept: unknown = JSON.parse(this.raw());
      return kept && typeof kept === "object" ? (kept as Kept) : {};
    } catch {
      return {};
    }
  }

  write(changes: Kept): void {
    const text = JSON.stringify({ ...this.read(), ...changes });
    this.spare = text;
    try {
      localStorage.setItem(this.key, text);
    } catch {
      // shut or full: `spare` has it
    }
  }

  /** Forget the chat; the text size stays. */
  forget(): void {
    const { size = 0 } = this.read();
    this.spare = "{}";
    try {
      localStorage.removeItem(this.key);
    } catch {
      // shut: nothing was kept there
    }
    if (size) this.write({ size });
  }

  /** Call when another tab of this browser changes what is kept. Returns how to stop. */
  watch(changed: () => void): () => void {
    const listen = (event: StorageEvent) => {
      if (event.key === this.key) changed();
    };
    addEventListener("storage", listen);
    return () => removeEventListener("storage", listen);
  }

  private raw(): string {
    try {
      return localStorage.getItem(this.key) ?? this.spare;
    } catch {
      return this.spare;
    }
  }
}
