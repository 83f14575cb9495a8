import tailwindcss from '@tailwindcss/vite'
import { defineConfig } from 'vite'

// One script and one style sheet for all pages, with hashed names; the server finds them by manifest.json.
export default defineConfig({
  base: '/assets/',
  publicDir: 'src/ui/public',
  plugins: [tailwindcss()],
  build: {
    outDir: 'dist/assets',
    assetsDir: '',
    manifest: 'manifest.json',
    emptyOutDir: true,
    target: 'baseline-widely-available',
    modulePreload: { polyfill: false },
    rolldownOptions: { input: 'src/ui/client/main.ts' },
  },
})
