import { execFileSync } from 'node:child_process'
import { chromiumPath, skippedWithoutChromium } from '@gruppetto/testing'
import type { Browser, BrowserContext, Page, Route } from 'playwright-core'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { createUpload, emailOf, follow, newAthlete, PASSWORD, type Person, putBytes, sendFile } from '../src/people.ts'
import { gpxRide } from '../src/recordings.ts'
import { asBefore, openBrowser, type Visitor, visitor } from '../src/web/browser.ts'
import { oneProcess, type World } from '../src/world.ts'

const root = new URL('../../../', import.meta.url)
const PNG = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
)

const signIn = async (page: Page, who: Person): Promise<void> => {
  await page.goto('/sign-in')
  await page.getByLabel('E-mail address').fill(emailOf(who))
  await page.getByLabel('Password').fill(PASSWORD)
  await page.getByRole('button', { name: 'Sign in' }).click()
  await page.locator('.frame-me').waitFor()
}

/** Loses the answer to the first request of a kind: the platform has got it, and the page does not know. */
const loseFirstAnswer = (isIt: (route: Route) => boolean) => {
  let isLost = false
  return async (route: Route): Promise<void> => {
    if (isLost || !isIt(route)) return route.fallback()
    isLost = true
    await route.fetch()
    await route.abort()
  }
}

/** How much waits in the browser for the network. */
const waiting = (page: Page): Promise<unknown> =>
  page.evaluate(`new Promise((resolve) => { indexedDB.open('gruppetto').onsuccess = ({ target }) => {
    target.result.transaction('waiting').objectStore('waiting').count().onsuccess = (found) => resolve(found.target.result)
  } })`)

