// A server that knows one matter (case_fixtures.mjs). Tests say who is signed in and which answers differ; what pages ask and what is answered is
// held against the contract. Pictures are drawn here, because the static server speaks JSON only.
import { faultsOfAnswer, faultsOfRequest, routeOf } from './contract.mjs'
import * as fx from './case_fixtures.mjs'
import { serve } from './static_server.mjs'

export const problem = (status, code, title, more = {}) => [status, { status, code, title, detail: more.detail ?? '请看过最新内容后再试。', mark: '8F3A', ...more }]
/** The tests' refusals appear in the console of every browser. */
export const REFUSALS = [/status of (401|403|404|409|410|422|429|500|502|503|504)/, /net::ERR_/]

function usual(house) {
  return {
    'GET /about': () => [200, fx.about],
    'GET /session': () => [200, fx.session(house.role)],
    'GET /changes': () => [200, fx.changes(house.events.length ? 41 + house.given++ : 40, house.events.splice(0))],
    'GET /words': () => [200, fx.words],
    'POST /searches': () => [200, { id: 's7k2', total: 1 }],
    'GET /searches/{search}/hits': () => [200, fx.found(1)],
    'GET /arrivals/{arrival}/places': () => [200, fx.places],
    'GET /cases': () => [200, fx.cases(6)],
    'GET /cases/{case}': ({ values }) => [200, { ...fx.caseView(house.stage), number: values.case }],
    'POST /cases/{case}/acts': ({ body }) => [200, fx.receipt(body.act, house.stage, house.stage, fx.people[house.role])],
    'GET /cases/{case}/receipts/{event}': ({ values }) => [200, { ...fx.receipt('sign_off', 'at_counsel', 'signed_off', fx.people.lawyer, { title: '信访事项复查意见书', draft_version: 4, conclusion: 'agree' }), case: values.case, event: Number(values.event) }],
    'GET /cases/{case}/duplicates': () => [200, fx.duplicates()],
    'POST /cases/{case}/looks': ({ body }) => [200, { value: { name: '张喆堃', id_number: '350205199001280395', phone: '13900020115', address: '温厝路218号' }[body.field] }],
    'GET /reviews/{case}/lease': () => [200, {}],
    'POST /reviews/{case}/lease': () => [200, { held_by: fx.people.lawyer, held_until: fx.at('2026-06-13 10:00') }],
    'GET /cases/{case}/form': () => [200, fx.form()],
    'PUT /cases/{case}/form': ({ body }) => [200, { version: body.version + 1, at: fx.at('2026-06-10 10:02'), by: '陈志远' }],
    'POST /cases/{case}/preview': () => [200, fx.preview(`p${++house.drawn}`)],
    'POST /cases/{case}/answers': ({ body }) => [200, { findings: fx.findings.map((one) => (one.key === body.key ? { ...one, open: body.verdict === 'uphold', answers: [{ by: fx.people[house.role], verdict: body.verdict, reason: body.reason, at: fx.at('2026-06-10 10:03') }] } : one)) }],
    'POST /cases/{case}/proofs': () => [200, { digest: 'a3f0c7d219b4e86f5a10c2d7e94b3f6812d05c9ae7b143f86d20c5e91ab7f430' }],
    'GET /cases/{case}/documents/{key}': () => [200, fx.documentPages],
    'GET /reviews': () => [200, fx.reviews()],
    'GET /reviews/{case}/parties': () => [200, fx.parties()],
    'GET /reviews/{case}': () => [200, fx.reviewFile()],
    'GET /approvals': () => [200, fx.approvals()],
  }
}

/** `house.on('GET /cases', () => [200, …])` changes an answer until `house.reset()`. A promise as answer keeps the page waiting. */
export async function openHouse(folder) {
  const house = {
    role: 'clerk',
    stage: 'drafted',
    down: false,
    given: 0,
    drawn: 0,
    events: [],
    asked: [],
    faults: [],
    changed: {},
    on: (name, answer) => void (house.changed[name] = answer),
    reset: () => Object.assign(house, { role: 'clerk', stage: 'drafted', down: false, given: 0, drawn: 0, events: [], asked: [], faults: [], changed: {} }),
    /** What pages sent to a route, newest last. */
    sent: (name) => house.asked.filter((one) => one.name === name),
  }
  const api = (method, url, body, headers) => {
    const at = new URL(url, 'http://x')
    if (house.down) return problem(503, 'server.down', '服务器正在重启')
    const found = routeOf(method, at.pathname)
    if (!found) {
      house.faults.push(`${method} ${at.pathname} is not in the contract`)
      return problem(404, 'http.not_found', '没有')
    }
    const name = `${method} ${found.path}`
    house.asked.push({ name, values: found.values, body, query: at.searchParams, headers })
    house.faults.push(...faultsOfRequest(found, { query: at.searchParams, headers, body }).map((fault) => `${name} asked: ${fault}`))
    const answer = (house.changed[name] ?? usual(house)[name] ?? (() => problem(404, 'http.not_found', '没有')))({ values: found.values, body, query: at.searchParams })
    house.faults.push(...faultsOfAnswer(found, answer[0], answer[1]).map((fault) => `${name} answered: ${fault}`))
    return answer
  }
  const server = await serve(folder, api)
  return Object.assign(house, { base: server.base, close: server.close })
}

/** Draws letter and document pages. `lost` names document pages that cannot be had. */
export async function drawPages(page, lost = []) {
  const svg = (body) => ({ status: 200, contentType: 'image/svg+xml', body })
  await page.route(/\/api\/v1\/pages\/(\d+)\/picture/, (route) => route.fulfill(svg(fx.letterPicture(Number(/pages\/(\d+)/.exec(route.request().url())[1]) - 70))))
  await page.route(/\/(documents\/\w+|previews\/\w+)\/pages\/(\d+)$/, (route) => {
    const n = Number(/(\d+)$/.exec(route.request().url())[1])
    return lost.includes(n) ? route.fulfill({ status: 404, body: '' }) : route.fulfill(svg(fx.pagePicture(n)))
  })
}
