import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import type { Plugin } from "vite";

const THEME = new URL("../public/theme.js", import.meta.url);
const SOURCE = new URL("../src/offline/worker.js", import.meta.url);

/** Emits /service-worker.js: the worker's source with the list and version of the files of this build. */
export function offlinePages(): Plugin {
  return {
    name: "offline-pages",
    apply: "build",
    enforce: "post",
    generateBundle(_, bundle) {
      const files = Object.keys(bundle).filter((name) => /\.(?:js|css)$/.test(name));
      const version = createHash("sha256")
        .update(files.sort().join())
        .update(readFileSync(THEME))
        .digest("hex")
        .slice(0, 12);
      const entry = Object.values(bundle).filter((part) => part.type === "chunk" && part.isEntry);
      const first = entry.flatMap((part) => ("imports" in part ? [part.fileName, ...part.imports] : []));
      const styles = files.filter((name) => name.endsWith(".css"));
      const shell = ["/", "/theme.js", ...[...first, ...styles].map((name) => `/${name}`)];
      const source = readFileSync(SOURCE, "utf8")
        .replace("__VERSION__", JSON.stringify(version))
        .replace("__SHELL__", JSON.stringify(shell));
      this.emitFile({ type: "asset", fileName: "service-worker.js", source });
    },
  };
}
