import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { mountRoutes, newId, publicRoutesOf } from '@gruppetto/graph'
import { type HttpServer, serveHttp } from '@gruppetto/runtime'
import { chromiumPath, skippedWithoutChromium } from '@gruppetto/testing'
import type { BrowserContextOptions, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { expectNoFault, openBrowser, type TestBrowser } from './browser.ts'
import { anonymous, athleteChanged, makeBrand, openWorld, participation, scored, sponsored, staff, type World } from './world.ts'

/** What the clock of the page is moved by: longer than it ever waits between two looks. */
const NEXT_LOOK_MS = 20_000

describe.skipIf(chromiumPath === undefined)(`the embedded page in a browser${skippedWithoutChromium}`, () => {
  let world: World
  let http: HttpServer
  let site: Server
  let browser: TestBrowser
  let siteUrl = ''
  /** The page that the site answers with. */
  let siteHtml = ''
  const clock = { aheadMs: 0 }
  const [ana, bor, yael] = [newId('Athlete'), newId('Athlete'), newId('Athlete')]
  let board = ''

  beforeAll(async () => {
    world = await openWorld({ now: () => Date.now() + clock.aheadMs })
    http = await serveHttp({
      runtime: world.runtime,
      host: '127.0.0.1',
      port: 0,
      register: (app) => mountRoutes(app, publicRoutesOf(world.subgraph), () => anonymous),
    })
    site = createServer((_request, response) => response.setHeader('content-type', 'text/html').end(siteHtml))
    await new Promise<void>((resolve) => site.listen(0, '127.0.0.1', resolve))
    siteUrl = `http://localhost:${(site.address() as AddressInfo).port}`
    const brand = await makeBrand(world, { name: 'Fernweh Outdoor' })
    const challengeId = await sponsored(world, brand.id, { title: 'The winter hundred' })
    const input = { brandId: brand.id, embedSites: [siteUrl], colors: { primary: '#ffe600', background: '#fff8e7' } }
    await world.ask('mutation($input: UpdateBrandInput!) { updateBrand(input: $input) { id } }', { input }, staff)
    await world.happen(
      athleteChanged(ana, { displayName: 'Ana Kovač' }),
      athleteChanged(bor, { displayName: '<b>Bor</b>', country: 'HR' }),
      athleteChanged(yael, { displayName: 'יעל כהן', country: 'IL' }),
      participation(challengeId, ana),
      participation(challengeId, bor),
      participation(challengeId, yael),
      participation(challengeId, newId('Athlete'), { sharesWithBrand: false }),
      scored(challengeId, ana, 120_000, { completedAtMs: Date.now() }),
      scored(challengeId, bor, 90_500),
      scored(challengeId, yael, 40_000),
    )
    board = challengeId
    browser = await openBrowser()
  })
  afterAll(async () => {
    await browser?.close()
    site?.close()
    await http?.close()
    await world.close()
  })

  const addressOf = (query = '') => `${http.url.replace('localhost', '127.0.0.1')}/embed/${board}${query}`

  const inPage: TestBrowser['inPage'] = (options, use) => browser.inPage(options, use)
  const rowsOf = (page: Pick<Page, 'locator'>) => page.locator('tbody tr').allInnerTexts()
  const shownText = async (page: Page) => await page.locator('main').textContent()
  /** Lets the page look again, for a board that the server reads again too. */
  const lookAgain = async (page: Page) => {
    clock.aheadMs += 1_000
    await page.clock.runFor(NEXT_LOOK_MS)
  }

  it('has nothing that axe finds fault with: light, dark, on a phone, from right to left', async () => {
    const looks: readonly [string, BrowserContextOptions][] = [
      ['', { colorScheme: 'light' }],
      ['', { colorScheme: 'dark' }],
      ['?theme=light', { viewport: { width: 320, height: 568 }, colorScheme: 'dark' }],
      ['?dir=rtl', { viewport: { width: 390, height: 844 } }],
    ]
    for (const [query, options] of looks) {
      await inPage(options, async (page) => {
        await page.goto(addressOf(query))
        await expectNoFault(page, `${query} ${JSON.stringify(options)}`)
      })
    }
  })

  it('shows the board without its script, and asks nobody else for anything', async () => {
    await inPage({ javaScriptEnabled: false }, async (page) => {
      const asked: string[] = []
      page.on('request', (request) => asked.push(request.url()))
      await page.goto(addressOf())
      expect(await rowsOf(page)).toEqual([
        expect.stringMatching(/^1\s+Ana Kovač SI ✓.*\s+120\.0 km$/s),
        expect.stringMatching(/^2\s+<b>Bor<\/b> HR\s+90\.5 km$/),
        expect.stringMatching(/^3\s+יעל כהן IL\s+40\.0 km$/),
        expect.stringMatching(/^4\s+Athlete\s+0\.0 km$/),
      ])
      expect(await page.locator('caption').textContent()).toBe('Leaderboard: 4 athletes')
      expect(asked).toEqual([addressOf()])
    })
  })

  it('stands in a site that the brand has listed, tells it its height, and stands in no other', async () => {
    await inPage({}, async (page) => {
      const frame = `<iframe src="${addressOf()}" title="Leaderboard" style="width:400px"></iframe>`
      siteHtml = `${frame}<script>addEventListener('message', (event) => { if (event.data.type === 'gruppetto-embed-height') document.querySelector('iframe').height = event.data.height })</script>`
      await page.goto(siteUrl)
      const inFrame = page.frameLocator('iframe')
      await inFrame.locator('tbody tr').first().waitFor()
      await page.waitForFunction('document.querySelector("iframe").clientHeight > 200')
      const heights = await page.locator('iframe').evaluate((element) => element.clientHeight)
      const needed = await inFrame.locator('html').evaluate((element) => Math.ceil(element.getBoundingClientRect().height))
      expect(heights).toBe(needed)
      // A sandbox has no origin of its own: the page reads itself again there too.
      siteHtml = frame.replace('<iframe', '<iframe sandbox="allow-scripts"')
      await page.clock.install()
      await page.goto(siteUrl)
      await inFrame.locator('tbody tr').first().waitFor()
      const again = page.waitForResponse((response) => response.url().includes('/embed/'))
      await page.clock.runFor(NEXT_LOOK_MS)
      expect((await again).ok()).toBe(true)
      expect(await inFrame.locator('[data-state]').isVisible()).toBe(false)
      const elsewhere = siteUrl.replace('localhost', '127.0.0.1')
      siteHtml = frame
      await page.goto(elsewhere)
      await page.waitForFunction('frames.length === 1')
      expect(page.frames().some((one) => one.url().startsWith(addressOf()))).toBe(false)
      expect(await inFrame.locator('tbody tr').count()).toBe(0)
    })
  })

  it('follows the board without loading itself anew, and tells a screen reader who leads', async () => {
    await inPage({}, async (page) => {
      await page.clock.install()
      await page.goto(addressOf())
      await page.evaluate('window.isSame = true')
      const spoken = page.locator('[role=status]')
      expect(await spoken.textContent()).toBe('')
      await world.happen(scored(board, bor, 150_000, { revision: 2 }))
      await lookAgain(page)
      await expect.poll(async () => (await rowsOf(page))[0]).toMatch(/^1\s+<b>Bor<\/b> HR\s+150\.0 km$/)
      await expect.poll(() => spoken.textContent()).toBe('<b>Bor</b> leads: 150.0 km')
      // Within the same minute nothing more is said, whatever happens.
      await world.happen(scored(board, ana, 160_000, { revision: 2, completedAtMs: Date.now() }))
      await lookAgain(page)
      await expect.poll(async () => (await rowsOf(page))[0]).toMatch(/^1\s+Ana Kovač/)
      expect(await spoken.textContent()).toBe('<b>Bor</b> leads: 150.0 km')
      await world.happen(participation(board, ana, { revision: 2, sharesWithBrand: false }))
      await lookAgain(page)
      await expect.poll(async () => shownText(page)).not.toContain('Ana')
      expect((await rowsOf(page))[0]).toMatch(/^1\s+Athlete ✓/)
      expect(await page.evaluate('window.isSame')).toBe(true)
    })
  })

  it('says when it is out of date, and shows nobody when the board is gone', async () => {
    await inPage({}, async (page) => {
      await page.clock.install()
      await page.goto(addressOf())
      const state = page.locator('[data-state]')
      await page.route('**/embed/**', (route) => route.abort())
      const stateLater = async () => {
        await page.clock.runFor(NEXT_LOOK_MS)
        return state.textContent()
      }
      await expect.poll(stateLater).toMatch(/^Waiting for the connection/)
      expect(await rowsOf(page)).toHaveLength(4)
      await page.unroute('**/embed/**')
      const input = { challengeId: board, embed: false }
      await world.ask('mutation($input: UpdateSponsorshipInput!) { updateSponsorship(input: $input) { id } }', { input }, staff)
      clock.aheadMs += 1_000
      await expect.poll(stateLater).toBe('This board is not shown any more.')
      expect(await rowsOf(page)).toEqual([])
    })
  })
})
