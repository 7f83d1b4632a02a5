import { defineConfig } from "vite";

/** The service of `simulator serve`, for `npm run dev`. */
const SERVICE = "http://127.0.0.1:8000";

export default defineConfig({
  build: {
    outDir: "../src/simulator/web",
    emptyOutDir: true,
    target: "es2022",
    // The page's policy is default-src 'self': a file inlined as data: would be refused.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    rolldownOptions: { external: [/^\/fonts\//] }, // the service serves them itself, to the sign-in page too
    chunkSizeWarningLimit: 700, // the text editor of the studio, which is loaded when a trainer goes there
  },
  worker: { format: "es" },
  server: {
    fs: { allow: [".", "../src/simulator/authoring/vocabulary"] }, // names of words, which the service draws too
    proxy: { "/v1": { target: SERVICE, ws: true }, "/fonts": SERVICE },
  },
});
