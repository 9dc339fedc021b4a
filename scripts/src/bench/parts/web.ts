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
import { framesOf, pressOf, type TraceEvent } from '../trace.ts'
import type { World } from '../world.ts'
import {
  BUTTON_PAGE,
  type CanvasSize,
  COUNT_PRESSES,
  canvasesPage,
  drawCanvases,
  FOLLOW_LINE,
  LINE_PAGE,
  STILL,
  type Still,
  stillPage,
  toggleOn,
} from '../yardsticks.ts'

const root = fileURLToPath(new URL('../../../../', import.meta.url))
const WIDE = { width: 1440, height: 900 }
const CATEGORIES = [
  ...['devtools.timeline', 'disabled-by-default-devtools.timeline', 'disabled-by-default-devtools.timeline.frame'],
  ...['cc', 'benchmark', 'toplevel'],
]
/**
 * As Chromium is on a machine without a GPU, whatever the machine has: it draws pages on the processor, and only the map by an emulated GPU. Without
 * the third of these the pages are drawn by the emulated GPU too, which takes several times as long, and which no browser does.
 */
const BROWSER_ARGS = ['--no-sandbox', '--use-angle=swiftshader', '--enable-unsafe-swiftshader', '--disable-gpu-compositing']
const PATIENCE_MS = 120_000
/** About a frame of a screen. */
const BETWEEN_MOVES_MS = 16
const FRAME_MS = 1_000 / 60
/** As many samples as the app asks for to draw a whole recording. */
const CHART_POINTS = 1_200
/** A task that takes longer holds up who presses something meanwhile. */
const LONG_TASK_MS = 50

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
  page.setDefaultTimeout(PATIENCE_MS)
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
  await part.evaluate((element) => element.scrollIntoView({ block: 'center' }))
  const box = await part.boundingBox()
  if (box === null) throw new Error(`the page has no ${selector}`)
  return box
}

const browserOf = (page: Page): Browser => {
  const browser = page.context().browser()
  if (browser === null) throw new Error('the browser is gone')
  return browser
}

const traceOf = async (page: Page, work: () => Promise<void>): Promise<readonly TraceEvent[]> => {
  const browser = browserOf(page)
  await browser.startTracing(page, { categories: CATEGORIES })
  await work()
  const { traceEvents } = JSON.parse((await browser.stopTracing()).toString()) as { traceEvents: readonly TraceEvent[] }
  return traceEvents
}

/** CPU in ms that the process has taken which puts together and draws what all pages show. Without a GPU it does so on the processor. */
const drawingCpuMs = async (page: Page): Promise<number> => {
  const devtools = await browserOf(page).newBrowserCDPSession()
  const { processInfo } = await devtools.send('SystemInfo.getProcessInfo')
  await devtools.detach()
  return processInfo.filter(({ type }) => type === 'GPU').reduce((sum, { cpuTime }) => sum + cpuTime * 1_000, 0)
}

/** Puts what the browser's own trace says of the frames while something was done. */
const traced = async (page: Page, sheet: Sheet, group: string, work: () => Promise<void>): Promise<void> => {
  let drawingMs = 0
  const events = await traceOf(page, async () => {
    const before = await drawingCpuMs(page)
    await work()
    drawingMs = (await drawingCpuMs(page)) - before
  })
  const { shown, dropped, tasksMs, cpuMs, spanMs } = framesOf(events)
  const sum = tasksMs.reduce((all, ms) => all + ms, 0)
  sheet.put(group, 'frames', ((shown + dropped) * 1_000) / spanMs, 'a second')
  sheet.put(group, 'dropped of them', (dropped / Math.max(1, shown + dropped)) * 100, '%')
  sheet.put(group, 'the main thread is busy', (sum / spanMs) * 100, '%')
  sheet.put(group, 'its tasks that take longer than a frame', tasksMs.filter((ms) => ms > FRAME_MS).length, 'times')
  sheet.put(group, 'its longest task', Math.max(0, ...tasksMs), 'ms')
  const durations = (name: string, part: keyof (typeof cpuMs)[number]) =>
    sheet.durations(
      group,
      name,
      cpuMs.map((frame) => frame[part]),
    )
  durations('CPU of the main thread for a frame', 'all')
  durations('script, style and layout of it', 'own')
  durations('script of it', 'script')
  const within = (part: keyof (typeof cpuMs)[number]) =>
    (cpuMs.filter((frame) => frame[part] <= FRAME_MS).length / Math.max(1, cpuMs.length)) * 100
  sheet.put(group, 'frames whose CPU is within a sixtieth of a second', within('all'), '%')
  sheet.put(group, 'frames whose script, style and layout are', within('own'), '%')
  sheet.put(group, 'CPU of drawing for a frame that is shown', drawingMs / Math.max(1, shown), 'ms')
}

