// Which addresses and numbers become links. What is not allowed stays text.

/** The address if it is HTTPS, names no user, and its host is on the list; otherwise null. */
export function allowed(address: string, hosts: ReadonlySet<string>): string | null {
  let url: URL;
  try {
    url = new URL(address);
  } catch {
    return null;
  }
  const plain = url.protocol === "https:" && !url.username && !url.password && !url.port;
  return plain && hosts.has(url.hostname) ? url.href : null;
}

/** The hosts of these addresses, HTTPS only. */
export function hosts(addresses: readonly string[]): Set<string> {
  const names = addresses.map((address) => {
    try {
      const url = new URL(address);
      return url.protocol === "https:" ? url.hostname : "";
    } catch {
      return "";
    }
  });
  return new Set(names.filter(Boolean));
}

// 999, 116 123, 13 11 26, 0800 1111, 1-800-222-1222; not part of a longer number, not an amount.
const NUMBER = /(?<![\w.,£$€/-])\+?\d(?:[ -]?\d){2,14}(?![\w%/]|[.,-]\d| ?(?:mg|ml|ppm|g|%|words|letters)\b)/g;

function callable(number: string, before: string): boolean {
  const year = /^(19|20)\d\d$/.test(number) && /[( ]$/.test(before);
  const range = /^\d{1,2}-\d{1,2}$/.test(number); // "24-48 hours"
  return !year && !range && (/\d{3}/.test(number) || /^\d\d( \d\d){2,}$/.test(number));
}

/** The text cut at its phone numbers: every second piece is a number to call. */
export function numbers(text: string): string[] {
  const pieces: string[] = [];
  let from = 0;
  for (const match of text.matchAll(NUMBER)) {
    if (!callable(match[0], text.slice(0, match.index))) continue;
    pieces.push(text.slice(from, match.index), match[0]);
    from = match.index + match[0].length;
  }
  return [...pieces, text.slice(from)];
}

/** What a phone dials for a number as people write it. */
export function dialled(number: string): string {
  return `tel:${number.replace(/[^+\d]/g, "")}`;
}
