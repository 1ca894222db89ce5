/**
 * A provider of identities that is not ours (oidc-provider of npm, certified by the OpenID Foundation), on `localhost` while docket is on 127.0.0.1:
 * two sites, as a browser sees them. Whoever types a name there is it. Invented people only.
 */
import { createServer } from 'node:http'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { root } from './harness.mjs'

const fromWeb = createRequire(join(root, 'web/package.json'))
export const CLIENT = 'docket-of-the-tests'
export const SECRET = 'an invented secret: of the tests'

/** `serve(base)` once docket's own address is known; the issuer is known at once. */
export async function openProvider() {
  const { default: Provider } = await import(pathToFileURL(fromWeb.resolve('oidc-provider')))
  const server = createServer()
  await new Promise((resolve) => server.listen(0, 'localhost', resolve))
  const issuer = `http://localhost:${server.address().port}`

  function serve(base) {
    const provider = new Provider(issuer, {
      clients: [{ client_id: CLIENT, client_secret: SECRET, redirect_uris: [`${base}/login/back`], grant_types: ['authorization_code'], response_types: ['code'] }],
      cookies: { keys: ['of the tests'] },
      features: { devInteractions: { enabled: true } },
      findAccount: (_, id) => ({ accountId: id, claims: () => ({ sub: id }) }),
      pkce: { required: () => true, methods: ['S256'] },
    })
    server.on('request', provider.callback())
  }
  const close = () => {
    server.closeAllConnections()
    return new Promise((resolve) => server.close(resolve))
  }
  return { issuer, serve, close }
}

/** What a person does there, until the browser is back: signs in, and agrees. Its page asks for a typeface from elsewhere, which is not there. */
export async function signInThere(page, who) {
  await page.waitForSelector('[name=login]')
  await page.fill('[name=login]', who)
  await page.fill('[name=password]', 'anything')
  await page.keyboard.press('Enter')
  await page.getByRole('button', { name: 'Continue' }).click()
}
