import { execFileSync } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { fileURLToPath } from 'node:url'
import { chromiumPath } from '@gruppetto/testing'
import { type Browser, chromium, type Page } from 'playwright-core'
import { openApi } from '../../demo/api.ts'
import { type Athlete, follow, signUp, uploaded } from '../athletes.ts'
import type { Sheet } from '../figures.ts'
import type { BenchOptions } from '../options.ts'
import { shortRide, sixHourRide } from '../recordings.ts'
import { framesOf, type TraceEvent } from '../trace.ts'
import type { World } from '../world.ts'

const root = fileURLToPath(new URL('../../../../', import.meta.url))
const WIDE = { width: 1440, height: 900 }
const CATEGORIES = [
  ...['devtools.timeline', 'disabled-by-default-devtools.timeline', 'disabled-by-default-devtools.timeline.frame'],
  ...['cc', 'benchmark', 'toplevel'],
]
/** About a frame of a screen. */
const BETWEEN_MOVES_MS = 16
const FRAME_MS = 1_000 / 60

const signedUp = async (world: World): Promise<Athlete & { readonly email: string; readonly password: string }> => {
  const handle = `bench_${randomBytes(5).toString('hex')}`
  const [email, password] = [`${handle}@example.org`, randomBytes(12).toString('hex')]
  const query = 'mutation ($input: SignUpInput!) { signUp(input: $input) { accessToken viewer { athlete { id } } } }'
  const input = { email, password, handle, displayName: `Rider ${handle.slice(6)}`, timeZone: 'Europe/Zurich' }
  const { signUp } = await openApi(world.url).ask<{
    signUp: { accessToken: string; viewer: { athlete: { id: string } } }
  }>(query, { input })
  const token = signUp.accessToken
  return { id: signUp.viewer.athlete.id, handle, token, api: openApi(world.url, token), email, password }
}

const openPage = async (browser: Browser, world: World): Promise<Page> => {
  const { origin } = new URL(world.url)
  const context = await browser.newContext({ baseURL: origin, locale: 'en-GB', reducedMotion: 'reduce', viewport: WIDE })
  const page = await context.newPage()
  page.setDefaultTimeout(120_000)
  return page
}

/** Waits until nothing of a screen is on its way. */
const whole = async (page: Page): Promise<void> => {
  await page.locator('main h1').first().waitFor({ state: 'attached' })
  while ((await page.locator('.bone').count()) > 0) await page.waitForTimeout(50)
}

/** Moves the mouse back and forth over a box, a step a frame. */
const sweep = async (page: Page, { x, y, width, height }: Box, moves: number): Promise<void> => {
  for (let move = 0; move < moves; move += 1) {
    const along = Math.abs(((move / 60) % 2) - 1)
    const next = page.waitForTimeout(BETWEEN_MOVES_MS)
    await page.mouse.move(x + width * (0.05 + 0.9 * along), y + height * (0.3 + 0.4 * along))
    await next
  }
}

interface Box {
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
}

const boxOf = async (page: Page, selector: string): Promise<Box> => {
  const part = page.locator(selector).first()
  await part.scrollIntoViewIfNeeded()
  const box = await part.boundingBox()
  if (box === null) throw new Error(`the page has no ${selector}`)
  return box
}

