import { chromiumPath } from '@gruppetto/testing'
import axe from 'axe-core'
import { type Browser, type BrowserContext, chromium, type Locator, type Page } from 'playwright-core'
import { expect } from 'vitest'

/** A browser of one person, who knows nothing of the others. */
export interface Visitor {
  readonly context: BrowserContext
  readonly page: Page
  /** What the browser complained of: what the policy of the page refused, errors of scripts, answers that were errors. */
  readonly complaints: string[]
}

export const openBrowser = (): Promise<Browser> =>
  chromium.launch({ ...(chromiumPath === undefined ? {} : { executablePath: chromiumPath }), args: ['--no-sandbox'] })

/** A phone: what fits there fits everywhere. */
const PHONE = { width: 360, height: 780 }

/** Notes what moves without having been pressed, and by how much: the layout shift, as the browser sums it up. */
const NOTE_SHIFTS = `
  globalThis.shifts = []
  const named = (node) => node === null ? 'what is gone' : (node.outerHTML ?? node.textContent).slice(0, 120)
  const box = ({ x, y, width, height }) => [x, y, width, height].map(Math.round).join(' ')
  new PerformanceObserver((list) => {
    for (const { value, hadRecentInput, sources } of list.getEntries())
      if (!hadRecentInput) shifts.push([value, sources.map(({ node, previousRect, currentRect }) => named(node) + ': ' + box(previousRect) + ' to ' + box(currentRect))])
  }).observe({ type: 'layout-shift', buffered: true })
`

/** Opens a window in English, without motion. */
export const visitor = async (browser: Browser, origin: string): Promise<Visitor> => {
  const context = await browser.newContext({ baseURL: origin, locale: 'en-GB', reducedMotion: 'reduce', viewport: PHONE })
  const page = await context.newPage()
  page.setDefaultTimeout(60_000)
  await page.addInitScript(NOTE_SHIFTS)
  const complaints: string[] = []
  page.on('pageerror', (error) => complaints.push(error.message))
  page.on('console', (message) => {
    // A test may take the network away, which the browser tells too.
    if (message.type() === 'error' && !message.text().includes('net::ERR_')) complaints.push(message.text())
  })
  // Without a network a request ends otherwise: this is an answer that the service worker could not give.
  page.on('requestfailed', (request) => {
    if (request.failure()?.errorText === 'net::ERR_FAILED') complaints.push(`${request.url()} failed`)
  })
  return { context, page, complaints }
}

/** Gives a browser its network back, and the platform's own answers. */
export const asBefore = async ({ page, context }: Visitor): Promise<void> => {
  await page.unrouteAll({ behavior: 'ignoreErrors' })
  await context.setOffline(false)
}

/** Waits until a field has the focus: what is typed before goes elsewhere. */
export const hasFocus = (field: Locator): Promise<void> =>
  expect.poll(() => field.evaluate((element) => element.matches(':focus'))).toBe(true)

const A_FRAME = 'new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)))'

/** Goes to an address as a link does, without loading the page again. */
export const goTo = async (page: Page, address: string): Promise<void> => {
  const to = JSON.stringify(address)
  await page.evaluate(
    `shifts.length = 0; history.pushState({ key: ${to} }, '', ${to}); dispatchEvent(new PopStateEvent('popstate'))`,
  )
  await page.evaluate(A_FRAME)
  await page.locator('.frame:not(.is-moving)').waitFor()
}

/** Waits until a screen is there: with its heading, and without the bones of what is on its way; /parts shows some for good. */
const whole = async (page: Page): Promise<void> => {
  await page.locator('main h1').first().waitFor({ state: 'attached' })
  await expect.poll(() => page.locator('.bone:not(.parts *)').count()).toBe(0)
}

/** Less than this nobody sees: a line that is one pixel higher. */
const LEAST_SHIFT = 0.005

/** Expects that nothing has moved by itself since the page was loaded, or since `goTo`. */
export const expectNoShift = async (page: Page, what: string): Promise<void> => {
  await whole(page)
  await page.evaluate(A_FRAME)
  const shifts = (await page.evaluate('shifts')) as readonly (readonly [value: number, of: readonly string[]])[]
  const sum = shifts.reduce((all, [value]) => all + value, 0)
  expect.soft(sum < LEAST_SHIFT ? [] : shifts, `${what} moves by ${sum.toFixed(3)}`).toEqual([])
}

/** Brings what changes from one colour to another to its end. */
const TO_ITS_END = `${A_FRAME}.then(() => {
  for (const change of document.getAnimations()) if (change.effect.getComputedTiming().endTime !== Infinity) change.finish()
})`

const faultsOf = (page: Page, options: object): Promise<unknown> =>
  page.evaluate(
    `axe.run(document, ${JSON.stringify({ resultTypes: ['violations'], ...options })}).then(({ violations }) => violations.map(({ id, nodes }) => [id, nodes.map(({ html, failureSummary }) => html + failureSummary)]))`,
  )

/** What makes a page wider than its window. */
const BEYOND_THE_EDGE = `(({ scrollWidth, clientWidth }) => scrollWidth === clientWidth ? [] :
  [...document.body.querySelectorAll('*')].filter((element) => {
    const { left, right } = element.getBoundingClientRect()
    return left < 0 || right > clientWidth
  }).map((element) => element.outerHTML.slice(0, 200))
)(document.documentElement)`

const readFrom = (side: 'ltr' | 'rtl'): string => `document.documentElement.dir = '${side}'`

/**
 * Expects that axe finds no fault with a page, in light and dark, and that nothing stands beyond the edge of a phone, in whatever direction it is
 * read.
 */
export const expectNoFault = async (page: Page, what: string): Promise<void> => {
  await whole(page)
  if ((await page.evaluate('typeof axe')) === 'undefined') await page.evaluate(axe.source)
  expect.soft(await faultsOf(page, {}), `${what}, light`).toEqual([])
  await page.emulateMedia({ colorScheme: 'dark' })
  await page.evaluate(TO_ITS_END)
  // What a theme changes is its colours.
  expect.soft(await faultsOf(page, { runOnly: ['color-contrast'] }), `${what}, dark`).toEqual([])
  await page.emulateMedia({ colorScheme: 'light' })
  expect.soft(await page.evaluate(BEYOND_THE_EDGE), `${what} beyond the edge of a phone`).toEqual([])
  await page.evaluate(readFrom('rtl'))
  expect.soft(await page.evaluate(BEYOND_THE_EDGE), `${what}, read from right to left, beyond the edge of a phone`).toEqual([])
  await page.evaluate(readFrom('ltr'))
  // That the page was turned around is no shift of its own. The browser tells of it some frames later.
  await page.evaluate(A_FRAME)
  await page.waitForTimeout(100)
  await page.evaluate('globalThis.shifts?.splice(0)')
}
