import { fileURLToPath } from "node:url";
import react from "@vitejs/plugin-react";
import { defineConfig, type Plugin } from "vite";
import { guidePlugin } from "../build/guide/guide-plugin.ts";

/**
 * The policy both hosts send as a header, repeated in the built page so that it holds even if a header is lost. The
 * development server needs inline scripts for hot reload, hence only in builds.
 */
const POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' data:",
  "font-src 'self'",
  "connect-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
].join("; ");

const contentSecurityPolicy: Plugin = {
  name: "logonscope-content-security-policy",
  apply: "build",
  transformIndexHtml: () => [
    {
      tag: "meta",
      attrs: { "http-equiv": "Content-Security-Policy", content: POLICY },
      injectTo: "head-prepend",
    },
  ],
};

export default defineConfig({
  root: fileURLToPath(new URL(".", import.meta.url)),
  base: "./",
  plugins: [react(), guidePlugin(), contentSecurityPolicy],
  cacheDir: fileURLToPath(new URL("../node_modules/.vite-page", import.meta.url)),
  build: {
    outDir: fileURLToPath(new URL("../out/renderer", import.meta.url)),
    emptyOutDir: true,
    target: "chrome120",
    // data: URLs and the inline preload script are what the policy forbids.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    sourcemap: false,
    chunkSizeWarningLimit: 1100,
  },
  // The worker loads the words of its language when it knows which.
  worker: { format: "es" },
  server: { host: "127.0.0.1", strictPort: true },
});
