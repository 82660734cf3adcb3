import { fileURLToPath } from "node:url";
import react from "@vitejs/plugin-react";
import { defineConfig } from "vitest/config";
import { compress } from "./build/compress.ts";
import { offlinePages } from "./build/offline.ts";

export default defineConfig({
  plugins: [react(), offlinePages(), compress()],
  resolve: { alias: { "@": fileURLToPath(new URL("src", import.meta.url)) } },
  build: {
    target: "es2022",
    cssTarget: ["chrome123", "firefox121", "safari17.5"],
    assetsInlineLimit: 0,
    // Few files: on slow 4G each costs a phone half a second more than its bytes do.
    cssCodeSplit: false,
    rolldownOptions: {
      output: {
        chunkFileNames: ({ name }) => `assets/${name.split("~")[0]}-[hash].js`,
        codeSplitting: {
          groups: [
            { name: "base", tags: ["$initial"], priority: 2 },
            {
              name: "shared",
              test: /\/src\//,
              minShareCount: 2,
              entriesAware: true,
              entriesAwareMergeThreshold: 8000,
              priority: 1,
            },
          ],
        },
      },
    },
  },
  test: { environment: "jsdom", pool: "vmThreads", include: ["tests/**/*.test.{ts,tsx}"], css: false },
});
