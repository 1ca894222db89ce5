/**
 * Serves the built pages as docket does: same content policy, the page for every address that is no file. `api` answers what starts with
 * `/api/`: a function of method, path and body that returns `[status, body]`.
 */
import { createServer } from 'node:http'
import { createReadStream, existsSync, statSync } from 'node:fs'
import { extname, join, normalize } from 'node:path'

const TYPES = { '.html': 'text/html; charset=utf-8', '.js': 'text/javascript', '.css': 'text/css', '.svg': 'image/svg+xml', '.png': 'image/png' }
const POLICY = "default-src 'self'; img-src 'self' blob:; style-src 'self' 'unsafe-inline'; frame-ancestors 'none'; base-uri 'none'; form-action 'self'"

async function bodyOf(request) {
  let text = ''
  for await (const chunk of request) text += chunk
  try {
    return text ? JSON.parse(text) : undefined
  } catch {
    return text
  }
}

async function answer(request, response, api) {
  const [status, body] = api(request.method, request.url, await bodyOf(request), request.headers)
  const type = status >= 400 ? 'application/problem+json' : 'application/json'
  response.writeHead(status, { 'Content-Type': type, 'Cache-Control': 'no-store' })
  response.end(body === undefined ? '' : JSON.stringify(body))
}

export function serve(folder, api = () => [404, { status: 404, code: 'not_there', title: '没有', detail: '', mark: '' }]) {
  const server = createServer((request, response) => {
    if (request.url.startsWith('/api/')) return void answer(request, response, api)
    const path = normalize(decodeURIComponent(new URL(request.url, 'http://x').pathname)).replace(/^(\.\.[/\\])+/, '')
    let file = join(folder, path)
    if (!existsSync(file) || statSync(file).isDirectory()) file = join(folder, 'index.html')
    response.writeHead(200, { 'Content-Type': TYPES[extname(file)] ?? 'application/octet-stream', 'Content-Security-Policy': POLICY, 'X-Content-Type-Options': 'nosniff' })
    createReadStream(file).pipe(response)
  })
  return new Promise((resolve) => {
    server.listen(0, '127.0.0.1', () => {
      const base = `http://127.0.0.1:${server.address().port}`
      resolve({ base, close: () => new Promise((done) => { server.closeAllConnections?.(); server.close(done) }) })
    })
  })
}
