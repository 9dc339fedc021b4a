// Takes pictures of every screen at both widths in both themes: npm run web:shots -- FOLDER [ADDRESS [SCREENS]], of a platform with the demo world.
// With `readme` for the screens it takes the one of the README: npm run web:shots -- docs/pictures ADDRESS readme
import { existsSync, mkdirSync, writeFileSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import { chromium } from 'playwright-core'

const [folder = 'shots', address = 'http://localhost:4000', only = ''] = process.argv.slice(2)
const executablePath = ['chromium', 'chromium-browser', 'google-chrome']
  .flatMap((name) => (process.env.PATH ?? '').split(delimiter).map((path) => join(path, name)))
  .find(existsSync)
if (executablePath === undefined) {
  console.error('There is no Chromium on the PATH.')
  process.exit(1)
}
mkdirSync(folder, { recursive: true })

/** The screens: a name, the address, and whether Ana is signed in. An address may depend on what a page says. */
const SCREENS = [
  { name: 'welcome', path: '/', signedIn: false },
  { name: 'sign-in', path: '/sign-in', signedIn: false },
  { name: 'sign-up', path: '/sign-up', signedIn: false },
  { name: 'parts', path: '/parts', signedIn: false },
  { name: 'home', path: '/', signedIn: true },
  { name: 'activity', path: 'first-activity', signedIn: true },
  { name: 'notifications', path: '/notifications', signedIn: true },
  { name: 'upload', path: '/upload', signedIn: true },
  { name: 'segments', path: '/segments', signedIn: true },
  { name: 'live', path: '/live', signedIn: true },
  { name: 'clubs-out', path: '/clubs', signedIn: false },
  { name: 'clubs', path: '/clubs', signedIn: true },
  { name: 'club', path: '/clubs/sunday-gruppetto', signedIn: true },
  { name: 'club-events', path: '/clubs/sunday-gruppetto?view=events', signedIn: true },
  { name: 'club-board', path: '/clubs/sunday-gruppetto?view=board', signedIn: true },
  { name: 'club-reports', path: '/clubs/sunday-gruppetto/admin', signedIn: true },
  { name: 'club-requests', path: '/clubs/vineyard-climbers/admin?view=requests', signedIn: true },
  { name: 'club-settings', path: '/clubs/sunday-gruppetto/admin?view=settings', signedIn: true },
  { name: 'events', path: '/events', signedIn: true },
  { name: 'event', path: 'first-event', signedIn: true },
  { name: 'event-new', path: '/events/new?club=sunday-gruppetto', signedIn: true },
  { name: 'challenges', path: '/challenges', signedIn: true },
  { name: 'challenge', path: 'first-challenge', signedIn: true },
  { name: 'settings', path: '/settings', signedIn: true },
  { name: 'settings-privacy', path: '/settings/privacy', signedIn: true },
  { name: 'settings-training', path: '/settings/training', signedIn: true },
  { name: 'settings-notifications', path: '/settings/notifications', signedIn: true },
  { name: 'settings-account', path: '/settings/account', signedIn: true },
  { name: 'settings-plan', path: '/settings/plan', signedIn: true },
  { name: 'settings-data', path: '/settings/data', signedIn: true },
  { name: 'training', path: '/training', signedIn: true },
  { name: 'calendar', path: '/calendar', signedIn: true },
  { name: 'goals', path: '/goals', signedIn: true },
  { name: 'streak', path: '/streak', signedIn: true },
  { name: 'gear', path: '/gear', signedIn: true },
  { name: 'year-in-review', path: '/athletes/ana/years/2026', signedIn: true },
  { name: 'people', path: '/people', signedIn: true },
  { name: 'athlete', path: '/athletes/ben', signedIn: true },
  { name: 'followers', path: '/athletes/ben/followers', signedIn: true },
  { name: 'shop-out', path: '/shop', signedIn: false },
  { name: 'shop', path: '/shop', signedIn: true },
  { name: 'partner', path: '/partner', signedIn: false },
  { name: 'forgot-password', path: '/forgot-password', signedIn: false },
].filter(({ name }) => only === '' || only.split(',').includes(name))

const LOOKS = [360, 1440].flatMap((width) => ['light', 'dark'].map((colorScheme) => ({ width, colorScheme })))

const browser = await chromium.launch({
  executablePath,
  args: ['--no-sandbox', '--use-angle=swiftshader', '--enable-unsafe-swiftshader'],
})
const enter = async (page) => {
  await page.goto(address)
  await page.getByRole('button', { name: 'Look around as Ana' }).click({ timeout: 60_000 })
  await page.locator('.frame-me').waitFor({ timeout: 60_000 })
}
const open = async (page, path) => {
  if (path === 'first-activity') {
    await page.goto(address)
    await page.locator('.feed-body h2 a').first().click({ timeout: 60_000 })
  } else if (path === 'first-event' || path === 'first-challenge') {
    await page.goto(new URL(path === 'first-event' ? '/events' : '/challenges', address).href)
    await page
      .locator(path === 'first-event' ? '.event-line:not(.is-off) a' : '.challenge-card a')
      .first()
      .click({ timeout: 60_000 })
  } else if (new URL(page.url()).pathname !== path || page.url() === 'about:blank') {
    await page.goto(new URL(path, address).href)
  }
  await page.locator('main h1, main h2').first().waitFor({ state: 'attached', timeout: 60_000 })
  await page
    .waitForFunction(() => document.querySelector('.bone') === null, undefined, { timeout: 60_000 })
    .catch(() => undefined)
  await page.waitForTimeout(600)
}

for (const signedIn of [false, true]) {
  const screens = SCREENS.filter((screen) => screen.signedIn === signedIn)
  if (screens.length === 0) continue
  const context = await browser.newContext({ locale: 'en-GB', reducedMotion: 'reduce', viewport: { width: 1440, height: 900 } })
  const page = await context.newPage()
  page.setDefaultTimeout(60_000)
  page.on('console', (message) => message.type() === 'error' && console.error(`${page.url()}: ${message.text()}`))
  page.on('pageerror', (error) => console.error(`${page.url()}: ${error.message}`))
  if (signedIn) await enter(page)
  for (const { name, path } of screens) {
    await open(page, path)
    for (const { width, colorScheme } of LOOKS) {
      await page.setViewportSize({ width, height: width < 500 ? 780 : 900 })
      await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' })
      await page.waitForTimeout(250)
      const file = join(folder, `${name}-${width}-${colorScheme}.png`)
      await page.screenshot({ path: file })
      console.log(file)
    }
  }
  await context.close()
}

if (only === 'readme') {
  const context = await browser.newContext({ locale: 'en-GB', reducedMotion: 'reduce', viewport: { width: 1200, height: 800 } })
  const page = await context.newPage()
  await enter(page)
  await open(page, '/')
  await page.evaluate(() =>
    Promise.all(
      [...document.images]
        .filter((image) => image.getBoundingClientRect().top < innerHeight)
        .map((image) => image.decode().catch(() => undefined)),
    ),
  )
  await page.waitForTimeout(500)
  const devtools = await context.newCDPSession(page)
  const { data } = await devtools.send('Page.captureScreenshot', { format: 'webp', quality: 82 })
  const file = join(folder, 'home.webp')
  writeFileSync(file, Buffer.from(data, 'base64'))
  console.log(file)
}
await browser.close()
