import { chromiumPath } from '@gruppetto/testing'
import axe from 'axe-core'
import { type Browser, type BrowserContextOptions, chromium, type Page } from 'playwright-core'
import { expect } from 'vitest'

export interface TestBrowser {
  /** Opens a page that knows nothing of the ones before it. */
  inPage(options: BrowserContextOptions, use: (page: Page) => Promise<void>): Promise<void>
  close(): Promise<void>
}

export const openBrowser = async (): Promise<TestBrowser> => {
  const browser: Browser = await chromium.launch({ executablePath: chromiumPath, args: ['--no-sandbox'] })
  return {
    async inPage(options, use) {
      const context = await browser.newContext(options)
      try {
        await use(await context.newPage())
      } finally {
        await context.close()
      }
    },
    close: () => browser.close(),
  }
}

/** Expects that axe finds no fault with a page, and that nothing of it stands beyond the edge of the window. */
export const expectNoFault = async (page: Page, what: string): Promise<void> => {
  await page.evaluate(axe.source)
  const found = await page.evaluate(
    'axe.run(document, { resultTypes: ["violations"] }).then((results) => results.violations.map(({ id, nodes }) => [id, nodes.map(({ html, failureSummary }) => html + failureSummary)]))',
  )
  expect(found, what).toEqual([])
  const overflow = await page.evaluate('document.documentElement.scrollWidth - document.documentElement.clientWidth')
  expect(overflow, what).toBe(0)
}
