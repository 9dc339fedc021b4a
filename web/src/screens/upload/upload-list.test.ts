import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import type { Earlier, Sent } from './sent.ts'
import { isLeft, isWrong, mayPass, openUploadList } from './upload-list.ts'

beforeEach(() => {
  vi.useFakeTimers()
})
afterEach(() => {
  vi.useRealTimers()
})

const file = (name: string) => new File(['x'], name)
const refused = (code: string, more: object = {}): Sent => ({
  is: 'refused',
  error: { message: code, extensions: { code, ...more } },
})

interface Under {
  readonly name: string
  hear(sent: Sent): void
  end(): void
}

/** A platform whose answers the test gives. */
const open = (keep: (file: File) => Promise<boolean> = async () => true) => {
  const under: Under[] = []
  const list = openUploadList({
    send: (sent, hear) =>
      new Promise((end) => {
        under.push({ name: sent.name, hear, end })
      }),
    follow: (id, hear) =>
      new Promise((end) => {
        under.push({ name: `follow ${id}`, hear, end })
      }),
    retry: (id, hear) =>
      new Promise((end) => {
        under.push({ name: `retry ${id}`, hear, end })
      }),
    keep: (kept) => keep(kept),
  })
  const settle = () => vi.advanceTimersByTimeAsync(200)
  const isOf = () => list.now().map(({ name, sent }) => `${name} ${sent.is}`)
  return { list, under, settle, isOf }
}

it('sends three at a time, each as soon as one has ended', async () => {
  const { list, under, settle } = open()
  list.take(['a', 'b', 'c', 'd', 'e'].map(file))
  expect(list.now().map(({ name }) => name)).toEqual(['a', 'b', 'c', 'd', 'e'])
  expect(under.map(({ name }) => name)).toEqual(['a', 'b', 'c'])
  under[1]?.end()
  await settle()
  expect(under.map(({ name }) => name)).toEqual(['a', 'b', 'c', 'd'])
  expect(list.isBusy()).toBe(true)
  for (const each of under) each.end()
  await settle()
  under[4]?.end()
  await settle()
  expect(list.isBusy()).toBe(false)
})

it('tells a thousand steps of progress a few times, and leaves the entries alone that have not changed', async () => {
  const { list, under, settle } = open()
  list.take(['a', 'b'].map(file))
  const other = list.now()[1]
  let told = 0
  list.onChange(() => {
    told += 1
  })
  for (let step = 0; step < 1_000; step += 1) under[0]?.hear({ is: 'sending', part: step / 1_000, id: null })
  await settle()
  expect(told).toBe(1)
  expect(list.now()[0]?.sent).toEqual({ is: 'sending', part: 0.999, id: null })
  expect(list.now()[1]).toBe(other)
})

it('rests when the platform says that it is too often, and then sends the same file again', async () => {
  const { list, under, settle, isOf } = open()
  list.take(['a', 'b', 'c', 'd'].map(file))
  under[0]?.hear(refused('RATE_LIMITED', { retryAfterSeconds: 20 }))
  for (const each of under) each.end()
  await settle()
  expect(isOf()[0]).toBe('a waiting')
  expect(under).toHaveLength(3)
  await vi.advanceTimersByTimeAsync(20_000)
  expect(under.slice(3).map(({ name }) => name)).toEqual(['a', 'd'])
})

it('hands files over to what waits for the network, and says where there is no room', async () => {
  const { list, under, settle, isOf } = open(async ({ name }) => name === 'a')
  list.take(['a', 'b'].map(file))
  for (const each of under) {
    each.hear({ is: 'away', begun: null })
    each.end()
  }
  await settle()
  expect(isOf()).toEqual(['b noRoom'])
  expect(list.now().map(mayPass)).toEqual([true])
})

it('sends again what was not taken, and clears what is done', async () => {
  const { list, under, settle, isOf } = open()
  list.take(['a', 'b'].map(file))
  under[0]?.hear(refused('INTERNAL_SERVER_ERROR'))
  under[0]?.end()
  await settle()
  const [first] = list.now()
  list.again([first?.key ?? ''])
  await settle()
  expect(under.map(({ name }) => name)).toEqual(['a', 'b', 'a'])
  under[2]?.hear(refused('BAD_USER_INPUT'))
  await settle()
  list.clear()
  expect(isOf()).toEqual(['b waiting'])
})