/** Puts what the browser's own trace says of the frames while something was done. */
const traced = async (page: Page, sheet: Sheet, group: string, work: () => Promise<void>): Promise<void> => {
  const browser = page.context().browser()
  if (browser === null) throw new Error('the browser is gone')
  await browser.startTracing(page, { categories: CATEGORIES })
  await work()
  const { traceEvents } = JSON.parse((await browser.stopTracing()).toString()) as { traceEvents: readonly TraceEvent[] }
  const { shown, dropped, tasksMs, cpuMs, spanMs } = framesOf(traceEvents)
  const sum = tasksMs.reduce((all, ms) => all + ms, 0)
  sheet.put(group, 'frames', ((shown + dropped) * 1_000) / spanMs, 'a second')
  sheet.put(group, 'dropped of them', (dropped / Math.max(1, shown + dropped)) * 100, '%')
  sheet.put(group, 'the main thread is busy', (sum / spanMs) * 100, '%')
  sheet.put(group, 'its tasks that take longer than a frame', tasksMs.filter((ms) => ms > FRAME_MS).length, 'times')
  sheet.put(group, 'its longest task', Math.max(0, ...tasksMs), 'ms')
  sheet.durations(
    group,
    'CPU of the main thread for a frame',
    cpuMs.map(({ all }) => all),
  )
  sheet.durations(
    group,
    'script of it',
    cpuMs.map(({ script }) => script),
  )
  const within = cpuMs.filter(({ all }) => all <= FRAME_MS).length
  sheet.put(group, 'frames whose CPU is within a sixtieth of a second', (within / Math.max(1, cpuMs.length)) * 100, '%')
}

/** A page that does nothing but put a line under the cursor: what this machine can do. */
const PLAIN = `<body style="margin:0"><div id="line" style="position:absolute;inset-block:0;inline-size:1px;background:#000"></div>`
const FOLLOW = `addEventListener('mousemove', ({ clientX }) => { document.getElementById('line').style.transform = 'translateX(' + clientX + 'px)' })`

const onPlainPage = async (browser: Browser, sheet: Sheet, moves: number): Promise<void> => {
  const page = await (await browser.newContext({ viewport: WIDE })).newPage()
  await page.setContent(PLAIN)
  await page.evaluate(FOLLOW)
  await traced(page, sheet, 'a plain page with a line under the cursor', () => sweep(page, { x: 0, y: 0, ...WIDE }, moves))
  await page.context().close()
}

const onRide = async (browser: Browser, world: World, sheet: Sheet, activityId: string, moves: number): Promise<void> => {
  const page = await openPage(browser, world)
  await page.goto(`/activities/${encodeURIComponent(activityId)}`)
  await whole(page)
  await page.locator('.chart canvas').first().waitFor()
  const charts = await boxOf(page, '.charts .u-over')
  await traced(page, sheet, 'the cursor over the charts of six hours', () => sweep(page, charts, moves))
  await traced(page, sheet, 'a stretch is drawn over, and shown larger', async () => {
    await page.mouse.move(charts.x + charts.width * 0.4, charts.y + charts.height / 2)
    await page.mouse.down()
    await page.mouse.move(charts.x + charts.width * 0.6, charts.y + charts.height / 2, { steps: 20 })
    await page.mouse.up()
    await page.waitForTimeout(1_000)
  })
  await page.locator('.maplibregl-canvas').first().waitFor()
  const map = await boxOf(page, '.recording-map')
  await traced(page, sheet, 'the cursor over the map', () => sweep(page, map, moves))
  await traced(page, sheet, 'the map is zoomed', async () => {
    await page.mouse.move(map.x + map.width / 2, map.y + map.height / 2)
    await page.keyboard.down('Control')
    for (let turn = 0; turn < 10; turn += 1) await page.mouse.wheel(0, turn < 5 ? -120 : 120)
    await page.keyboard.up('Control')
    await page.waitForTimeout(1_000)
  })
  await page.context().close()
}

const OBSERVE = `
  globalThis.benchShift = 0
  globalThis.benchPaints = new Map()
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries()) if (!entry.hadRecentInput) globalThis.benchShift += entry.value
  }).observe({ type: 'layout-shift', buffered: true })
  new PerformanceObserver((list) => {
    for (const { interactionId, duration } of list.getEntries())
      if (interactionId > 0) benchPaints.set(interactionId, Math.max(duration, benchPaints.get(interactionId) ?? 0))
  }).observe({ type: 'event', durationThreshold: 16, buffered: true })
`

