/** The register and the page of a case in every state. Needs `web/dist` (`npm run build` in `web/`). */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { house, holds, inView, N, never, open, sees, text, wait } from './case_desk.mjs'
import * as fx from './case_fixtures.mjs'
import { problem } from './case_server.mjs'
import { assertKeyboardWalk, counting } from './harness.mjs'

// ---------------------------------------- 台账

test('The register lists cases with their clocks and its total is a link to itself', async (t) => {
  const page = await open(t, 'clerk', '/register?due=open')
  await sees(page, '张喆堃')
  assert.equal(await page.locator('tbody tr').count(), 6)
  assert.match(await page.getByRole('link', { name: '共 6 件' }).getAttribute('href'), /due=open/)
  assert.equal(await page.title(), '信访事项 · docket')
  await holds(page, 'register')
  await assertKeyboardWalk(page, 'register')
})

test('A filter of the register is a chip that goes with one press, and the query is the one of the list', async (t) => {
  const page = await open(t, 'clerk', '/register')
  await page.getByLabel('状态').selectOption('accepted')
  await page.getByLabel('状态').selectOption('drafted')
  await page.getByLabel('期限').selectOption('overdue')
  await sees(page, '清除筛选')
  await page.waitForURL(/stage=accepted,drafted|stage=accepted%2Cdrafted/)
  await wait(page, 200)
  const asked = house.sent('GET /cases').at(-1).query
  assert.equal(asked.get('stage'), 'accepted,drafted')
  assert.equal(asked.get('due'), 'overdue')
  await page.getByRole('button', { name: '去掉条件 超期' }).click()
  await page.waitForURL((url) => !url.search.includes('due'))
  await holds(page, 'register_filtered')
})

test('An empty register says what it is for, an empty filter gives one way out', async (t) => {
  house.on('GET /cases', () => [200, { rows: [], total: 0 }])
  const page = await open(t, 'clerk', '/register')
  await sees(page, '还没有信访事项。信件核校登记后出现在这里。')
  await holds(page, 'register_empty')
  await page.goto('/register?due=overdue&organ=street-xinyang')
  await sees(page, '没有符合“厦门市海沧区人民政府新阳街道办事处 + 超期”的事项。')
  await holds(page, 'register_no_match')
  await page.getByRole('button', { name: '清除筛选' }).last().click()
  await page.waitForURL((url) => url.search === '')
})

test('The register shows a skeleton while it reads and an error that stays', async (t) => {
  const page = await open(t, 'clerk', '/register')
  await page.route('**/api/v1/cases?*', never)
  await page.goto('/register?due=week')
  await page.waitForSelector('.bone')
  await holds(page, 'register_reading')
  await page.unroute('**/api/v1/cases?*')
  house.on('GET /cases', () => problem(500, 'store.broken', '台账没有读到'))
  await page.goto('/register')
  await sees(page, '台账没有读到')
  await sees(page, 'store.broken · 8F3A')
  await holds(page, 'register_error')
})

test('A search never writes its words into the address, and an expired one says so', async (t) => {
  house.on('GET /cases', ({ query }) => [200, query.get('search') ? { rows: fx.caseRows(1), total: 1 } : fx.cases(6)])
  const page = await open(t, 'clerk', '/register')
  await page.getByRole('searchbox', { name: '关键词' }).fill('张喆堃')
  await page.keyboard.press('Enter')
  await page.waitForURL(/search=s7k2/)
  assert.ok(!decodeURIComponent(page.url()).includes('张'))
  assert.deepEqual(house.sent('POST /searches').at(-1).body, { words: '张喆堃' })
  await page.waitForSelector('mark')
  assert.equal(await page.locator('td mark').innerText(), '张喆堃')
  await holds(page, 'register_search')
  house.on('GET /cases', () => problem(404, 'search.expired', '这次搜索已过期，请重新输入搜索内容。'))
  await page.goto('/register?search=old')
  await sees(page, '这次查找已经过期')
  await page.getByRole('button', { name: '重新查找' }).click()
  assert.ok(await page.getByRole('searchbox', { name: '关键词' }).evaluate((box) => box === document.activeElement))
  await holds(page, 'register_search_gone')
})