it('knows what went wrong, and what may go right the next time', () => {
  const entry = (sent: Sent) => ({ key: '', name: 'a', file: file('a'), sent })
  const failed = (code: string, duplicateOf: object | null = null) =>
    entry({ is: 'measured', upload: { status: 'FAILED', failure: { code, message: '', duplicateOf } } } as unknown as Sent)
  const all = [
    failed('CORRUPT_FILE'),
    failed('INTERNAL'),
    failed('DUPLICATE', { id: 'act_1', name: 'Ride' }),
    entry(refused('BAD_USER_INPUT')),
    entry({ is: 'refused', error: null }),
    entry({ is: 'sending', part: 0, id: null }),
  ]
  expect(all.map(isWrong)).toEqual([true, true, false, true, true, false])
  expect(all.map(mayPass)).toEqual([false, true, false, false, true, false])
})

const earlier = (id: string, status: string, code: string | null = null): Earlier =>
  ({
    fileName: `${id}.fit`,
    upload: { id, status, failure: code === null ? null : { code, message: '', duplicateOf: null } },
  }) as unknown as Earlier
const measured = (id: string, status: string): Sent => ({ is: 'measured', upload: earlier(id, status).upload })

it('shows what was begun before the page was loaded, and follows what goes on: what waits for its file comes last', async () => {
  const { list, under, settle, isOf } = open()
  list.take([file('new')])
  list.resume([earlier('upl_1', 'AWAITING_FILE'), earlier('upl_2', 'PARSING'), earlier('upl_3', 'FAILED', 'INTERNAL')])
  expect(isOf()).toEqual(['new waiting', 'upl_1.fit measured', 'upl_2.fit measured', 'upl_3.fit measured'])
  expect(under.map(({ name }) => name)).toEqual(['new', 'follow upl_2', 'follow upl_1'])
  expect(list.now().map(isLeft)).toEqual([false, true, false, false])
  expect(list.now().map(isWrong)).toEqual([false, false, false, true])
  // It has arrived: nobody is kept from leaving the page.
  expect(list.isBusy()).toBe(true)
  under[0]?.hear(measured('upl_0', 'RECEIVED'))
  await settle()
  expect(list.isBusy()).toBe(false)
  // Read again, each of them is there once; what was cleared away stays away.
  under[1]?.hear(measured('upl_2', 'DONE'))
  await settle()
  list.clear()
  list.resume([earlier('upl_0', 'RECEIVED'), earlier('upl_1', 'AWAITING_FILE'), earlier('upl_3', 'FAILED', 'INTERNAL')])
  expect(isOf()).toEqual(['new measured', 'upl_1.fit measured'])
})

it('has the platform try again what it holds, and nothing whose file is elsewhere', async () => {
  const { list, under, settle, isOf } = open()
  list.resume([earlier('upl_1', 'FAILED', 'INTERNAL'), earlier('upl_2', 'FAILED', 'EXPIRED')])
  expect(list.now().map(mayPass)).toEqual([true, false])
  list.again(['upl_1'])
  await settle()
  expect(under.map(({ name }) => name)).toEqual(['retry upl_1'])
  under[0]?.hear(refused('CONFLICT'))
  under[0]?.end()
  await settle()
  expect(isOf()).toEqual(['upl_1.fit refused', 'upl_2.fit measured'])
  expect(list.now().map(mayPass)).toEqual([false, false])
})

it('shows once what the list of earlier uploads had before the page knew its name', async () => {
  const { list, under, settle, isOf } = open()
  list.take([file('a')])
  list.resume([earlier('upl_1', 'AWAITING_FILE')])
  under[0]?.hear({ is: 'sending', part: 0.5, id: 'upl_1' })
  await settle()
  expect(isOf()).toEqual(['a sending'])
})