/** How long it takes from a press until what it did was painted, as the browser has it: in steps of 8 ms, and 16 at least. */
const pressed = async (page: Page, press: () => Promise<void>): Promise<number> => {
  await page.evaluate('benchPaints.clear()')
  await press()
  await page.waitForTimeout(500)
  return Number(await page.evaluate('Math.max(16, ...benchPaints.values())'))
}

interface Ride {
  readonly rider: Athlete
  readonly activityId: string
}

const onScreens = async (
  browser: Browser,
  world: World,
  sheet: Sheet,
  { rider, activityId }: Ride,
  times: number,
): Promise<void> => {
  const reader = await signedUp(world)
  await follow(reader, rider)
  await world.platform.rest()
  const page = await openPage(browser, world)
  await page.addInitScript(OBSERVE)
  await page.goto('/sign-in')
  await page.getByLabel('E-mail address').fill(reader.email)
  await page.getByLabel('Password').fill(reader.password)
  await page.getByRole('button', { name: 'Sign in' }).click()
  await page.locator('.feed-card').first().waitFor()
  const shifts: (readonly [screen: string, path: string])[] = [
    ['home', '/'],
    ['an activity', `/activities/${encodeURIComponent(activityId)}`],
  ]
  for (const [screen, path] of shifts) {
    await page.goto(path)
    await whole(page)
    await page.waitForTimeout(1_500)
    sheet.put('the layout shift (CLS) while nobody presses anything', `${screen}`, Number(await page.evaluate('benchShift')), '')
  }
  const group = 'from a press to the next paint'
  const kudos: number[] = []
  const opened: number[] = []
  const axis: number[] = []
  await page.goto('/')
  await whole(page)
  for (let time = 0; time < times; time += 1)
    kudos.push(await pressed(page, () => page.locator('.feed-card button.reaction[aria-pressed]').first().click()))
  for (let time = 0; time < times; time += 1) {
    opened.push(await pressed(page, () => page.locator('.feed-body h2 a').first().click()))
    await page.locator('.chart canvas').first().waitFor()
    // The map begins meanwhile, which is not what is measured.
    await page.locator('.maplibregl-canvas').first().waitFor()
    await page.waitForTimeout(1_500)
    for (const name of ['By time', 'By distance'])
      axis.push(await pressed(page, () => page.getByRole('button', { name, exact: true }).first().click()))
    await page.goBack()
    await page.locator('.feed-card').first().waitFor()
  }
  sheet.durations(group, 'kudos', kudos)
  sheet.durations(group, 'opening an activity', opened)
  sheet.durations(group, 'charts by time and by distance', axis)
  await page.context().close()
}

/** Builds the app where its sources have changed. A platform serves the files that it found at its start, so this comes before it. */
export const buildApp = (): void => {
  if (chromiumPath === undefined) return
  execFileSync(process.execPath, ['web/build/build.mjs'], { cwd: root, stdio: 'ignore' })
}

/**
 * Measures the web app in a real browser: frames while the cursor goes over the charts and the map of a six-hour ride, beside those of a page that
 * does nothing else; what presses take until the next paint; how much the screens shift. Without a Chromium it says so.
 */
export const web = async (world: World, sheet: Sheet, { quick, full }: BenchOptions): Promise<void> => {
  if (chromiumPath === undefined) {
    world.say('web needs a Chromium: install it, or set CHROMIUM_PATH')
    return
  }
  const rider = await signUp(world.url)
  await uploaded(rider, 'short.gpx', shortRide(Date.now() - 7_200_000))
  const activityId = await uploaded(rider, 'six-hours.fit', sixHourRide())
  await world.platform.rest()
  const browser = await chromium.launch({
    executablePath: chromiumPath,
    args: ['--no-sandbox', '--use-angle=swiftshader', '--enable-unsafe-swiftshader'],
  })
  try {
    const moves = quick ? 20 : full ? 1_200 : 300
    await onPlainPage(browser, sheet, moves)
    await onRide(browser, world, sheet, activityId, moves)
    await onScreens(browser, world, sheet, { rider, activityId }, quick ? 1 : 10)
  } finally {
    await browser.close()
  }
}
