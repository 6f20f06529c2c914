// Builds the widget as package data of companion/server; with --check, compares instead of writing.
import { build, transform } from "esbuild";
import { readFile, writeFile } from "node:fs/promises";
import { gzipSync } from "node:zlib";

const LARGEST = 30_000; // bytes, gzip: a page on a slow phone waits no longer for us
const STATIC = new URL("../../companion/server/static/", import.meta.url);
const BUNDLED = [
  "socket.io-client",
  "engine.io-client",
  "socket.io-parser",
  "engine.io-parser",
  "@socket.io/component-emitter",
];

const styles = {
  name: "a style sheet as text, without its spaces",
  setup(builder) {
    builder.onLoad({ filter: /\.css$/ }, async ({ path }) => {
      const source = await readFile(path, "utf8");
      const { code } = await transform(source, { loader: "css", minify: true, target: "es2021" });
      return { contents: code.trim(), loader: "text" };
    });
  },
};

// Text by WebSocket or long polling is all that goes over our line: the rest of the library stays out.
const line = {
  name: "neither WebTransport nor binary packets",
  setup(builder) {
    builder.onLoad({ filter: /engine\.io-client\/build\/esm\/transports\/webtransport\.js$/ }, () => ({
      contents: "export const WT = undefined;",
    }));
    builder.onLoad({ filter: /socket\.io-parser\/build\/esm\/is-binary\.js$/ }, () => ({
      contents: "export const isBinary = () => false; export const hasBinary = () => false;",
    }));
    builder.onLoad({ filter: /socket\.io-parser\/build\/esm\/binary\.js$/ }, () => ({
      contents: "export const deconstructPacket = undefined; export const reconstructPacket = undefined;",
    }));
  },
};

async function widget() {
  const { outputFiles } = await build({
    entryPoints: [new URL("src/main.ts", import.meta.url).pathname],
    bundle: true,
    minify: true,
    format: "iife",
    target: "es2021",
    charset: "utf8",
    legalComments: "none",
    banner: { js: "/*! Virtual Companion widget, Apache-2.0; bundled parts: widget.licences.txt */" },
    plugins: [styles, line],
    write: false,
  });
  return outputFiles[0].text;
}

async function licences() {
  const parts = BUNDLED.map(async (name) => {
    const folder = new URL(`node_modules/${name}/`, import.meta.url);
    const { version } = JSON.parse(await readFile(new URL("package.json", folder), "utf8"));
    return `${name} ${version}\n\n${(await readFile(new URL("LICENSE", folder), "utf8")).trim()}\n`;
  });
  return `Part of widget.js:\n\n${(await Promise.all(parts)).join("\n\n")}`;
}

const built = { "widget.js": await widget(), "widget.licences.txt": await licences() };
const size = gzipSync(built["widget.js"], { level: 9 }).length;
console.log(`widget.js: ${size} bytes with gzip, of ${LARGEST} at most`);
if (size > LARGEST) process.exitCode = 1;

for (const [name, text] of Object.entries(built)) {
  const file = new URL(name, STATIC);
  if (!process.argv.includes("--check")) {
    await writeFile(file, text);
  } else if ((await readFile(file, "utf8").catch(() => "")) !== text) {
    console.error(`companion/server/static/${name}: not what web/widget builds\n  run: just widget`);
    process.exitCode = 1;
  }
}
