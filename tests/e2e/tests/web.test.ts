import { execFileSync } from 'node:child_process'
import { chromiumPath, skippedWithoutChromium } from '@gruppetto/testing'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { emailOf, newAthlete, PASSWORD, type Person } from '../src/people.ts'
import { gpxRide } from '../src/recordings.ts'
import { expectNoFault, openBrowser, type Visitor, visitor } from '../src/web/browser.ts'
import { oneProcess, type World } from '../src/world.ts'

const root = new URL('../../../', import.meta.url)

describe.skipIf(chromiumPath === undefined)(`the web app${skippedWithoutChromium}`, () => {
  let world: World
  let browser: Browser
  let origin = ''
  let ben: Person
  let ana: Visitor
  let benAtHome: Visitor

  beforeAll(async () => {
    // Before the world, which reads what was built.
    execFileSync(process.execPath, ['web/build/build.mjs'], { cwd: root, stdio: 'pipe' })
    world = await oneProcess()
    origin = new URL(world.url).origin
    ;[browser, ben] = await Promise.all([openBrowser(), newAthlete(world.url, 'ben')])
    ana = await visitor(browser, origin)
    benAtHome = await visitor(browser, origin)
  })
  afterAll(async () => {
    await browser?.close()
    await world?.close()
  })

  const button = (page: Page, name: string | RegExp) => page.getByRole('button', { name })
  const link = (page: Page, name: string | RegExp) => page.getByRole('link', { name })
  const handle = `ana_${Date.now().toString(36)}`

  it('says what it is to a stranger, and signs up whoever fills in the form right', async () => {
    const { page } = ana
    await page.goto('/')
    await page.getByRole('heading', { level: 1 }).waitFor()
    await expectNoFault(page, 'the welcome')
    // Nobody is shown a way into a demo where there is none.
    expect(await button(page, 'Look around as Ana').count()).toBe(0)
    await link(page, 'Join').first().click()
    await page.getByLabel('Your name').fill('Ana Keller')
    await page.getByLabel('Handle').fill('?')
    await page.getByLabel('E-mail address').fill(`${handle}@example.org`)
    await page.getByLabel('Password').fill('short')
    await button(page, 'Create account').click()
    // What is wrong stands at its field, and what was typed is still there.
    await page.locator('.field .wrong').first().waitFor()
    await expectNoFault(page, 'the form with mistakes')
    expect(await page.getByLabel('Your name').inputValue()).toBe('Ana Keller')
    await page.getByLabel('Handle').fill(handle)
    await page.getByLabel('Password').fill(PASSWORD)
    await button(page, 'Create account').click()
    await page.getByText('It is quiet here').waitFor()
    await expectNoFault(page, 'an empty feed')
  })

  it('keeps the session where no script reads it, also after the page is loaded again', async () => {
    const { page, context } = ana
    const [cookie] = await context.cookies(`${origin}/session`)
    expect(cookie).toMatchObject({ name: 'gruppetto', httpOnly: true, sameSite: 'Strict', path: '/session' })
    await page.reload()
    await page.locator('.frame-me').waitFor()
    const stored = await page.evaluate('JSON.stringify([document.cookie, { ...localStorage }, { ...sessionStorage }])')
    expect(stored).not.toContain(cookie?.value.slice(0, 20))
    expect(stored).not.toMatch(/eyJ/)
  })

  it('shows what a friend uploads as it happens, and gives kudos', async () => {
    const me = await world.nobody.get<{ athlete: { id: string } }>(
      'query ($handle: String!) { athlete(handle: $handle) { id } }',
      { handle },
    )
    await ben.get('mutation ($id: ID!) { follow(athleteId: $id) { id } }', { id: me.athlete.id })
    await world.settle()
    const { page } = benAtHome
    await page.goto('/sign-in')
    await page.getByLabel('E-mail address').fill(emailOf(ben))
    await page.getByLabel('Password').fill('not the password')
    await button(page, 'Sign in').click()
    await page.getByText('The e-mail address or the password is wrong.').waitFor()
    await page.getByLabel('Password').fill(PASSWORD)
    await button(page, 'Sign in').click()
    await page.getByText('It is quiet here').waitFor()

    await link(ana.page, 'Upload').first().click()
    await expectNoFault(ana.page, 'the upload')
    const bytes = Buffer.from(gpxRide(Date.now() - 3_600_000, { points: 900, name: 'Up and down', watts: 200 }))
    await ana.page.locator('input[type=file]').setInputFiles([
      { name: 'ride.gpx', mimeType: 'application/gpx+xml', buffer: bytes },
      { name: 'notes.gpx', mimeType: 'application/gpx+xml', buffer: Buffer.from('no recording') },
    ])
    await link(ana.page, 'Up and down').waitFor()
    // The one that is no recording says so, and does not hinder the other.
    await ana.page.locator('.upload-wrong').waitFor()
    await ana.page.getByText('2 of 2 done').waitFor()

    // Nothing of Ben's page has moved: what is new waits behind a bar.
    await button(page, '1 new').waitFor()
    expect(await page.locator('.feed-card').count()).toBe(0)
    await button(page, '1 new').click()
    const card = page.locator('.feed-card').first()
    await card.getByRole('heading', { name: 'Up and down' }).waitFor()
    expect(await card.locator('svg.route path').count()).toBeGreaterThan(0)
    await card.getByRole('button', { name: 'Give kudos' }).click()
    await card.getByRole('button', { name: '1 kudo', pressed: true }).waitFor()
    await expectNoFault(page, 'the feed')
    // Ana is told at once.
    await ana.page.getByText('1 unread notification').waitFor({ state: 'attached' })
  })

  it('shows the activity with its charts and numbers, and a comment with a mention as it is written', async () => {
    await link(ana.page, 'Up and down').click()
    const { page } = ana
    await page.getByRole('heading', { level: 1, name: 'Up and down' }).waitFor()
    await page.locator('.chart canvas').first().waitFor()
    expect(await page.locator('.chart figcaption span').allInnerTexts()).toEqual(['Altitude', 'Speed', 'Power'])
    await page.locator('.chart').first().hover()
    await expect.poll(() => page.locator('.chart output').nth(2).textContent()).toBe('200 W')
    await page.locator('.route .here').waitFor()
    await expectNoFault(page, 'the activity')

    const card = benAtHome.page.locator('.feed-card').first()
    await card.getByRole('button', { name: 'Add a comment' }).click()
    const field = card.getByLabel('Write a comment')
    await field.pressSequentially(`Chapeau @${handle.slice(0, 6)}`)
    await card.getByRole('option').filter({ hasText: handle }).waitFor()
    await field.press('Enter')
    expect(await field.inputValue()).toBe(`Chapeau @${handle} `)
    await field.pressSequentially('<b>!</b>')
    await card.getByRole('button', { name: 'Send' }).click()
    // What looks like HTML is a text, here and at the other's.
    const comment = page.locator('.comment').filter({ hasText: 'Chapeau' })
    await comment.getByText('<b>!</b>').waitFor()
    await comment.getByRole('link', { name: `@${handle}` }).waitFor()
    expect(await card.locator('.comment').count()).toBe(1)
    await link(page, /Notifications/).click()
    await page.locator('.notifications-list li').first().waitFor()
    await expectNoFault(page, 'the notifications')
  })

  it('takes back what did not arrive, and says so', async () => {
    const { page } = benAtHome
    const card = page.locator('.feed-card').first()
    await page.route('**/graphql', (route) => route.abort())
    await card.getByRole('button', { name: '1 kudo' }).click()
    await page.getByText('The kudos did not arrive and was taken back.').waitFor()
    await card.getByRole('button', { name: '1 kudo', pressed: true }).waitFor()
    await page.unroute('**/graphql')
  })

  it('shows nothing of an account after it has signed out, and leads back where somebody wanted to go', async () => {
    const { page, context } = ana
    await page.locator('.frame-me').click()
    await button(page, 'Sign out').click()
    await link(page, 'Sign in').first().waitFor()
    expect(await context.cookies(`${origin}/session`)).toEqual([])
    await page.goto('/notifications')
    await page.waitForURL('**/sign-in?next=%2Fnotifications')
    await expectNoFault(page, 'the sign-in')
    await page.goto('/parts')
    await page.getByRole('heading', { level: 1 }).waitFor()
    await expectNoFault(page, 'the parts')
    await page.goto('/athletes/nobody.at.all')
    await page.getByText('Nobody goes by that name').waitFor()
    expect([...ana.complaints, ...benAtHome.complaints]).toEqual([])
  })
})
