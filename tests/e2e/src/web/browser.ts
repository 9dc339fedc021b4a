import { chromiumPath } from '@gruppetto/testing'
import axe from 'axe-core'
import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core'
import { expect } from 'vitest'

/** A browser of one person, who knows nothing of the others. */
export interface Visitor {
  readonly context: BrowserContext
  readonly page: Page
  /** What the browser complained of: refused by the policy, errors of scripts. */
  readonly complaints: string[]
}

export const openBrowser = (): Promise<Browser> =>
  chromium.launch({ ...(chromiumPath === undefined ? {} : { executablePath: chromiumPath }), args: ['--no-sandbox'] })

/** Opens a window in English, without motion. */
export const visitor = async (browser: Browser, origin: string): Promise<Visitor> => {
  const context = await browser.newContext({ baseURL: origin, locale: 'en-GB', reducedMotion: 'reduce' })
  const page = await context.newPage()
  page.setDefaultTimeout(60_000)
  const complaints: string[] = []
  page.on('pageerror', (error) => complaints.push(error.message))
  page.on('console', (message) => {
    // A request that a test lets fail is told in the console too.
    if (message.type() === 'error' && !/Failed to load resource/.test(message.text())) complaints.push(message.text())
  })
  return { context, page, complaints }
}

/** Expects that axe finds no fault with a page, in light and dark, and that nothing stands beyond the edge of a phone. */
export const expectNoFault = async (page: Page, what: string): Promise<void> => {
  const size = page.viewportSize()
  await page.setViewportSize({ width: 360, height: 780 })
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme })
    await page.evaluate(axe.source)
    const found = await page.evaluate(
      'axe.run(document, { resultTypes: ["violations"] }).then((results) => results.violations.map(({ id, nodes }) => [id, nodes.map(({ html, failureSummary }) => html + failureSummary)]))',
    )
    expect(found, `${what}, ${colorScheme}`).toEqual([])
  }
  const beyond = await page.evaluate('document.documentElement.scrollWidth - document.documentElement.clientWidth')
  expect(beyond, `${what} beyond the edge of a phone`).toBe(0)
  await page.emulateMedia({ colorScheme: 'light' })
  if (size !== null) await page.setViewportSize(size)
}
