// Takes pictures of every screen at both widths in both themes: npm run web:shots -- FOLDER [ADDRESS [SCREENS]], of a platform with the demo world.
// With `readme` for the screens it takes the one of the README: npm run web:shots -- docs/pictures ADDRESS readme
import { existsSync, mkdirSync, writeFileSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import { chromium } from 'playwright-core'
import { PICTURED } from './pictured.mjs'

const [folder = 'shots', address = 'http://localhost:4000', only = ''] = process.argv.slice(2)
const executablePath = ['chromium', 'chromium-browser', 'google-chrome']
  .flatMap((name) => (process.env.PATH ?? '').split(delimiter).map((path) => join(path, name)))
  .find(existsSync)
if (executablePath === undefined) {
  console.error('There is no Chromium on the PATH.')
  process.exit(1)
}
mkdirSync(folder, { recursive: true })

const SCREENS = PICTURED.filter(({ name }) => only === '' || only.split(',').includes(name))

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
const open = async (page, { path, address: at = path, first }) => {
  let to = at
  if (first !== undefined) {
    await page.goto(new URL(first.on, address).href)
    const link = page.locator(first.link).first()
    await link.waitFor({ timeout: 60_000 })
    const [path, search] = (await link.getAttribute('href')).split('?')
    to = `${path}${first.rest ?? ''}${search === undefined ? '' : `?${search}`}`
  }
  await page.goto(new URL(to, address).href)
  await page.locator('main h1, main h2').first().waitFor({ state: 'attached', timeout: 60_000 })
  await page
    .waitForFunction(() => document.querySelector('.bone') === null, undefined, { timeout: 60_000 })
    .catch(() => undefined)
  await page.waitForTimeout(600)
}

/** Brings what changes from one theme to the other to its end, also on a busy machine. */
const toItsEnd = async () => {
  for (let frame = 0; frame < 3; frame += 1) await new Promise(requestAnimationFrame)
  for (const change of document.getAnimations()) if (change.effect.getComputedTiming().endTime !== Infinity) change.finish()
}

const take = async (page, screen) => {
  await open(page, screen)
  for (const { width, colorScheme } of LOOKS) {
    await page.setViewportSize({ width, height: width < 500 ? 780 : 900 })
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' })
    await page.waitForTimeout(250)
    await page.evaluate(toItsEnd)
    const file = join(folder, `${screen.name}-${width}-${colorScheme}.png`)
    await page.screenshot({ path: file })
    console.log(file)
  }
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
  for (const screen of screens) {
    try {
      await take(page, screen)
    } catch (error) {
      console.error(`${screen.name}: ${error.message}`)
      process.exitCode = 1
    }
  }
  await context.close()
}

if (only === 'readme') {
  const context = await browser.newContext({ locale: 'en-GB', reducedMotion: 'reduce', viewport: { width: 1200, height: 800 } })
  const page = await context.newPage()
  await enter(page)
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