describe.skipIf(chromiumPath === undefined)(`the web app without a network${skippedWithoutChromium}`, () => {
  let world: World
  let browser: Browser
  let ana: Person
  let ben: Person
  let rideId = ''
  let at: Visitor
  let page: Page
  let context: BrowserContext

  beforeAll(async () => {
    execFileSync(process.execPath, ['web/build/build.mjs'], { cwd: root, stdio: 'pipe' })
    world = await oneProcess()
    ;[browser, ana, ben] = await Promise.all([openBrowser(), newAthlete(world.url, 'ana'), newAthlete(world.url, 'ben')])
    at = await visitor(browser, new URL(world.url).origin)
    ;({ page, context } = at)
    await sendFile(ben, 'ride.gpx', gpxRide(Date.now() - 7_200_000, { name: 'Morning ride', longitude: 9 }))
    await world.settle()
    const { athlete } = await ben.get<{ athlete: { activities: { edges: { node: { id: string } }[] } } }>(
      'query ($id: ID!) { athlete(id: $id) { activities(first: 1) { edges { node { id } } } } }',
      { id: ben.id },
    )
    rideId = athlete.activities.edges[0]?.node.id ?? ''
    await follow(ana, ben)
    await signIn(page, ana)
    await page.evaluate('navigator.serviceWorker.ready.then(() => undefined)')
  })
  afterEach(() => asBefore(at))
  afterAll(async () => {
    await browser?.close()
    await world?.close()
  })

  const namesOf = async (who: Person): Promise<readonly string[]> => {
    const { athlete } = await who.get<{ athlete: { activities: { edges: { node: { name: string } }[] } } }>(
      'query ($id: ID!) { athlete(id: $id) { activities(first: 20) { edges { node { name } } } } }',
      { id: who.id },
    )
    return athlete.activities.edges.map(({ node }) => node.name).toSorted()
  }
  const comments = async (): Promise<number> =>
    (
      await ben.get<{ activity: { commentCount: number } }>('query ($id: ID!) { activity(id: $id) { commentCount } }', {
        id: rideId,
      })
    ).activity.commentCount

  it('keeps files that are chosen, and sends each once, also when answers are lost; what is no recording says so', async () => {
    const gpx = (name: string, longitude: number) => ({
      name: `${name}.gpx`,
      mimeType: 'application/gpx+xml',
      buffer: Buffer.from(gpxRide(Date.now() - 3_600_000, { name, longitude })),
    })
    const first = gpx('Over the pass', 8)
    await page.goto('/upload')
    await page.locator('.upload-drop').waitFor()
    await context.setOffline(true)
    const choose = page.locator('input[type=file]')
    await choose.setInputFiles([first, gpx('Home again', 10)])
    await page.getByText('Waits for the network').nth(1).waitFor()
    // The same file once more, and one that is none.
    await choose.setInputFiles([
      first,
      { name: 'notes.gpx', mimeType: 'application/gpx+xml', buffer: Buffer.from('no recording') },
    ])
    await page.getByText('Waits for the network').nth(3).waitFor()
    // It outlasts the page, in its order.
    await page.reload()
    await page.getByText('Waits for the network').nth(3).waitFor()
    expect(await page.locator('.upload-name').allTextContents()).toEqual([
      'Over the pass.gpx',
      'Home again.gpx',
      'Over the pass.gpx',
      'notes.gpx',
    ])

    await page.route(
      '**/graphql',
      loseFirstAnswer((route) => (route.request().postData() ?? '').includes('sendingCreateMutation')),
    )
    await page.route(
      '**/*',
      loseFirstAnswer((route) => route.request().method() === 'PUT'),
    )
    await context.setOffline(false)
    // What is lost is tried again later; that the network is back is a reason to try now.
    const hurry = setInterval(() => void page.evaluate('dispatchEvent(new Event("online"))').catch(() => undefined), 2_000)
    const refused = page.locator('.waiting-refused li')
    await refused.waitFor()
    clearInterval(hurry)
    await expect.poll(() => refused.textContent()).toContain('notes.gpx')
    expect(await refused.textContent()).toMatch(/A file that you chose without a network was not taken: .+\./)
    await page.unroute('**/graphql')
    await page.unroute('**/*')
    await world.settle()
    expect(await namesOf(ana)).toEqual(['Home again', 'Over the pass'])
    await refused.getByRole('button', { name: 'Remove' }).click()
    await refused.waitFor({ state: 'detached' })
    expect(await waiting(page)).toBe(0)
  })

  it('shows after a reload what is under way and what has failed, and forgets what was cleared away', async () => {
    const carla = await visitor(browser, new URL(world.url).origin)
    const who = await newAthlete(world.url, 'carla')
    await signIn(carla.page, who)
    // Another device has begun to send a file.
    const half = Buffer.from(gpxRide(Date.now() - 180_000_000, { name: 'Half way' }))
    const begun = await createUpload(who, 'half.gpx', half)
    await carla.page.goto('/upload')
    await carla.page.locator('input[type=file]').setInputFiles([
      { name: 'notes.gpx', mimeType: 'application/gpx+xml', buffer: Buffer.from('no recording') },
      { name: 'good.gpx', mimeType: 'application/gpx+xml', buffer: Buffer.from(gpxRide(Date.now() - 90_000_000)) },
    ])
    await carla.page.locator('.upload-made a').waitFor()
    await carla.page.locator('.upload-wrong').waitFor()
    await carla.page.reload()
    const rows = carla.page.locator('.upload-list li')
    await rows.filter({ hasText: 'half.gpx' }).getByText('It has not arrived.').waitFor()
    await rows.filter({ hasText: 'notes.gpx' }).locator('.upload-wrong').waitFor()
    // What went well is an activity, and nothing to look after.
    expect(await carla.page.locator('.upload-name').allTextContents()).toEqual(['notes.gpx', 'half.gpx'])
    await carla.page.getByRole('button', { name: 'Clear what is done' }).click()
    // It is followed: the other device goes on.
    expect(await putBytes(begun, half)).toBeLessThan(300)
    await rows.getByRole('link', { name: 'Half way' }).waitFor()
    await carla.page.getByRole('link', { name: 'Gruppetto' }).first().click()
    await carla.page.goBack()
    await rows.getByRole('link', { name: 'Half way' }).waitFor()
    expect(await rows.locator('.upload-name').allTextContents()).toEqual(['half.gpx'])
    expect(carla.complaints).toEqual([])
    await carla.context.close()
  })

  it('says so when the browser has no room to keep what was done', async () => {
    await page.evaluate(`IDBObjectStore.prototype.add = () => { throw new DOMException('full', 'QuotaExceededError') }`)
    await context.setOffline(true)
    await page
      .locator('input[type=file]')
      .setInputFiles({ name: 'late.gpx', mimeType: 'application/gpx+xml', buffer: Buffer.from('x') })
    await page.getByText('this device has no room to keep it').waitFor()
    await context.setOffline(false)
    await page.reload()
    await page.locator('.frame-me').waitFor()
  })

  it('shows photos that were seen, until the session ends', async () => {
    await page.goto('/settings')
    await page.locator('.profile-picture input[type=file]').setInputFiles({ name: 'me.png', mimeType: 'image/png', buffer: PNG })
    const picture = page.locator('.profile-picture img')
    await picture.waitFor()
    await page.reload()
    await picture.waitFor()
    const isThere = () => picture.evaluate((image) => (image as unknown as { naturalWidth: number }).naturalWidth > 0)
    await expect.poll(isThere).toBe(true)
    await expect.poll(() => page.evaluate('caches.keys()')).toContainEqual(expect.stringMatching(/^photos:/))
    await context.setOffline(true)
    await page.reload()
    await picture.waitFor()
    await expect.poll(isThere).toBe(true)
    await context.setOffline(false)
  })

  it('asks for a session whose answer was lost under the same name, and for the next one under another', async () => {
    const names: string[] = []
    await page.route('**/session', async (route) => {
      names.push((JSON.parse(route.request().postData() ?? '{}') as { attempt: string }).attempt)
      if (names.length > 1) return route.fallback()
      await route.fetch()
      await route.abort()
    })
    await page.reload()
    await page.locator('.frame-me').waitFor()
    await expect.poll(() => names.length).toBe(2)
    await expect.poll(() => page.evaluate(`localStorage.getItem('session-attempt')`)).toBeNull()
    await page.reload()
    await page.locator('.frame-me').waitFor()
    await expect.poll(() => names.length).toBe(3)
    expect(names[1]).toBe(names[0])
    expect(names[2]).not.toBe(names[0])
    expect(names[0]).toMatch(/^.{20,}$/)
    await page.unroute('**/session')
  })

  it('sends nothing in the name of who signs in after a session has ended', async () => {
    await page.goto(`/activities/${rideId}`)
    const open = page.getByLabel('Write a comment')
    await open.waitFor()
    await context.setOffline(true)
    await page.reload()
    await open.fill('Written in a tunnel')
    await page.getByRole('button', { name: 'Send' }).click()
    await page.getByText('Waits for the network').waitFor()
    expect(await waiting(page)).toBe(1)
    // The session is over when the network is back, as after 60 days.
    await context.clearCookies()
    await context.setOffline(false)
    await page.getByRole('link', { name: 'Sign in' }).first().waitFor()
    expect(await page.evaluate('caches.keys()')).not.toContainEqual(expect.stringMatching(/^photos:/))
    await signIn(page, ben)
    await expect.poll(() => waiting(page)).toBe(0)
    await world.settle()
    expect(await comments()).toBe(0)
  })

  it('shows a push in the language of who reads it, and leads to the app alone', async () => {
    await context.grantPermissions(['notifications'])
    const device = world.pushService.subscribe('/devices/browser')
    await ben.get('mutation ($input: WebPushInput!) { registerWebPush(input: $input) }', { input: device.input })
    await ana.get('mutation ($input: CheerInput!) { cheer(input: $input) }', {
      input: { athleteId: ben.id, message: 'Hopp!' },
    })
    const [push] = await world.pushService.next(device.path)
    const tools = await context.newCDPSession(page)
    const registered = new Promise<string>((resolve) => {
      tools.on('ServiceWorker.workerRegistrationUpdated', ({ registrations }) => {
        if (registrations[0] !== undefined) resolve(registrations[0].registrationId)
      })
    })
    await tools.send('ServiceWorker.enable')
    const registrationId = await registered
    const { origin } = new URL(world.url)
    const deliver = (payload: object) =>
      tools.send('ServiceWorker.deliverPushMessage', { origin, registrationId, data: JSON.stringify(payload) })
    const shown = () =>
      page.evaluate(
        'navigator.serviceWorker.ready.then((worker) => worker.getNotifications()).then((all) => all.map(({ title, body, data }) => [title, body, data.address]))',
      )
    await page.evaluate(`localStorage.setItem('language', 'de')`)
    await page.reload()
    await page.locator('.frame-me').waitFor()
    // What DevTools gives to a worker that is just stopping is lost. With the same tag it is shown once.
    const shownAgain = async () => {
      await deliver(push?.payload as object)
      return shown()
    }
    await expect
      .poll(shownAgain, { interval: 2_000 })
      .toEqual([['Gruppetto', `${ana.displayName} feuert dich an: „Hopp!“`, '/notifications']])
    // Whatever is in a push, its notification leads to a screen of the app.
    const hostile = {
      ...(push?.payload as object),
      tag: 'other',
      url: 'https://elsewhere.example/',
      subjects: { activity: `//x/../${rideId}` },
    }
    await deliver(hostile)
    await deliver({ ...(push?.payload as object), tag: 'ride', subjects: { activity: rideId } })
    await expect.poll(async () => ((await shown()) as unknown[]).length).toBe(3)
    expect((await shown()) as string[][]).toContainEqual([
      'Gruppetto',
      expect.any(String),
      `/activities/${encodeURIComponent(`//x/../${rideId}`)}`,
    ])
    // A click of a person can't be made here; what it tells the worker can.
    const press = (tag: string) =>
      context
        .serviceWorkers()[0]
        ?.evaluate(`registration.getNotifications({ tag: ${JSON.stringify(tag)} }).then(([notification]) => {
        dispatchEvent(new NotificationEvent('notificationclick', { notification }))
      })`)
    await press('ride')
    await page.waitForURL(`**/activities/${rideId}`)
    await press('other')
    await page.waitForURL((url) => url.origin === origin && url.pathname.includes('%2F%2Fx'))
    expect(new URL(page.url()).origin).toBe(origin)
    expect(await shown()).toHaveLength(1)
    // What was pushed is for who was signed in alone.
    await page.locator('.frame-me').click()
    await page.getByRole('button', { name: 'Abmelden' }).click()
    await page.getByRole('link', { name: 'Anmelden' }).first().waitFor()
    await expect.poll(shown).toEqual([])
  })

  it('pushes to a device for who has asked for it there, and for nobody who signs in after', async () => {
    const shared = await visitor(browser, new URL(world.url).origin)
    const { input } = world.pushService.subscribe('/devices/shared')
    await shared.context.grantPermissions(['notifications'])
    // No push service can be reached from here.
    await shared.context.addInitScript(`{
      const made = { endpoint: ${JSON.stringify(input.endpoint)}, toJSON: () => (${JSON.stringify({ endpoint: input.endpoint, keys: input })}),
        unsubscribe: async () => { localStorage.removeItem('subscribed'); return true } }
      PushManager.prototype.getSubscription = async () => (localStorage.getItem('subscribed') === null ? null : made)
      PushManager.prototype.subscribe = async () => { localStorage.setItem('subscribed', 'yes'); return made }
    }`)
    const devicesOf = async (who: Person): Promise<number> =>
      (await who.get<{ viewer: { pushDevices: unknown[] } }>('{ viewer { pushDevices { id } } }')).viewer.pushDevices.length
    const before = await devicesOf(ben)
    const leave = async () => {
      await shared.page.locator('.frame-me').click()
      await shared.page.getByRole('button', { name: 'Sign out' }).click()
      await shared.page.getByRole('link', { name: 'Sign in' }).first().waitFor()
    }
    await signIn(shared.page, ana)
    await shared.page.goto('/settings/notifications')
    await shared.page.getByRole('button', { name: 'Turn on' }).click()
    await expect.poll(() => devicesOf(ana)).toBe(1)
    await leave()
    await expect.poll(() => shared.page.evaluate(`localStorage.getItem('subscribed')`)).toBeNull()
    await world.settle()
    expect(await devicesOf(ana)).toBe(0)
    await signIn(shared.page, ben)
    // Some seconds after the start a device is confirmed.
    await shared.page.waitForTimeout(8_000)
    expect(await devicesOf(ben)).toBe(before)
    await leave()
    await signIn(shared.page, ana)
    await expect.poll(() => devicesOf(ana)).toBe(1)
    expect(shared.complaints).toEqual([])
    await shared.context.close()
  })
})
