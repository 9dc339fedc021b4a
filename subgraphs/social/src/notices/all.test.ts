import { existsSync } from 'node:fs'
import fc from 'fast-check'
import { expect, it } from 'vitest'
import { actorsOf } from '../domain/actors.ts'
import { notices } from '../generated/notices.ts'

const kinds = Object.entries(notices)

it.each(kinds)('%s has a test beside it', (kind, definition) => {
  expect(definition.kind).toBe(kind)
  const file = `${kind.toLowerCase().replaceAll('_', '-')}.test.ts`
  expect(existsSync(new URL(file, import.meta.url)), `subgraphs/social/src/notices/${file}`).toBe(true)
})

it('the sentence of each kind is complete, and a missing word leaves no gap', () => {
  const maybe = fc.constantFrom({}, { x: 'X' }, { x: 'Y Z' }).map(({ x }: { x?: string }) => x)
  const given = <Key extends string>(keys: readonly Key[]) =>
    fc
      .tuple(...keys.map((key) => maybe.map((value) => (value === undefined ? [] : [[key, value] as const]))))
      .map((pairs) => Object.fromEntries(pairs.flat()))
  fc.assert(
    fc.property(
      fc.constantFrom(...Object.values(notices)),
      given(['activity', 'challenge', 'segment', 'fileName', 'reason', 'gearName']),
      given(['activity', 'post', 'comment']),
      fc.array(fc.constantFrom('Ana', 'Ben', 'Cleo'), { maxLength: 3 }),
      fc.nat(100),
      ({ sentence }, words, subjects, names, count) => {
        const said = sentence(words, actorsOf(names, count), subjects)
        expect(said).toMatch(/\S \S/)
        expect(said).not.toMatch(/null|undefined|NaN|-\d/)
      },
    ),
  )
})
