import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import type { Sent } from './sent.ts'
import { isWrong, mayPass, openUploadList } from './upload-list.ts'

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
    keep: (kept) => keep(kept),
  })
  const settle = () => vi.advanceTimersByTimeAsync(200)
  const isOf = () => list.now().map(({ file: { name }, sent }) => `${name} ${sent.is}`)
  return { list, under, settle, isOf }
}

it('sends three at a time, each as soon as one has ended', async () => {
  const { list, under, settle } = open()
  list.take(['a', 'b', 'c', 'd', 'e'].map(file))
  expect(list.now().map((entry) => entry.file.name)).toEqual(['a', 'b', 'c', 'd', 'e'])
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
  for (let step = 0; step < 1_000; step += 1) under[0]?.hear({ is: 'sending', part: step / 1_000 })
  await settle()
  expect(told).toBe(1)
  expect(list.now()[0]?.sent).toEqual({ is: 'sending', part: 0.999 })
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
  const entry = (sent: Sent) => ({ key: '', file: file('a'), sent })
  const failed = (code: string, duplicateOf: object | null = null) =>
    entry({ is: 'measured', upload: { status: 'FAILED', failure: { code, message: '', duplicateOf } } } as unknown as Sent)
  const all = [
    failed('CORRUPT_FILE'),
    failed('INTERNAL'),
    failed('DUPLICATE', { id: 'act_1', name: 'Ride' }),
    entry(refused('BAD_USER_INPUT')),
    entry({ is: 'refused', error: null }),
    entry({ is: 'sending', part: 0 }),
  ]
  expect(all.map(isWrong)).toEqual([true, true, false, true, true, false])
  expect(all.map(mayPass)).toEqual([false, true, false, false, true, false])
})