test('Task 5: a case is found by name and opened with three presses and the name', async (t) => {
  const page = await open(t, 'clerk', '/register')
  const hand = counting(page)
  await hand.press('/')
  await hand.name('张喆堃')
  await hand.press('Enter')
  await page.waitForURL(/\/search\?search=/)
  await page.waitForSelector('.found mark')
  await page.waitForFunction(() => document.activeElement?.closest('[data-found]')) // the hand follows the results
  await hand.press('Enter')
  await page.waitForURL(/\/cases\/LX350205202605070001K/)
  assert.equal(hand.total, 3)
})

test('Going back brings the same filter, page and row', async (t) => {
  house.on('GET /cases', ({ query }) => [200, { rows: fx.caseRows(50).slice(0, 50), total: 120, ...(query.get('offset') === '50' ? {} : {}) }])
  const page = await open(t, 'clerk', '/register?due=open&page=2')
  await page.waitForSelector('tbody tr')
  await page.keyboard.press('j')
  for (let i = 0; i < 29; i++) await page.keyboard.press('j')
  const before = await page.evaluate(() => ({ row: document.activeElement.dataset.index, top: document.querySelector('.scroller').scrollTop }))
  await page.keyboard.press('Enter')
  await page.waitForURL(/\/cases\//)
  await page.goBack()
  await page.waitForURL(/due=open&page=2/)
  await page.waitForFunction(() => document.activeElement?.tagName === 'TR')
  const now = await page.evaluate(() => ({ row: document.activeElement.dataset.index, top: document.querySelector('.scroller').scrollTop }))
  assert.equal(now.row, before.row)
  assert.ok(Math.abs(now.top - before.top) < 40, `scrolled to ${now.top}, was at ${before.top}`)
})

test('Brackets walk the list a case was opened from', async (t) => {
  const page = await open(t, 'clerk', '/register?due=open')
  await page.keyboard.press('j')
  await page.keyboard.press('Enter')
  await page.waitForURL(/cases\/LX350205202605070001K/)
  await sees(page, '1/6')
  await page.keyboard.press(']')
  await page.waitForURL(/cases\/LX350205202604280007K/)
  await sees(page, '2/6')
  await page.keyboard.press('[')
  await page.waitForURL(/cases\/LX350205202605070001K/)
  await page.reload() // the list is asked again by its address
  await sees(page, '1/6')
})

test('Space previews a case beside the list', async (t) => {
  const page = await open(t, 'clerk', '/register')
  await page.waitForSelector('tbody tr')
  await page.keyboard.press('j')
  await page.keyboard.press('Space')
  await sees(page, '最近三件事')
  await holds(page, 'register_preview')
  await page.keyboard.press('j')
  await page.waitForURL(/peek=LX350205202604280007K/)
  await page.keyboard.press('Space')
  await page.waitForSelector('aside.peek', { state: 'detached' })
})

test('Updates wait above the register instead of moving it', async (t) => {
  const page = await open(t, 'clerk', '/register')
  await page.waitForSelector('tbody tr')
  house.events = [{ kind: 'case', id: N, n: 41 }]
  await sees(page, '有 1 条更新').catch(() => wait(page, 2500))
  await page.locator('.news').waitFor({ timeout: 8000 })
  await holds(page, 'register_news')
})

// ---------------------------------------- 事项页

test('The case page starts with its clock and says why it ends that day', async (t) => {
  const page = await open(t, 'clerk', `/cases/${N}`)
  await sees(page, '复查期限 30日')
  assert.equal(await page.title(), `${N} · 信访事项 · docket`)
  await inView(page, '[data-main]', 'case')
  await holds(page, 'case')
  await page.keyboard.press('d')
  await sees(page, '起算：2026-05-13 受理复查申请，当日不计。')
  await holds(page, 'case_why')
  await page.keyboard.press('Escape')
  await assertKeyboardWalk(page, 'case')
})

test('What the state does not allow stands under the menu with its reason', async (t) => {
  const page = await open(t, 'clerk', `/cases/${N}`)
  await page.getByRole('button', { name: '更多' }).click()
  await sees(page, '须先由法律顾问审核、领导批准。')
  await holds(page, 'case_more')
})

test('Accepting sends only what was put right, and refuses in words', async (t) => {
  const page = await open(t, 'clerk', `/cases/${N}`, { stage: 'registered' })
  await page.getByRole('button', { name: /受理 Ctrl/ }).click()
  await sees(page, '将出具受理告知书并编号')
  await holds(page, 'case_accept')
  await page.getByLabel('请求 2').fill('责令被申请人对温厝路北段雨水管进行清淤')
  await page.getByRole('textbox', { name: '姓名' }).fill('')
  await wait(page, 450)
  await page.keyboard.press('Control+Enter')
  await sees(page, '请填写信访人 1 的姓名。')
  await holds(page, 'case_accept_refused')
  await page.getByRole('textbox', { name: '姓名' }).fill('张喆堃')
  await page.keyboard.press('Control+Enter')
  await page.waitForSelector('dialog[open]', { state: 'detached' })
  const { body } = house.sent('POST /cases/{case}/acts').at(-1)
  assert.equal(body.act, 'accept')
  assert.deepEqual(Object.keys(body.input), ['claims'])
  assert.equal(body.input.claims[1], '责令被申请人对温厝路北段雨水管进行清淤')
})

test('A second Enter meant for the page does not carry out an act', async (t) => {
  const page = await open(t, 'clerk', `/cases/${N}`, { stage: 'registered' })
  await page.getByRole('button', { name: /受理 Ctrl/ }).focus()
  await page.keyboard.press('Enter')
  await page.keyboard.press('Enter')
  await page.keyboard.press('Control+Enter')
  await wait(page, 200)
  assert.equal(house.sent('POST /cases/{case}/acts').length, 0)
})

test('Declining wants a ground, the reason and the way, and keeps them when somebody was faster', async (t) => {
  house.on('POST /cases/{case}/acts', () => problem(409, 'case.stale', '已有变动', { by: '黄雅婷', at: fx.at('2026-06-10 09:58') }))
  const page = await open(t, 'clerk', `/cases/${N}`, { stage: 'registered' })
  await page.getByRole('button', { name: '更多' }).click()
  await page.getByRole('button', { name: '不予受理' }).click()
  await wait(page, 450)
  const press = () => page.keyboard.press('Control+Enter')
  await press()
  await sees(page, '请选择不予受理的情形。')
  await holds(page, 'case_decline')
  await page.getByRole('radio', { name: /不适用复查/ }).check()
  await sees(page, '告知书将写：不适用复查、复核的情形。')
  await sees(page, '依据 《信访工作条例》第三十一条')
  await press()
  await sees(page, '请写明理由，至少两个字。')
  await page.getByLabel('本案的理由').fill('原答复是履行职责的答复')
  await press()
  await sees(page, '请写明可以向哪个机关、按什么途径提出。')
  await page.getByLabel('可以向哪个机关').fill('请申请行政复议')
  await press()
  await sees(page, '黄雅婷 06-10 09:58 已先办理。')
  await holds(page, 'case_decline_stale')
  assert.equal(await page.getByLabel('本案的理由').inputValue(), '原答复是履行职责的答复')
  assert.deepEqual(house.sent('POST /cases/{case}/acts').at(-1).body.input, { ground: 'F1', reason: '原答复是履行职责的答复', way: '请申请行政复议' })
})

test('A missed period is a ground only with the proof of service it ran from', async (t) => {
  const page = await open(t, 'clerk', `/cases/${N}`, { stage: 'registered' })
  await page.getByRole('button', { name: '更多' }).click()
  await page.getByRole('button', { name: '不予受理' }).click()
  await wait(page, 450)
  await sees(page, '申请期限没有起算')
  await page.getByRole('radio', { name: /逾期申请复查/ }).check()
  await page.getByLabel('本案的理由').fill('收到意见后四十日才申请')
  await page.keyboard.press('Control+Enter')
  await sees(page, '请写明原意见的送达方式、日期和证明。')
  await page.getByLabel('送达方式').selectOption('post')
  await page.getByLabel('送达日期').fill('2026-04-29')
  await page.getByLabel('回证编号或者邮件单号').fill('EMS 1（虚构）')
  await page.getByLabel('信封邮戳日期').fill('2026-06-08')
  await holds(page, 'case_decline_late')
  await page.getByLabel('本案的理由').focus()
  await page.keyboard.press('Control+Enter')
  await page.waitForSelector('dialog[open]', { state: 'detached' })
  assert.deepEqual(house.sent('POST /cases/{case}/acts').at(-1).body.input, {
    ground: 'F2', reason: '收到意见后四十日才申请', posted_on: '2026-06-08', handling: { service: { mode: 'post', on: '2026-04-29', proof: 'EMS 1（虚构）' } },
  })
})

test('A clerk marks an informant report with whom it is against, and the page shows the lock', async (t) => {
  const matter = { class: '', accused: [], proposed: 'report' }
  const against = [{ name: '', organ: 'street-haicang', person: '' }]
  house.on('GET /cases/{case}', ({ values }) => [200, { ...fx.caseView('registered', { matter }), number: values.case }])
  house.on('PUT /cases/{case}/matter', ({ values, body }) => {
    Object.assign(matter, { class: body.matter, proposed: '', accused: body.accused.map((one) => ({ ...one, organ_name: '厦门市海沧区人民政府海沧街道办事处' })) })
    return [200, { case: values.case, version: body.version + 1 }]
  })
  const page = await open(t, 'clerk', `/cases/${N}`, { stage: 'registered' })
  await sees(page, '来件有检举控告的字样，请核对后标明。')
  await page.getByRole('button', { name: '标明类别' }).click()
  await wait(page, 450)
  assert.ok(await page.getByRole('radio', { name: '检举控告' }).isChecked(), 'what the words make likely is offered')
  await page.keyboard.press('Control+Enter')
  await sees(page, '请写明检举控告的是谁：姓名或者单位。')
  await holds(page, 'case_matter_refused')
  await page.getByRole('combobox', { name: /所在单位/ }).click()
  await page.keyboard.type('海沧街道')
  await page.keyboard.press('Enter')
  await holds(page, 'case_matter')
  await page.keyboard.press('Control+Enter')
  await page.waitForSelector('dialog[open]', { state: 'detached' })
  assert.deepEqual(house.sent('PUT /cases/{case}/matter').at(-1).body, { version: 14, matter: 'report', accused: against })
  await sees(page, '被检举控告：厦门市海沧区人民政府海沧街道办事处')
  await sees(page, '检举控告', '.locked')
  await holds(page, 'case_matter_report')
})

test('Transferring names an organ of the register', async (t) => {
  const page = await open(t, 'clerk', `/cases/${N}`, { stage: 'registered' })
  await page.getByRole('button', { name: '更多' }).click()
  await page.getByRole('button', { name: '转送' }).click()
  await page.getByRole('combobox', { name: '转送哪个机关' }).click()
  await page.keyboard.type('教育')
  await sees(page, '厦门市海沧区教育局')
  await holds(page, 'case_transfer')
  await page.keyboard.press('Enter')
  await wait(page, 450)
  await page.keyboard.press('Control+Enter')
  await page.waitForSelector('dialog[open]', { state: 'detached' })
  assert.deepEqual(house.sent('POST /cases/{case}/acts').at(-1).body.input, { organ: 'education' })
})

test('A case that is not there and one that is not mine read alike', async (t) => {
  for (const status of [404, 403]) {
    house.on('GET /cases/{case}', () => problem(status, 'http.not_found', '没有'))
    const page = await open(t, 'clerk', `/cases/${N}`)
    await sees(page, '没有这个页面，或您无权查看。')
    await holds(page, `case_hidden_${status}`)
  }
})

test('A case shows particulars of people for half a minute only', async (t) => {
  house.on('GET /cases/{case}', () => [200, fx.caseView('drafted', { applicants: [{ name: '张喆堃', sex: '男', id_kind: 'resident_id', id_kind_word: '居民身份证', id_number: '350205199001280395', phone: '13900020115', address: '温厝路218号', masked: false }] })])
  const page = await open(t, 'clerk', `/cases/${N}`)
  assert.ok(!(await text(page)).includes('350205199001280395'))
  await page.getByRole('button', { name: '显示证件号 30 秒' }).click()
  await sees(page, '350205199001280395')
  assert.ok(!(await text(page)).includes('13900020115'), 'one field a press')
  assert.deepEqual(house.sent('POST /cases/{case}/looks').map((one) => one.body), [{ applicant: 1, field: 'id_number' }])
  await holds(page, 'case_revealed')
})

test('A document and a page of the letter open at full width', async (t) => {
  const page = await open(t, 'clerk', `/cases/${N}/papers/draft`, { lost: [2] })
  await sees(page, '第 2 页没有读到。')
  await holds(page, 'papers_document')
  await page.goto(`/cases/${N}/papers/letter?page=2`)
  await page.getByRole('link', { name: '2', exact: true }).waitFor()
  await holds(page, 'papers_letter')
})
