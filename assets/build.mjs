// node assets/build.mjs OUT_DIR
//
// Makes what the pages load: guildhall.css, guildhall.js and the pictures, minified, with .br and .gz beside each.
// The server puts each file's digest into its address, so names stay plain here. Prints what each weighs.

import { brotliCompressSync, constants, gzipSync } from "node:zlib";
import { mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { dirname, extname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { build, transform } from "esbuild";
import * as sass from "sass";

const here = dirname(fileURLToPath(import.meta.url));
const out = resolve(process.argv[2] ?? "build/assets");
const browsers = ["chrome90", "firefox90", "safari15"];

async function styleSheet(name) {
  const made = sass.compile(join(here, name), {
    loadPaths: [join(here, "../node_modules"), join(here, "..")],
    quietDeps: true,
    silenceDeprecations: ["import"],
  });
  return (await transform(made.css, { loader: "css", minify: true, target: browsers })).code;
}

async function script(name) {
  const made = await build({
    entryPoints: [join(here, name)],
    bundle: true,
    minify: true,
    format: "esm",
    target: browsers,
    write: false,
    legalComments: "none",
  });
  return made.outputFiles[0].text;
}

const makers = {
  ".scss": (name) => [name.replace(".scss", ".css"), styleSheet(name)],
  ".js": (name) => [name, script(name)],
  ".svg": (name) => [name, readFileSync(join(here, name), "utf8")],
  ".txt": (name) => [name, readFileSync(join(here, name), "utf8")],
};

// Pictures and letters of others that our style sheets name.
const brought = { "bpmn.woff2": "bpmn-js/dist/assets/bpmn-font/font/bpmn.woff2" };

rmSync(out, { recursive: true, force: true });
mkdirSync(out, { recursive: true });
for (const name of readdirSync(here).sort()) {
  const maker = makers[extname(name)];
  if (!maker) continue;
  const [as, text] = maker(name);
  const bytes = Buffer.from(await text);
  const brotli = brotliCompressSync(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: 11 } });
  writeFileSync(join(out, as), bytes);
  writeFileSync(join(out, as + ".br"), brotli);
  writeFileSync(join(out, as + ".gz"), gzipSync(bytes, { level: 9 }));
  console.log(`${as}: ${bytes.length} bytes, ${brotli.length} with brotli`);
}
for (const [name, from] of Object.entries(brought)) writeFileSync(join(out, name), readFileSync(join(here, "../node_modules", from)));
