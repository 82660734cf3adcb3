import { fileURLToPath } from "node:url";
import react from "@vitejs/plugin-react";
import { defineConfig } from "vitest/config";
import { compress } from "./build/compress.ts";
import { offlinePages } from "./build/offline.ts";

export default defineConfig({
  plugins: [react(), offlinePages(), compress()],
  resolve: { alias: { "@": fileURLToPath(new URL("src", import.meta.url)) } },
  build: { target: "es2022", cssTarget: ["chrome123", "firefox121", "safari17.5"], assetsInlineLimit: 0 },
  test: { environment: "jsdom", pool: "vmThreads", include: ["tests/**/*.test.{ts,tsx}"], css: false },
});
