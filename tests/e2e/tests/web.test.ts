import { execFileSync } from 'node:child_process'
import { chromiumPath, skippedWithoutChromium } from '@gruppetto/testing'
import type { Browser, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { join, newChallenge } from '../src/challenge/challenge.ts'
import { rideOn, startLive } from '../src/live/live.ts'
import { newBrand, newStaff, partnerWith } from '../src/partner/partner.ts'
import { emailOf, follow, newAthlete, PASSWORD, type Person, person, sendFile, uploadOf } from '../src/people.ts'
import { gpxRide, recording } from '../src/recordings.ts'
import { newSegment } from '../src/segments/segments.ts'
import { asBefore, expectNoFault, expectNoShift, goTo, hasFocus, openBrowser, type Visitor, visitor } from '../src/web/browser.ts'
import { addressOf, screenPaths } from '../src/web/screens.ts'
import { makeThings, metersBetween, signedIn, startOf, type Things } from '../src/web/things.ts'
import { oneProcess, type World } from '../src/world.ts'

const root = new URL('../../../', import.meta.url)

/** A walk through all screens takes a quarter of a minute, and many times that on a machine that is busy. */
const WALK_MS = 600_000

/** What something waits for, until it is let go. */
const held = () => {
  let resolve: () => void = () => undefined
  const promise = new Promise<void>((done) => {
    resolve = done
  })
  return { promise, resolve }
}

const button = (page: Page, name: string | RegExp) => page.getByRole('button', { name })
interface Replies {
  readonly edges: readonly { readonly node: { readonly id: string } }[]
}

const link = (page: Page, name: string | RegExp) => page.getByRole('link', { name })

describe.skipIf(chromiumPath === undefined)(`the web app${skippedWithoutChromium}`, () => {
  let world: World
  let browser: Browser
  let ben: Person
  let ana: Visitor
  let benAtHome: Visitor
  let activityId = ''
  let name = ''
  /** Ana with an app beside her browser, and what she has made with it. */
  let anaElsewhere: Person
  let things: Things
  let rideUploadId = ''
  /** Of what the staff has taken from Ana. */
  let caseId = ''
  const handle = `ana_${Date.now().toString(36)}`
  const anaHerself = () => person(world.url, { id: '', handle, displayName: 'Ana Keller', token: '', refreshToken: '' })

  beforeAll(async () => {
    // Before the world, which reads what was built.
    execFileSync(process.execPath, ['web/build/build.mjs'], { cwd: root, stdio: 'pipe' })
    world = await oneProcess()
    const { origin } = new URL(world.url)
    ;[browser, ben] = await Promise.all([openBrowser(), newAthlete(world.url, 'ben')])
    ana = await visitor(browser, origin)
    benAtHome = await visitor(browser, origin)
  })
  // What a test that failed has refused or taken away is there for those behind it.
  afterEach(() => Promise.all([ana, benAtHome].map(asBefore)))
  afterAll(async () => {
    await browser?.close()
    await world?.close()
  })

  /** The activity in the feed of Ben, beside badges that Ana may have got for it. */
  const card = () => benAtHome.page.locator('.feed-card', { has: benAtHome.page.getByRole('heading', { name }) }).first()

  it('says what it is to a stranger, and signs up whoever fills in the form right', async () => {
    const { page } = ana
    await page.goto('/')
    await expectNoFault(page, 'the welcome')
    // Nobody is shown a way into a demo where there is none.
    expect(await button(page, 'Look around as Ana').count()).toBe(0)
    // Where one is being made, it says so, and offers it when it is there; a platform that is away for a moment has not given it up.
    const demo = { email: 'ana@demo.example', password: PASSWORD }
    let asked = 0
    await page.route('**/app.json', (route) => {
      asked += 1
      if (asked === 2) return route.abort('internetdisconnected')
      return route.fulfill({ json: asked > 2 ? { demo, demoIsComing: false } : { demo: null, demoIsComing: true } })
    })
    await page.reload()
    await page.getByText('A demo world is being made here.').waitFor()
    await expectNoFault(page, 'the welcome before its demo')
    await button(page, 'Look around as Ana').waitFor()
    expect(await page.getByText('A demo world is being made here.').count()).toBe(0)
    await page.unroute('**/app.json')
    await page.reload()
    await link(page, 'Join').first().click()
    await page.getByLabel('Your name').fill('Ana Keller')
    await page.getByLabel('Handle').fill('?')
    await page.getByLabel('E-mail address').fill(emailOf({ handle }))
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
    const { origin } = new URL(world.url)
    const [cookie] = await context.cookies(`${origin}/session`)
    expect(cookie).toMatchObject({ name: 'gruppetto', httpOnly: true, sameSite: 'Strict', path: '/session' })
    await page.reload()
    await page.locator('.frame-me').waitFor()
    const stored = await page.evaluate('JSON.stringify([document.cookie, { ...localStorage }, { ...sessionStorage }])')
    expect(stored).not.toContain(cookie?.value.slice(0, 20))
    expect(stored).not.toMatch(/eyJ/)
  })

  it('shows what a friend uploads as it happens, and gives kudos', async () => {
    // Who has not opened the link in the mail is not found, nor mentioned.
    await world.verify(anaHerself())
    const me = await world.nobody.get<{ athlete: { id: string } }>(
      'query ($handle: String!) { athlete(handle: $handle) { id } }',
      { handle },
    )
    await follow(ben, { ...anaHerself(), id: me.athlete.id })
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
    await ana.page.locator('input[type=file]').setInputFiles([
      { name: 'run.fit', mimeType: 'application/octet-stream', buffer: Buffer.from(recording('run-smart-recording.fit')) },
      { name: 'notes.gpx', mimeType: 'application/gpx+xml', buffer: Buffer.from('no recording') },
    ])
    const made = ana.page.locator('.upload-made a')
    await made.waitFor()
    // The one that is no recording says so, and does not hinder the other.
    await ana.page.locator('.upload-wrong').waitFor()
    await ana.page.getByText('2 of 2 done').waitFor()
    await expectNoFault(ana.page, 'an upload that is done')
    name = (await made.textContent()) ?? ''
    activityId = decodeURIComponent((await made.getAttribute('href'))?.split('/').at(-1) ?? '')

    // Nothing of Ben's page has moved: what is new waits behind a bar.
    await button(page, / new$/).waitFor()
    expect(await page.locator('.feed-card').count()).toBe(0)
    await button(page, / new$/).click()
    await card().waitFor()
    expect(await card().locator('svg.route path').count()).toBeGreaterThan(0)
    await card().getByRole('button', { name: 'Give kudos' }).click()
    await card().getByRole('button', { name: '1 kudo', pressed: true }).waitFor()
    await expectNoFault(page, 'the feed')
    // Ana is told at once.
    await ana.page.getByText(/unread notification/).waitFor({ state: 'attached' })
  })

  it('shows the activity with its charts and numbers, and a comment with a mention as it is written', async () => {
    const { page } = ana
    await page.locator('.upload-made a').click()
    await page.getByRole('heading', { level: 1, name }).waitFor()
    await page.locator('.chart canvas').first().waitFor()
    expect(await page.locator('.chart figcaption span').allTextContents()).toEqual(
      expect.arrayContaining(['Altitude', 'Pace', 'Heart rate']),
    )
    await page.locator('.chart').first().hover()
    await expect.poll(() => page.locator('.chart output').first().textContent()).toMatch(/^\d+.m$/)
    await page.locator('.recording-route').waitFor()

    await card().getByRole('button', { name: 'Add a comment' }).click()
    const field = card().getByLabel('Write a comment')
    await field.pressSequentially(`Chapeau @${handle}`)
    await card().getByRole('option').filter({ hasText: handle }).waitFor()
    await field.press('Enter')
    await expect.poll(() => field.inputValue()).toBe(`Chapeau @${handle} `)
    await field.pressSequentially('<b>!</b>')
    await card().getByRole('button', { name: 'Send' }).click()
    // What looks like HTML is a text, here and at the other's.
    const comment = page.locator('.comment').filter({ hasText: 'Chapeau' })
    await comment.getByText('<b>!</b>').waitFor()
    await comment.getByRole('link', { name: `@${handle}` }).waitFor()
    await card().locator('.comment').waitFor()
    expect(await card().locator('.comment').count()).toBe(1)
    await link(page, /Notifications/).click()
    await page
      .locator('.notifications-list li')
      .filter({ hasText: /mentioned|comment/i })
      .first()
      .waitFor()
  })

  it('answers a comment under it, live, gives it kudos, and gives the words back when they are refused', async () => {
    const { page } = ana
    await goTo(page, `/activities/${activityId}`)
    const thread = page.locator('.comment-thread').filter({ hasText: 'Chapeau' })
    await thread.getByRole('button', { name: 'Kudos for the comment of' }).click()
    await thread.getByRole('button', { name: 'Kudos for the comment of', pressed: true }).waitFor()
    const answer = thread.getByRole('button', { name: `Reply to ${ben.displayName}` })
    await answer.press('Enter')
    // The field has the focus, and Ctrl and Enter send.
    const field = thread.getByRole('textbox', { name: `Reply to ${ben.displayName}` })
    await hasFocus(field)
    await page.keyboard.type('It was windy')
    const refusal = { data: null, errors: [{ message: 'No.', path: ['addComment'], extensions: { code: 'FORBIDDEN' } }] }
    await page.route('**/graphql', (route) => route.fulfill({ json: refusal }))
    await page.keyboard.press('Control+Enter')
    await page.getByText('The comment was not sent.').waitFor()
    expect(await field.inputValue()).toBe('It was windy')
    expect(await thread.locator('.replies .comment').count()).toBe(0)
    await page.unroute('**/graphql')
    await expectNoFault(page, 'an answer that was refused')
    await field.press('Control+Enter')
    await thread.locator('.replies .comment time').waitFor()
    await field.waitFor({ state: 'detached' })
    // Ben sees it at once, below his own words, and answers it: that stands beside it.
    const his = card().locator('.comment-thread').filter({ hasText: 'Chapeau' })
    await his.locator('.replies').getByText('It was windy').waitFor()
    await his.locator('.replies').getByRole('button', { name: 'Reply to Ana Keller' }).click()
    await hasFocus(his.getByRole('textbox', { name: 'Reply to Ana Keller' }))
    await benAtHome.page.keyboard.type('Not here')
    await his.getByRole('button', { name: 'Send' }).click()
    await thread
      .locator('.replies .comment')
      .filter({ hasText: `@${handle} Not here` })
      .waitFor()
    expect(await thread.locator('.replies .comment').count()).toBe(2)
    await expectNoFault(page, 'a comment with answers')
    // An answer is edited in its place, and is as it was when that is refused.
    const line = his.locator('.replies .comment').nth(1)
    const edit = async (text: string) => {
      await line.getByRole('button', { name: 'Edit your comment' }).click()
      await line.getByRole('textbox').fill(text)
      await line.getByRole('button', { name: 'Save' }).click()
    }
    await edit('Not here, Ana')
    await line.getByText('edited').waitFor()
    await benAtHome.page.route('**/graphql', (route) => route.fulfill({ json: refusal }))
    await edit('Nowhere')
    await benAtHome.page.getByText('The comment was not changed.').waitFor()
    expect(await line.getByRole('textbox').inputValue()).toBe('Nowhere')
    await benAtHome.page.unroute('**/graphql')
    await line.getByRole('button', { name: 'Cancel' }).click()
    await line.getByText('Not here, Ana').waitFor()
    // An answer is deleted as a comment is.
    const own = his.locator('.replies .comment').filter({ hasText: 'Not here' })
    await own.getByRole('button', { name: 'Delete your comment' }).click()
    await benAtHome.page.getByRole('dialog').getByRole('button', { name: 'Delete' }).click()
    await own.waitFor({ state: 'detached' })
    const { activity } = await ben.get<{ activity: object }>(
      `query ($id: ID!) { activity(id: $id) {
        commentCount comments(first: 5) { edges { node { kudosCount replies { edges { node { text } } } } } }
      } }`,
      { id: activityId },
    )
    const replies = { edges: [{ node: { text: 'It was windy' } }] }
    expect(activity).toEqual({ commentCount: 2, comments: { edges: [{ node: { kudosCount: 1, replies } }] } })
  })

  it('takes back what was refused, and says so', async () => {
    const { page } = benAtHome
    const refusal = { data: null, errors: [{ message: 'No.', path: ['takeBackKudos'], extensions: { code: 'FORBIDDEN' } }] }
    await page.route('**/graphql', (route) => route.fulfill({ json: refusal }))
    await card().getByRole('button', { name: '1 kudo' }).click()
    await page.getByText('The kudos did not arrive and was taken back.').waitFor()
    await card().getByRole('button', { name: '1 kudo', pressed: true }).waitFor()
    await page.unroute('**/graphql')
  })

  it('shows without a network what was seen, and sends what was done once there is one', async () => {
    const { page, context } = benAtHome
    await page.evaluate('navigator.serviceWorker.ready.then(() => undefined)')
    // What is kept is what was read last.
    await page.reload()
    await card().getByRole('button', { name: '1 kudo', pressed: true }).waitFor()
    await context.setOffline(true)
    await page.reload()
    await card().waitFor()
    await card().getByRole('button', { name: '1 kudo', pressed: true }).click()
    await card().getByRole('button', { name: 'Give kudos', pressed: false }).waitFor()
    await card()
      .getByRole('button', { name: /comment/ })
      .click()
    await card().getByLabel('Write a comment').fill('From the tunnel')
    await card().getByRole('button', { name: 'Send' }).click()
    await card().getByText('Waits for the network').waitFor()
    await page.getByText('Offline. 2 things are sent when the network is back.').waitFor()
    await expectNoFault(page, 'a feed without a network')
    // What waits outlasts the page.
    await page.reload()
    await card().getByRole('button', { name: 'Give kudos', pressed: false }).waitFor()

    await context.setOffline(false)
    await page.getByText(/is on its way|are on their way|Offline/).waitFor({ state: 'detached' })
    await goTo(ana.page, `/activities/${activityId}`)
    await ana.page.locator('.comment').filter({ hasText: 'From the tunnel' }).waitFor()
    expect(await ana.page.locator('.comment').filter({ hasText: 'From the tunnel' }).count()).toBe(1)
    const { activity } = await ben.get<{ activity: { viewerHasGivenKudos: boolean; commentCount: number } }>(
      'query ($id: ID!) { activity(id: $id) { viewerHasGivenKudos commentCount } }',
      { id: activityId },
    )
    expect(activity).toEqual({ viewerHasGivenKudos: false, commentCount: 3 })
  })

  it('misses nothing of what happens after it was read and before it is listened to', async () => {
    anaElsewhere = await signedIn(world, anaHerself())
    const { page } = benAtHome
    const kept: (() => void)[] = []
    let isHeld = true
    await page.routeWebSocket('**/graphql', (socket) => {
      const platform = socket.connectToServer()
      socket.onMessage((message) => {
        if (isHeld && String(message).includes('"type":"subscribe"')) kept.push(() => platform.send(message))
        else platform.send(message)
      })
    })
    await page.reload()
    await card()
      .getByRole('button', { name: /comment/ })
      .click()
    await card().locator('.comment').first().waitFor()
    // Those of the feed, of its comments, and of the number of unread notifications.
    await expect.poll(() => kept.length).toBe(3)
    await anaElsewhere.get('mutation ($input: AddCommentInput!) { addComment(input: $input) { id } }', {
      input: { subjectId: activityId, text: 'While nobody listened' },
    })
    await anaElsewhere.get('mutation ($input: CreatePostInput!) { createPost(input: $input) { id } }', {
      input: { text: 'Who comes along on Sunday?' },
    })
    await world.settle()
    expect(await page.getByText('While nobody listened').count()).toBe(0)
    isHeld = false
    for (const go of kept) go()
    await card().locator('.comment').filter({ hasText: 'While nobody listened' }).waitFor()
    await button(page, '1 new').click()
    await page.getByText('Who comes along on Sunday?').waitFor()
    await button(page, '1 new').waitFor({ state: 'detached' })
  })

  it('loses no comment that comes while the comments are read again, which is tried until it is answered', async () => {
    const { page } = benAtHome
    const isRead = held()
    const isThere = held()
    let tries = 0
    const away = { message: 'Away.', path: ['node'], extensions: { code: 'SERVICE_UNAVAILABLE', service: 'social' } }
    await page.route('**/graphql', async (route) => {
      if (!(route.request().postData() ?? '').includes('commentsPageQuery')) return route.fallback()
      tries += 1
      if (tries === 1) return route.fulfill({ json: { data: { node: null }, errors: [away] } })
      const answer = await route.fetch()
      isRead.resolve()
      // What is read is from before the comment, and arrives after it.
      await isThere.promise
      await route.fulfill({ response: answer }).catch(() => undefined)
    })
    await page.reload()
    await card()
      .getByRole('button', { name: /comment/ })
      .click()
    await isRead.promise
    // What is there stays while a part of the platform is away.
    await card().locator('.comment').filter({ hasText: 'While nobody listened' }).waitFor()
    await anaElsewhere.get('mutation ($input: AddCommentInput!) { addComment(input: $input) { id } }', {
      input: { subjectId: activityId, text: 'In between' },
    })
    const comment = card().locator('.comment').filter({ hasText: 'In between' })
    await comment.waitFor()
    const answered = page.waitForResponse((response) => (response.request().postData() ?? '').includes('commentsPageQuery'))
    isThere.resolve()
    await answered
    await page.unroute('**/graphql')
    await comment.waitFor()
    expect(await comment.count()).toBe(1)
  })

  it('hides where a ride begins from everybody else, once a place is to be hidden', async () => {
    const begin = await startOf(anaElsewhere, activityId)
    const line = card().locator('svg.route path').last()
    const before = await line.getAttribute('d')
    const { page } = ana
    await goTo(page, '/settings/privacy')
    await button(page, 'Hide a place').click()
    const form = page.getByRole('dialog', { name: 'Hide a place' })
    await form.getByLabel('Name, for you alone').fill('The door at home')
    await form.getByText('Type the place').click()
    await form.getByLabel('Latitude').fill(String(begin.latitude))
    await form.getByLabel('Longitude').fill(String(begin.longitude))
    await form.getByRole('button', { name: 'Hide it' }).click()
    await page.locator('.settings-list').getByText('The door at home').waitFor()
    await world.settle()
    // Ana goes on seeing all; for Ben it begins where the place has ended.
    expect(await startOf(anaElsewhere, activityId)).toEqual(begin)
    expect(metersBetween(begin, await startOf(ben, activityId))).toBeGreaterThan(300)
    await benAtHome.page.reload()
    await expect.poll(() => line.getAttribute('d')).not.toBe(before)
  })

  it('shows an activity as a stranger sees it, and asks again where the platform did not answer', async () => {
    const { page } = ana
    await page.route('**/graphql', (route) => route.abort('internetdisconnected'))
    await goTo(page, `/activities/${activityId}/as-a-stranger`)
    await button(page, 'Try again').waitFor()
    await button(page, 'Try again').click()
    await button(page, 'Try again').waitFor()
    await page.unroute('**/graphql')
    await button(page, 'Try again').click()
    await page.getByRole('heading', { level: 1, name }).waitFor()
    await page.getByText('As a stranger sees it').waitFor()
  })

  it('cuts off the end of a recording for everybody, with the keys, and takes it back', async () => {
    const elapsed = async (who: Person): Promise<number> =>
      (
        await who.get<{ activity: { elapsedSeconds: number } }>('query ($id: ID!) { activity(id: $id) { elapsedSeconds } }', {
          id: activityId,
        })
      ).activity.elapsedSeconds
    const [whole, wholeForBen] = [await elapsed(anaElsewhere), await elapsed(ben)]
    const { page } = ana
    await goTo(page, `/activities/${activityId}/edit`)
    await button(page, 'Choose the part').click()
    const end = page.getByRole('slider', { name: 'End', exact: true })
    expect(await button(page, /^Cut$/).isDisabled()).toBe(true)
    for (const key of ['PageDown', 'PageDown', 'ArrowLeft']) await end.press(key)
    await page.locator('.crop-left').getByText('count, of').waitFor()
    await expectNoFault(page, 'a recording that is being cut')
    await button(page, /^Cut$/).click()
    await page.getByText('Cut. Segments and challenges follow').waitFor()
    await page.waitForURL(`**/activities/${encodeURIComponent(activityId)}`)
    await page.getByRole('heading', { level: 1, name }).waitFor()
    const cut = await elapsed(anaElsewhere)
    expect(cut).toBeLessThan(whole * 0.9)
    expect(await elapsed(ben)).toBeLessThan(wholeForBen)
    await goTo(page, `/activities/${activityId}/edit`)
    await page.getByText('The recording counts from 0:00 to').waitFor()
    await button(page, 'Choose the part').click()
    await button(page, 'Let all of it count').click()
    await page.getByText('All of the recording counts again.').waitFor()
    expect(await elapsed(anaElsewhere)).toBe(whole)
    expect(await elapsed(ben)).toBe(wholeForBen)
  })

  it('takes an answer to an event, and counts it at once for the one who runs it', async () => {
    things = await makeThings(anaElsewhere)
    const address = `/events/${things.eventId}`
    await goTo(ana.page, address)
    await ana.page.getByText('Nobody has answered yet.').waitFor()
    const { page } = benAtHome
    await goTo(page, address)
    await button(page, 'Join').click()
    await button(page, 'Going').click()
    await page.getByRole('button', { name: 'Going', pressed: true }).waitFor()
    for (const each of [page, ana.page]) {
      await each.getByRole('heading', { name: 'Going 1' }).waitFor()
      await each.locator('.event-who').getByText(ben.displayName).waitFor()
    }
  })

  it('shows all clubs of somebody, a page at a time', async () => {
    await anaElsewhere.get('mutation ($input: ClubInput!) { createClub(input: $input) { id } }', {
      input: { name: `Night Owls ${handle}`, access: 'OPEN' },
    })
    const { page } = ana
    // As if a page had room for one.
    await page.route('**/graphql', (route) => {
      const asked = JSON.parse(route.request().postData() ?? '{}') as { variables: { mine?: number } }
      return asked.variables.mine === undefined
        ? route.fallback()
        : route.fallback({ postData: { ...asked, variables: { ...asked.variables, mine: 1 } } })
    })
    await goTo(page, '/clubs')
    const mine = page.locator('.section', { has: page.getByRole('heading', { name: 'My clubs' }) })
    await mine.getByRole('button', { name: 'Show more' }).click()
    await expect.poll(() => mine.getByRole('link', { name: new RegExp(handle) }).count()).toBe(2)
    expect(await mine.getByRole('button', { name: 'Show more' }).count()).toBe(0)
    await page.unroute('**/graphql')
  })

  it('keeps the list that is shown where another one does not come, and says so', async () => {
    const { page } = ana
    await goTo(page, '/challenges')
    const all = page.locator('.section', { has: button(page, 'Coming up') })
    const before = await all.locator('li').allInnerTexts()
    const away = { message: 'Away.', path: ['challenges'], extensions: { code: 'SERVICE_UNAVAILABLE', service: 'clubs' } }
    await page.route('**/graphql', (route) =>
      (route.request().postData() ?? '').includes('allPageQuery')
        ? route.fulfill({ json: { data: null, errors: [away] } })
        : route.fallback(),
    )
    await button(page, 'Ended').click()
    await page.getByText('This part of Gruppetto is away right now.').waitFor()
    const underWay = page.getByRole('button', { name: 'Under way', pressed: true })
    await underWay.waitFor()
    expect(await all.locator('li').allInnerTexts()).toEqual(before)
    await page.unroute('**/graphql')
    // Where a second choice overtakes the first one and does not come either, the choice goes back to what is shown.
    await page.route('**/graphql', (route) => {
      const asked = JSON.parse(route.request().postData() ?? '{}') as { operationName?: string; variables: { status?: string } }
      if (asked.operationName !== 'allPageQuery') return route.fallback()
      return asked.variables.status === 'ENDED' ? undefined : route.fulfill({ json: { data: null, errors: [away] } })
    })
    await button(page, 'Ended').click()
    await page.getByRole('button', { name: 'Ended', pressed: true }).waitFor()
    await button(page, 'Coming up').click()
    await underWay.waitFor()
    expect(await all.locator('li').allInnerTexts()).toEqual(before)
    await page.unroute('**/graphql')
    await button(page, 'Ended').click()
    await all.getByText('None right now').waitFor()
    await page.getByRole('button', { name: 'Ended', pressed: true }).waitFor()
    await button(page, 'Under way').click()
    await expect.poll(() => all.locator('li').allInnerTexts()).toEqual(before)
  })

  it('shows on a day of rest what others train for', async () => {
    await join(anaElsewhere, things.challengeId, false)
    await world.settle()
    const { page } = benAtHome
    await page.goto('/')
    const card = page.locator('.side-card', { has: page.getByRole('heading', { name: 'What others train for' }) })
    await card.getByRole('link', { name: 'Fifty in a week' }).waitFor()
    await card.getByText('Ana Keller', { exact: true }).waitFor()
  })

  it('is followed live by somebody who has a link, and no account', async () => {
    const session = await startLive(anaElsewhere, 'ONLY_ME')
    const { page } = ana
    await goTo(page, `/live/session/${session.id}`)
    await button(page, 'Share a link').click()
    const shared = await page.locator('.live-link a').getAttribute('href')
    const stranger = await visitor(browser, new URL(world.url).origin)
    await stranger.page.goto(shared ?? '')
    await stranger.page.getByRole('heading', { name: 'Ana Keller' }).waitFor()
    await stranger.page.getByText('On the way. No position to be seen now.').waitFor()
    await rideOn(anaElsewhere, session, 0, 20)
    await stranger.page.locator('#distance').getByText('0.20 km').waitFor()
    expect(await stranger.page.locator('#way').getAttribute('d')).toMatch(/^M.+L/)
    await page.locator('.live-now').getByText('0:20').waitFor()
    await page.locator('.live-steer-keys').getByRole('button', { name: 'End', exact: true }).click()
    await page.getByRole('dialog').getByRole('button', { name: 'End', exact: true }).click()
    await stranger.page.getByText('Finished.').waitFor()
    expect(await stranger.context.cookies()).toEqual([])
    expect(stranger.complaints).toEqual([])
    await stranger.context.close()
  })

  it('shows a partner how a campaign does, with a key that is in no storage', async () => {
    const staff = await newStaff(() => world)
    const [brand, id] = await Promise.all([newBrand(staff), newChallenge(staff)])
    await partnerWith(world.url, brand.secret).get(
      'mutation ($id: ID!) { sponsorChallenge(input: { challengeId: $id }) { id } }',
      { id },
    )
    await join(anaElsewhere, id, true)
    await join(ben, id, false)
    await world.settle()
    const partner = await visitor(browser, new URL(world.url).origin)
    const { page } = partner
    await page.goto('/partner')
    await page.getByLabel('API key').fill(brand.secret)
    await button(page, 'Open the console').click()
    await page.getByRole('heading', { name: 'Fernweh', exact: true }).waitFor()
    const report = page.locator('section', { has: page.getByRole('heading', { name: 'Campaign report' }) }).last()
    await report.locator('.figures').getByText('2', { exact: true }).waitFor()
    // Who has not agreed to share has no name.
    const names = page.locator('.partner-board tbody td:nth-child(2)')
    expect((await names.allTextContents()).sort()).toEqual(['Ana Keller', 'Athlete'])
    await expectNoFault(page, 'the campaigns of a partner')
    await link(page, 'Keys').click()
    await page.getByText('this key', { exact: true }).waitFor()
    await expectNoFault(page, 'the keys of a partner')
    const kept = await page.evaluate(
      'JSON.stringify([document.cookie, { ...localStorage }, { ...sessionStorage }, history.state, location.href])',
    )
    expect(kept).not.toContain(brand.secret)
    expect(partner.complaints).toEqual([])
    await partner.context.close()
  })

  it('sells premium, which opens the charts of training', async () => {
    rideUploadId = await sendFile(
      anaElsewhere,
      'ride.gpx',
      gpxRide(Date.now() - 3_600_000, { points: 400, watts: 210, name: 'Up the hill' }),
    )
    await world.settle()
    const { page } = ana
    const curve = page.getByRole('slider', { name: 'Power curve' })
    await goTo(page, '/training')
    await page.locator('.training-teaser').getByRole('link').click()
    expect(await curve.count()).toBe(0)
    await button(page, 'Try Premium').first().click()
    await page.waitForURL('**/sandbox/checkout/*')
    await page.getByLabel('Pays always').check()
    await button(page, 'Start the free trial').click()
    await page.getByRole('heading', { name: 'Your trial has begun' }).waitFor()
    await link(page, 'Back to Gruppetto').click()
    await page.getByText(/^Free until /).waitFor()
    await world.settle()
    await goTo(page, '/training')
    await curve.waitFor()
    expect(await page.locator('.training-teaser').count()).toBe(0)
  })

  it('tells whom something was taken from, and who is suspended, why, and takes an appeal', async () => {
    const staff = await newStaff(() => world)
    const { page } = ana
    const { activity } = await ben.get<{ activity: { comments: { edges: { node: { replies: Replies } }[] } } }>(
      'query ($id: ID!) { activity(id: $id) { comments(first: 5) { edges { node { replies { edges { node { id } } } } } } } }',
      { id: activityId },
    )
    const id = activity.comments.edges.flatMap(({ node }) => node.replies.edges)[0]?.node.id
    await staff.get('mutation ($id: ID!) { deleteComment(id: $id) { id } }', { id })
    await world.settle()
    await goTo(page, '/notifications')
    await link(page, /Your comment was removed/).click()
    await page.getByRole('heading', { level: 1, name: 'Your comment was removed' }).waitFor()
    await page.getByText('It was windy').waitFor()
    caseId = decodeURIComponent(new URL(page.url()).pathname.split('/').at(-1) ?? '')
    await expectNoFault(page, 'a decision')
    const why = page.getByLabel('Why it should be decided otherwise')
    const refusal = { data: null, errors: [{ message: 'No.', path: ['appeal'], extensions: { code: 'SERVICE_UNAVAILABLE' } }] }
    await why.fill('It was windy indeed')
    await page.route('**/graphql', (route) => route.fulfill({ json: refusal }))
    await button(page, 'Send the appeal').click()
    await page.getByText('This part of Gruppetto is away right now.').waitFor()
    expect(await why.inputValue()).toBe('It was windy indeed')
    await page.unroute('**/graphql')
    await button(page, 'Send the appeal').click()
    await page.getByText('Somebody looks at it again.').waitFor()
    await staff.get('mutation ($id: ID!) { resolveModerationCase(id: $id, remove: false) { id } }', { id: caseId })
    await page.reload()
    await page.getByRole('heading', { level: 1, name: 'Your appeal was granted' }).waitFor()

    const until = new Date(Date.now() + 86_400_000).toISOString()
    await staff.get(
      'mutation ($id: ID!, $until: DateTime!) { suspendAthlete(athleteId: $id, until: $until, reason: "Rude words") { id } }',
      { id: anaElsewhere.id, until },
    )
    await world.settle()
    await page.reload()
    await page.getByText('Your account is suspended until').waitFor()
    await link(page, 'Why, and how to appeal').click()
    await page.getByText('Rude words').waitFor()
    await expectNoFault(page, 'a suspension')
    await why.fill('I was tired')
    await button(page, 'Send the appeal').click()
    await page.getByText('Somebody looks at it again.').waitFor()
    // What is refused meanwhile says why.
    await goTo(page, '/settings')
    await page.getByLabel('A few words').fill('Not today')
    await button(page, 'Save').first().click()
    await page.getByRole('alert').getByText('Your account is suspended until').waitFor()
    await staff.get('mutation ($id: ID!) { liftSuspension(athleteId: $id) { id } }', { id: anaElsewhere.id })
    await world.settle()
    await page.reload()
    await page.locator('.frame-me').waitFor()
    expect(await page.getByText('Your account is suspended').count()).toBe(0)
  })

  it('has no fault that axe finds on any screen', { timeout: WALK_MS }, async () => {
    const { page } = ana
    // What the story has not made by now: a segment, somebody who is out, and a report for the staff, to whom Ana belongs.
    const [ride] = (await uploadOf(anaElsewhere, rideUploadId)).activities
    const segmentId = await newSegment(anaElsewhere, {
      activityId: ride?.id,
      name: 'The hill',
      startSeconds: 30,
      endSeconds: 300,
    })
    const session = await startLive(anaElsewhere, 'EVERYONE')
    await rideOn(anaElsewhere, session, 0, 20)
    await world.verify(ben)
    await ben.get('mutation ($id: ID!) { report(input: { subjectId: $id, reason: SPAM }) }', { id: activityId })
    await world.grantStaff(handle)
    await world.settle()
    // In German, whose words are longer.
    await page.evaluate(`localStorage.setItem('language', 'de')`)
    await page.reload()
    await page.locator('.frame-me').waitFor()
    const known = { handle, activityId, segmentId, liveSessionId: session.id, caseId, ...things }
    for (const path of screenPaths()) {
      const address = addressOf(path, known) ?? path
      await goTo(page, address)
      await expectNoShift(page, address)
      await expectNoFault(page, address)
    }
    await goTo(page, '/staff')
    await page.locator('.staff-case').waitFor()
    await goTo(page, `/segments/${segmentId}`)
    await page.getByRole('heading', { level: 1, name: 'The hill' }).waitFor()
    await goTo(page, '/athletes/nobody.at.all')
    await page.getByText('So heißt hier niemand').waitFor()
    await page.evaluate(`localStorage.setItem('language', 'en')`)
    await page.reload()
    await page.getByText('Nobody goes by that name').waitFor()
  })

  it('loads a screen without anything that moves, on a phone and on a wide screen', { timeout: WALK_MS }, async () => {
    const { page } = ana
    const stranger = await visitor(browser, new URL(world.url).origin)
    for (const width of [360, 1_440]) {
      await page.setViewportSize({ width, height: 800 })
      await stranger.page.setViewportSize({ width, height: 800 })
      for (const path of ['/', `/activities/${activityId}`, `/athletes/${handle}`, '/notifications', '/training']) {
        await page.goto(path)
        if (path.startsWith('/activities')) await page.locator('.chart canvas').first().waitFor()
        await expectNoShift(page, `${path} at ${width}`)
      }
      for (const path of ['/', '/sign-in', '/forgot-password', '/clubs', '/shop', '/parts', '/partner']) {
        await stranger.page.goto(path)
        await expectNoShift(stranger.page, `${path} at ${width}, signed out`)
      }
    }
    await stranger.context.close()
    await page.setViewportSize({ width: 360, height: 780 })
  })

  it('shows nothing of an account after it has signed out, and leads back where somebody wanted to go', async () => {
    const { page, context } = ana
    await page.locator('.frame-me').click()
    await button(page, 'Sign out').click()
    await link(page, 'Sign in').first().waitFor()
    const kept = `new Promise((resolve) => { indexedDB.open('gruppetto').onsuccess = ({ target }) => {
      const all = target.result.transaction(['session', 'answers', 'waiting']), names = ['session', 'answers', 'waiting']
      Promise.all(names.map((name) => new Promise((done) => { all.objectStore(name).count().onsuccess = (found) => done(found.target.result) }))).then(resolve)
    } })`
    await expect.poll(() => page.evaluate(kept)).toEqual([0, 0, 0])
    expect(await context.cookies(`${new URL(world.url).origin}/session`)).toEqual([])
    await page.goto('/notifications')
    await page.waitForURL('**/sign-in?next=%2Fnotifications')
    await expectNoFault(page, 'the sign-in')
    expect([...ana.complaints, ...benAtHome.complaints]).toEqual([])
  })
})
