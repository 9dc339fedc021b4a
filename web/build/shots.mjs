// Takes pictures of every screen at both widths in both themes: npm run web:shots -- FOLDER [ADDRESS [PICTURES]], of a platform with the demo world.
// With DIRECTION=rtl everything is laid out to be read from right to left.
// With `readme` for the pictures it takes the one of the README: npm run web:shots -- docs/pictures ADDRESS readme
import { randomBytes } from 'node:crypto'
import { existsSync, mkdirSync, writeFileSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import { chromium } from 'playwright-core'
import { IN_GERMAN, PICTURED } from './pictured.mjs'

const [folder = 'shots', address = 'http://localhost:4000', only = ''] = process.argv.slice(2)
const executablePath = ['chromium', 'chromium-browser', 'google-chrome']
  .flatMap((name) => (process.env.PATH ?? '').split(delimiter).map((path) => join(path, name)))
  .find(existsSync)
if (executablePath === undefined) {
  console.error('There is no Chromium on the PATH.')
  process.exit(1)
}
mkdirSync(folder, { recursive: true })

const asked = only.split(',')
const SCREENS = PICTURED.filter(({ name }) => only === '' || asked.includes(name))
const GERMAN = PICTURED.filter(({ name }) => IN_GERMAN.includes(name) && (only === '' || asked.includes(`${name}-german`)))

/** A phone and a desk, each with what it points with. */
const DEVICES = [
  { width: 360, options: { viewport: { width: 360, height: 780 }, hasTouch: true, isMobile: true } },
  { width: 1440, options: { viewport: { width: 1440, height: 900 } } },
]

/** What a page shows further down is not pictured. */
const MOST_HEIGHT = 4_000

const browser = await chromium.launch({
  executablePath,
  args: ['--no-sandbox', '--use-angle=swiftshader', '--enable-unsafe-swiftshader', '--disable-gpu-compositing'],
})
const toSignIn = async (page, fill) => {
  await fill()
  await page.locator('form button[type="submit"]').click()
  await page.locator('.frame-me').waitFor()
}

/** How somebody comes in: undefined where the environment lacks what it takes. */
const WAYS_IN = {
  nobody: async () => {},
  ana: async (page) => {
    await page.goto(address)
    await page.locator('.welcome-actions button').first().click()
    await page.locator('.frame-me').waitFor()
  },
  newcomer: async (page) => {
    const handle = `new${randomBytes(4).toString('hex')}`
    await page.goto(new URL('/sign-up', address).href)
    await toSignIn(page, async () => {
      await page.locator('[name="displayName"]').fill('Nora Neu')
      await page.locator('[name="handle"]').fill(handle)
      await page.locator('[name="email"]').fill(`${handle}@gruppetto.example`)
      await page.locator('[name="password"]').fill(randomBytes(12).toString('hex'))
    })
  },
  staff: process.env.STAFF?.includes(':')
    ? async (page) => {
        const [, email, password] = /^(.*?):(.*)$/s.exec(process.env.STAFF)
        await page.goto(new URL('/sign-in', address).href)
        await toSignIn(page, async () => {
          await page.locator('[name="email"]').fill(email)
          await page.locator('[name="password"]').fill(password)
        })
      }
    : undefined,
  partner: process.env.PARTNER_KEY === undefined ? undefined : async () => {},
}

const open = async (page, { path, address: at = path, first, by, state }) => {
  let to = at
  if (first !== undefined) {
    await page.goto(new URL(first.on, address).href)
    const link = page.locator(first.link).first()
    await link.waitFor({ timeout: 60_000 })
    const [path, search] = (await link.getAttribute('href')).split('?')
    to = `${path}${first.rest ?? ''}${search === undefined ? '' : `?${search}`}`
  }
  if (state === 'failed') await page.route('**/graphql', (route) => route.fulfill({ status: 503, body: '' }))
  await page.goto(new URL(to, address).href)
  if (by === 'partner') {
    await page.locator('main input[type="password"]').fill(process.env.PARTNER_KEY)
    await page.locator('main button[type="submit"]').click()
    await page.locator('.partner-entry').waitFor({ state: 'detached' })
  }
  await page.locator('main h1, main h2').first().waitFor({ state: 'attached', timeout: 60_000 })
  await allThere(page)
  if (state === 'offline') {
    await page.context().setOffline(true)
    await page.reload()
    await allThere(page)
  }
}

/** Waits until nothing is on its way to a page any more; /parts shows some bones for good. */
const allThere = async (page) => {
  const isThere = () => document.querySelector('.bone:not(.parts *), .frame.is-moving, .map-veil') === null
  await page.waitForFunction(isThere, undefined, { timeout: 20_000 }).catch(() => undefined)
  await page.waitForTimeout(600)
}

/** Goes down a page and up again, and waits for the photos on it: they are loaded when they come into sight. */
const downAndUp = async (most) => {
  const isInSight = (image) => {
    const { top, bottom, left, right } = image.getBoundingClientRect()
    return bottom > 0 && top < innerHeight && right > 0 && left < innerWidth
  }
  for (let top = 0; top < Math.min(document.documentElement.scrollHeight, most); top += innerHeight) {
    scrollTo(0, top)
    for (let tries = 0; tries < 40; tries += 1) {
      await new Promise((resolve) => setTimeout(resolve, 80))
      if ([...document.images].filter(isInSight).every(({ complete }) => complete)) break
    }
  }
  scrollTo(0, 0)
}

/** Brings what changes from one theme to the other to its end, also on a busy machine. */
const toItsEnd = async () => {
  for (let frame = 0; frame < 3; frame += 1) await new Promise(requestAnimationFrame)
  for (const change of document.getAnimations()) if (change.effect.getComputedTiming().endTime !== Infinity) change.finish()
}

const take = async (page, screen, name) => {
  await open(page, screen)
  for (const colorScheme of ['light', 'dark']) {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' })
    await page.evaluate(downAndUp, MOST_HEIGHT)
    await page.waitForTimeout(250)
    await page.evaluate(toItsEnd)
    const file = join(folder, `${name}-${colorScheme}.png`)
    const { width } = page.viewportSize()
    const height = Math.min(await page.evaluate(() => document.documentElement.scrollHeight), MOST_HEIGHT)
    await page.screenshot({ path: file, fullPage: true, clip: { x: 0, y: 0, width, height } })
    console.log(file)
  }
  await page.context().setOffline(false)
  await page.unrouteAll({ behavior: 'ignoreErrors' })
}

const readFromTheRight = () => {
  addEventListener('DOMContentLoaded', () => {
    document.documentElement.dir = 'rtl'
  })
}

/** Takes pictures of screens as somebody sees them on a device. */
const walk = async (by, screens, { width, options }, locale = 'en-GB', addition = '') => {
  if (screens.length === 0) return
  const names = screens.map(({ name }) => name).join(', ')
  const enter = WAYS_IN[by]
  if (enter === undefined) {
    console.error(`Without ${by === 'staff' ? 'STAFF' : 'PARTNER_KEY'} there is no picture of ${names}.`)
    return
  }
  const context = await browser.newContext({ ...options, locale, reducedMotion: 'reduce' })
  if (process.env.DIRECTION === 'rtl') await context.addInitScript(readFromTheRight)
  const page = await context.newPage()
  page.setDefaultTimeout(60_000)
  page.on('console', (message) => message.type() === 'error' && console.error(`${page.url()}: ${message.text()}`))
  page.on('pageerror', (error) => console.error(`${page.url()}: ${error.message}`))
  await enter(page)
  for (const screen of screens) {
    try {
      await take(page, screen, `${screen.name}${addition}-${width}`)
    } catch (error) {
      console.error(`${screen.name}: ${error.message}`)
      process.exitCode = 1
    }
  }
  await context.close()
}

const [phone] = DEVICES
for (const by of Object.keys(WAYS_IN)) {
  const ofThem = (screens) => screens.filter((screen) => screen.by === by)
  for (const device of DEVICES) await walk(by, ofThem(SCREENS), device)
  await walk(by, ofThem(GERMAN), phone, 'de-DE', '-german')
}

if (only === 'readme') {
  const context = await browser.newContext({ locale: 'en-GB', reducedMotion: 'reduce', viewport: { width: 1200, height: 800 } })
  const page = await context.newPage()
  page.setDefaultTimeout(60_000)
  await WAYS_IN.ana(page)
  await open(page, { path: '/' })
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