/** Opens a page that is not of the app. */
const barePage = async (browser: Browser, html: string, script: string): Promise<Page> => {
  const page = await (await browser.newContext({ viewport: WIDE })).newPage()
  page.setDefaultTimeout(PATIENCE_MS)
  await page.addInitScript(OBSERVE)
  await page.goto('about:blank')
  await page.setContent(html)
  await page.evaluate(script)
  return page
}

const onLine = async (browser: Browser, sheet: Sheet, moves: number): Promise<void> => {
  const page = await barePage(browser, LINE_PAGE, FOLLOW_LINE)
  await traced(page, sheet, 'a plain page with a line under the cursor', () => sweep(page, { x: 0, y: 0, ...WIDE }, moves))
  await page.context().close()
}

/** Bare canvases as large and as many as the charts, with lines of as many points. */
const onCanvases = async (
  browser: Browser,
  sheet: Sheet,
  { sizes, points }: { readonly sizes: readonly CanvasSize[]; readonly points: number },
  moves: number,
): Promise<void> => {
  const ways = [
    ['bare canvases of the same lines, a line and a number under the cursor', false],
    ['the same, drawn anew at each move', true],
  ] as const
  for (const [group, isAnew] of ways) {
    const page = await barePage(browser, canvasesPage(sizes), drawCanvases(points, isAnew))
    const box = await boxOf(page, 'canvas')
    await traced(page, sheet, group, () => sweep(page, box, moves))
    await page.context().close()
  }
}

