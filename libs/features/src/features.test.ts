import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { loadConfig, openLog } from '@gruppetto/runtime'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import shipped from '../flags.json' with { type: 'json' }
import { featureContextOf } from './feature-context.ts'
import { openFeatures } from './features.ts'
import { FALLBACKS } from './flags.ts'

let folder: string
let nowMs: number
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'flags-'))
  nowMs = 1_000_000
})
afterEach(() => rmSync(folder, { recursive: true }))

const SWITCH = { state: 'ENABLED', variants: { on: true, off: false } }
const fileOf = (flags: object): string => JSON.stringify({ flags })

/** Opens features over a file with this text, on a clock that the test moves. */
const openOver = async (text: string | null) => {
  const file = join(folder, 'flags.json')
  const write = (next: string) => {
    writeFileSync(file, next)
    nowMs += 2000
  }
  if (text !== null) write(text)
  const config = loadConfig({ FLAGS_FILE: file, LOG_LEVEL: 'silent', DATA_DIR: folder })
  const warnings = new Map<string, string>()
  const features = await openFeatures({ config, log: openLog(config), now: () => nowMs, warnings })
  return { features, write, warnings, remove: () => rmSync(file) }
}

const ana = featureContextOf('ath_ana', { persona: 'DATA_NERD', country: 'CH' }, { isPremium: true, roles: ['STAFF'] })
const ben = featureContextOf('ath_ben', null)

describe('a flag', () => {
  it.each([
    ['the persona', { '===': [{ var: 'persona' }, 'DATA_NERD'] }],
    ['the plan', { '===': [{ var: 'plan' }, 'PREMIUM'] }],
    ['a role', { in: ['STAFF', { var: 'roles' }] }],
    ['the country', { in: [{ var: 'country' }, ['CH', 'AT']] }],
    ['the athlete', { '===': [{ var: 'targetingKey' }, 'ath_ana'] }],
  ])('is decided by %s', async (_what, rule) => {
    const digest = { ...SWITCH, defaultVariant: 'off', targeting: { if: [rule, 'on', 'off'] } }
    const { features } = await openOver(fileOf({ digest }))
    expect([await features.isOn('digest', ana), await features.isOn('digest', ben)]).toEqual([true, false])
  })

  it('is on for a part of all athletes, always the same ones', async () => {
    const targeting = {
      fractional: [
        ['on', 25],
        ['off', 75],
      ],
    }
    const { features } = await openOver(fileOf({ digest: { ...SWITCH, defaultVariant: 'off', targeting } }))
    const everybody = Array.from({ length: 2000 }, (_, index) => featureContextOf(`ath_${index}`, null))
    const isOn = () => Promise.all(everybody.map((who) => features.isOn('digest', who)))
    const first = await isOn()
    const share = first.filter(Boolean).length / everybody.length
    expect(share).toBeGreaterThan(0.2)
    expect(share).toBeLessThan(0.3)
    expect(await isOn()).toEqual(first)
  })

  it('falls back to what the code says when the file lacks it or has another kind of value', async () => {
    const strange = { state: 'ENABLED', variants: { a: 'A' }, defaultVariant: 'a' }
    const { features } = await openOver(fileOf({ suggestions: strange }))
    expect(await features.isOn('suggestions', ben)).toBe(FALLBACKS.suggestions)
    expect(await features.variantOf('feed-kinds', ben)).toBe(FALLBACKS['feed-kinds'])
  })

  it('is listed for clients with its variant', async () => {
    const kinds = { state: 'ENABLED', variants: { activities: 'activities', off: 'off' }, defaultVariant: 'activities' }
    const digest = { ...SWITCH, defaultVariant: 'off' }
    const { features } = await openOver(fileOf({ kinds, digest }))
    expect(await features.all(ben)).toEqual([
      { key: 'digest', enabled: false, variant: 'off' },
      { key: 'kinds', enabled: true, variant: 'activities' },
    ])
  })
})

describe('the flag file', () => {
  const on = fileOf({ digest: { ...SWITCH, defaultVariant: 'on' } })
  const off = fileOf({ digest: { ...SWITCH, defaultVariant: 'off' } })

  it('is read again when it changes', async () => {
    const { features, write } = await openOver(on)
    expect(await features.isOn('digest', ben)).toBe(true)
    write(off)
    expect(await features.isOn('digest', ben)).toBe(false)
  })

  it.each([
    ['no JSON', '{ "flags": '],
    ['without flags', '{}'],
    ['with a default that is no variant', fileOf({ digest: { ...SWITCH, defaultVariant: 7 } })],
    ['with an unknown state', fileOf({ digest: { ...SWITCH, state: 'PERHAPS', defaultVariant: 'on' } })],
    ['with an unknown rule', fileOf({ digest: { ...SWITCH, defaultVariant: 'on', targeting: { iff: [true, 'on'] } } })],
  ])('keeps the last good flags while it is %s, and says so', async (_what, broken) => {
    const { features, write, warnings } = await openOver(off)
    write(broken)
    expect(await features.isOn('digest', ben)).toBe(false)
    expect(warnings.get('flags')).toContain('flags.json cannot be used')
    write(on)
    expect(await features.isOn('digest', ben)).toBe(true)
    expect(warnings.size).toBe(0)
  })

  it('keeps the last good flags when it is gone', async () => {
    const { features, remove, warnings } = await openOver(off)
    remove()
    nowMs += 2000
    expect(await features.isOn('digest', ben)).toBe(false)
    expect(warnings.get('flags')).toContain('no such file')
  })

  it('must be there and right at the start', async () => {
    await expect(openOver(null)).rejects.toThrow('FLAGS_FILE: the flags in')
    await expect(openOver('{')).rejects.toThrow('FLAGS_FILE: the flags in')
  })
})

it('the shipped flags are those that the code asks for', async () => {
  expect(Object.keys(shipped.flags).toSorted()).toEqual(Object.keys(FALLBACKS).toSorted())
  const config = loadConfig({ LOG_LEVEL: 'silent', DATA_DIR: folder })
  const features = await openFeatures({ config, log: openLog(config), now: () => nowMs, warnings: new Map() })
  expect(await features.variantOf('feed-kinds', ana)).toBe('activities')
  expect(await features.variantOf('feed-kinds', ben)).toBe('everything')
})
