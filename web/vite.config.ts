import { fileURLToPath } from 'node:url'
import vue from '@vitejs/plugin-vue'
import { defineConfig } from 'vitest/config'

/** Where `docket serve` listens during development; the built pages are served by docket itself. */
const server = process.env.DOCKET_URL ?? 'http://127.0.0.1:8080'

export default defineConfig({
  plugins: [vue()],
  resolve: { alias: { '@': fileURLToPath(new URL('./src', import.meta.url)) } },
  server: { proxy: { '/api': { target: server } } },
  build: {
    target: 'chrome86', // offices still run engines of that age
    cssTarget: 'chrome86',
    assetsInlineLimit: 0, // the content security policy allows no data: scripts
    modulePreload: { polyfill: false }, // an inline script, which the policy forbids
    reportCompressedSize: false,
    rollupOptions: {
      output: {
        manualChunks(id) {
          if (/node_modules\/(@vue|vue|vue-router|pinia|vue-demi)\//.test(id)) return 'framework'
          return undefined
        },
      },
    },
  },
  worker: { format: 'es' },
  test: { environment: 'jsdom', include: ['src/**/*.test.ts'] },
})