const onRide = async (browser: Browser, world: World, sheet: Sheet, activityId: string, moves: number): Promise<void> => {
  const page = await openPage(browser, world)
  await page.goto(`/activities/${encodeURIComponent(activityId)}`)
  await whole(page)
  await page.locator('.chart canvas').first().waitFor()
  const sizes = await page
    .locator('.charts canvas')
    .evaluateAll((all) => all.map((each) => ({ width: each.clientWidth, height: each.clientHeight })))
  await onCanvases(browser, sheet, { sizes, points: CHART_POINTS }, moves)
  await page.bringToFront()
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

/** What a press costs the main thread until the next frame is handed over, and its longest task until all is there. */
const pressedCpu = async (page: Page, press: () => Promise<void>, done: () => Promise<void>) => {
  const events = await traceOf(page, async () => {
    await press()
    await done()
    await page.waitForTimeout(500)
  })
  const found = pressOf(events)
  if (found === null) throw new Error('the trace has no click')
  return { cpuMs: found.cpuMs, longestMs: Math.max(...found.tasksMs) }
}

const onButton = async (browser: Browser, sheet: Sheet, group: string, times: number): Promise<void> => {
  const page = await barePage(browser, BUTTON_PAGE, COUNT_PRESSES)
  const presses: number[] = []
  for (let time = 0; time < times; time += 1) presses.push(await pressed(page, () => page.locator('button').click()))
  sheet.durations(group, 'a button of a plain page', presses)
  await page.context().close()
}

const KUDOS = '.feed-card button.reaction[aria-pressed]'

/** The same button on what Home shows, without any code of the app: what is left is the browser's style, layout and drawing. */
const onStill = async (home: Page, sheet: Sheet, group: string, times: number): Promise<void> => {
  await home.locator(KUDOS).first().waitFor()
  const still = (await home.evaluate(STILL)) as Still
  const page = await barePage(browserOf(home), stillPage(still, new URL(home.url()).origin), toggleOn(KUDOS))
  await page.waitForTimeout(1_000)
  const presses: number[] = []
  for (let time = 0; time < times; time += 1) presses.push(await pressed(page, () => page.locator(KUDOS).first().click()))
  sheet.durations(group, 'kudos on a still of Home, without the app', presses)
  await page.context().close()
  await home.bringToFront()
}

/** Loads Home anew, and puts how long its tasks hold up the page. */
const onFirstLoad = async (page: Page, sheet: Sheet): Promise<void> => {
  const events = await traceOf(page, async () => {
    await page.goto('/')
    await whole(page)
    await page.waitForTimeout(1_000)
  })
  const { tasksMs } = framesOf(events)
  const group = 'Home is loaded'
  sheet.put(
    group,
    'the main thread is busy',
    tasksMs.reduce((sum, ms) => sum + ms, 0),
    'ms',
  )
  sheet.put(group, 'its longest task', Math.max(0, ...tasksMs), 'ms')
  const blocked = tasksMs.reduce((sum, ms) => sum + Math.max(0, ms - LONG_TASK_MS), 0)
  sheet.put(group, `what its tasks take beyond ${LONG_TASK_MS} ms each`, blocked, 'ms')
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
  await onFirstLoad(page, sheet)
  const group = 'from a press to the next paint'
  await onButton(browser, sheet, group, times)
  await page.bringToFront()
  const kudos: number[] = []
  const opened: number[] = []
  const axis: number[] = []
  await page.goto('/')
  await whole(page)
  await onStill(page, sheet, group, times)
  const giveKudos = () => page.locator(KUDOS).first().click()
  const open = () => page.locator('.feed-body h2 a').first().click()
  const opens = async () => {
    await page.locator('.chart canvas').first().waitFor()
    // The map begins meanwhile, which is not what is measured.
    await page.locator('.maplibregl-canvas').first().waitFor()
    await page.waitForTimeout(1_500)
  }
  const back = async () => {
    await page.goBack()
    await page.locator('.feed-card').first().waitFor()
  }
  for (let time = 0; time < times; time += 1) kudos.push(await pressed(page, giveKudos))
  for (let time = 0; time < times; time += 1) {
    opened.push(await pressed(page, open))
    await opens()
    for (const name of ['By time', 'By distance'])
      axis.push(await pressed(page, () => page.getByRole('button', { name, exact: true }).first().click()))
    await back()
  }
  const cpu = { kudos: [] as number[], opened: [] as number[], longest: [] as number[] }
  for (let time = 0; time < times; time += 1) {
    cpu.kudos.push((await pressedCpu(page, giveKudos, async () => undefined)).cpuMs)
    const { cpuMs, longestMs } = await pressedCpu(page, open, opens)
    cpu.opened.push(cpuMs)
    cpu.longest.push(longestMs)
    await back()
  }
  sheet.durations(group, 'kudos', kudos)
  sheet.durations(group, 'opening an activity', opened)
  sheet.durations(group, 'charts by time and by distance', axis)
  const cpuGroup = 'CPU of the main thread from a press until the next frame is handed over'
  sheet.durations(cpuGroup, 'kudos', cpu.kudos)
  sheet.durations(cpuGroup, 'opening an activity', cpu.opened)
  sheet.durations(cpuGroup, 'the longest task until it is all there', cpu.longest)
  await page.context().close()
}

/** Builds the app where its sources have changed. A platform serves the files that it found at its start, so this comes before it. */
export const buildApp = (): void => {
  if (chromiumPath === undefined) return
  execFileSync(process.execPath, ['web/build/build.mjs'], { cwd: root, stdio: 'ignore' })
}

/**
 * Measures the web app in a real browser: frames while the cursor goes over the charts and the map of a six-hour ride, beside those of bare pages that
 * do nothing else; what presses take until the next paint, beside a button of a bare page; how much the screens shift. Without a Chromium it says so.
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
    args: BROWSER_ARGS,
  })
  try {
    const moves = quick ? 8 : full ? 1_200 : 300
    await onLine(browser, sheet, moves)
    await onRide(browser, world, sheet, activityId, moves)
    await onScreens(browser, world, sheet, { rider, activityId }, quick ? 1 : 10)
  } finally {
    await browser.close()
  }
}
