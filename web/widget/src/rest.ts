// What is asked of the server once and by hand: a copy, a document, the end of all of it.

async function ask(server: string, path: string, token: string, method = "GET"): Promise<Response> {
  const address = new URL(path.replace(/^\//, ""), server);
  if (!address.href.startsWith(server)) throw new Error(`${path}: not of this server`);
  const answer = await fetch(address, {
    method,
    headers: { Authorization: `Bearer ${token}` },
    credentials: "omit",
    redirect: "error",
    cache: "no-store",
  });
  if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status}`);
  return answer;
}

/** Save what is at a path of the server under a name. Raises when it cannot be had. */
export async function save(server: string, path: string, token: string, name: string): Promise<void> {
  const address = URL.createObjectURL(await (await ask(server, path, token)).blob());
  const link = document.createElement("a");
  link.href = address;
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(address), 60_000);
}

/** Erase the conversation on the server. Raises when that did not happen. */
export async function erase(server: string, token: string): Promise<void> {
  await ask(server, "api/session", token, "DELETE");
}
