import { mountRoutes, newId, publicRoutesOf } from '@gruppetto/graph'
import { type HttpServer, serveHttp } from '@gruppetto/runtime'
import { chromiumPath, skippedWithoutChromium } from '@gruppetto/testing'
import type { BrowserContextOptions, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openPaymentDesk } from '../src/module.ts'
import { expectNoFault, openBrowser, type TestBrowser } from './browser.ts'
import { anonymous, athleteCaller, athleteChanged, openWorld, type World } from './world.ts'

const LOOKS: readonly BrowserContextOptions[] = [
  { colorScheme: 'light' },
  { colorScheme: 'dark' },
  { viewport: { width: 320, height: 568 } },
]

describe.skipIf(chromiumPath === undefined)(`the pages of payments in a browser${skippedWithoutChromium}`, () => {
  let world: World
  let http: HttpServer
  let browser: TestBrowser
  beforeAll(async () => {
    world = await openWorld()
    http = await serveHttp({
      runtime: world.runtime,
      host: '127.0.0.1',
      port: 0,
      register: (app) => mountRoutes(app, publicRoutesOf(world.subgraph), () => anonymous),
    })
    browser = await openBrowser()
  })
  afterAll(async () => {
    await browser?.close()
    await http?.close()
    await world?.close()
  })

  /** The address of a page at the server of the test. */
  const here = (url: string): string => {
    const { pathname, search } = new URL(url)
    return `${http.url.replace('localhost', '127.0.0.1')}${pathname}${search}`
  }
  const FIELDS = 'status portalUrl invoices { id issuedAt url } receiptsUrl(year: $year)'
  const subscriptionOf = async (athleteId: string, year = 2026) => {
    const query = `query($year: Int!) { viewer { subscription { ${FIELDS} } } }`
    const { data, errors } = await world.ask(query, { year }, athleteCaller(athleteId))
    expect(errors).toEqual([])
    return data.viewer.subscription
  }

  it.each(LOOKS)('have nothing that axe finds fault with, from the card to the credit note: %o', async (look) => {
    const athleteId = newId('Athlete')
    await world.happen(athleteChanged(athleteId, { emailVerified: true }))
    await browser.inPage(look, async (page: Page) => {
      /** Looks at the page that is shown, which has this heading. */
      const shows = async (heading: string | RegExp) => {
        await page.getByRole('heading', { level: 1, name: heading }).waitFor()
        await expectNoFault(page, `${heading} ${JSON.stringify(look)}`)
      }
      const start = 'mutation { startCheckout(plan: PREMIUM_MONTHLY, returnUrl: "https://app.example/done") { url } }'
      const { data } = await world.ask(start, {}, athleteCaller(athleteId))
      await page.goto(here(data.startCheckout.url))
      await shows('Check out')
      await page.getByLabel('Is declined', { exact: false }).first().check()
      await page.getByRole('button', { name: 'Start the free trial' }).click()
      await page.locator('.bad').waitFor()
      await shows('Check out')
      await page.getByLabel('Asks its bank first', { exact: false }).check()
      await page.getByRole('button', { name: 'Start the free trial' }).click()
      await shows(/^Your bank asks/)
      await page.getByRole('button', { name: 'Yes, this is me' }).click()
      await shows('Your trial has begun')

      await page.goto(here((await subscriptionOf(athleteId)).portalUrl))
      await shows('Your subscription')
      await expect
        .poll(async () => {
          await page.getByRole('button', { name: 'To the next thing' }).click()
          await page.getByRole('heading', { level: 1 }).waitFor()
          return (await subscriptionOf(athleteId)).status
        })
        .toBe('ACTIVE')
      await shows('Your subscription')
      await page.getByRole('button', { name: 'Cancel at the end of the period' }).click()
      await page.getByRole('button', { name: 'Keep the subscription' }).waitFor()
      await shows('Your subscription')

      const [invoice] = (await subscriptionOf(athleteId)).invoices
      await page.goto(here(invoice.url))
      await shows(/^Receipt /)
      expect(await (await openPaymentDesk(world.runtime)).refund(invoice.id, 'asked for')).toBeNull()
      await page.reload()
      await page.getByText('Credit note').first().waitFor()
      await shows(/^Receipt /)
      const year = new Date(invoice.issuedAt).getUTCFullYear()
      await page.goto(here((await subscriptionOf(athleteId, year)).receiptsUrl))
      await shows(`Receipts of ${year}`)
      await page.goto(here(`${new URL(invoice.url).origin}${new URL(invoice.url).pathname}`))
      await shows(/./)
    })
  })
})
