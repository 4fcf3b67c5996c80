// Bundles CodeMirror, and the licences of all that is in the bundle beside it: node build.mjs [FOLDER].
import { mkdir, readFile, writeFile } from "node:fs/promises";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";

const here = dirname(fileURLToPath(import.meta.url));
const out = resolve(process.argv[2] ?? join(here, "../../quizgen/studio/page/vendor"));

const { metafile, outputFiles: [bundle] } = await build({
  absWorkingDir: here,
  entryPoints: ["codemirror.js"],
  bundle: true,
  format: "esm",
  target: "es2022",
  minify: true,
  charset: "utf8",
  legalComments: "none", // they stand in codemirror.licences.txt, whole
  metafile: true,
  write: false,
});

const PACKAGE = /^node_modules\/((?:@[^/]+\/)?[^/]+)\//;
const packages = [...new Set(Object.keys(metafile.inputs).flatMap(path => PACKAGE.exec(path)?.[1] ?? []))].sort();
const licences = await Promise.all(packages.map(async name => {
  const folder = join(here, "node_modules", name);
  const { version } = JSON.parse(await readFile(join(folder, "package.json"), "utf8"));
  return `${name} ${version}\n\n${(await readFile(join(folder, "LICENSE"), "utf8")).trim()}\n`;
}));

await mkdir(out, { recursive: true });
await writeFile(join(out, "codemirror.js"), bundle.contents);
await writeFile(join(out, "codemirror.licences.txt"), licences.join(`\n${"-".repeat(78)}\n\n`));
