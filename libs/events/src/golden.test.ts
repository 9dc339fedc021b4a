import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { catalogue } from './catalogue.ts'
import { makeEnvelope, parseEnvelope } from './envelope.ts'

// One envelope per version, as it stood on the wire when the version was made. A golden file is never edited: a consumer written
// today must read what was stored yesterday. Within a version only optional fields are added.
const folder = new URL('../golden/', import.meta.url)
const goldenOf = (name: string, version: number): string => readFileSync(new URL(`${name}.v${version}.json`, folder), 'utf8')

describe('the catalogue against its golden envelopes', () => {
  for (const definition of catalogue.values()) {
    const { name, version } = definition
    it(`${name} v${version} still reads its golden envelope, and loses none of it`, () => {
      const text = goldenOf(name, version)
      const parsed = parseEnvelope(new TextEncoder().encode(text))
      expect(parsed).toEqual({ ok: true, envelope: JSON.parse(text) })
    })

    it(`${name} v${version} requires nothing that its golden envelope lacks`, () => {
      const golden = JSON.parse(goldenOf(name, version)).data
      const schema = z.toJSONSchema(definition.schema)
      expect(Object.keys(golden)).toEqual(expect.arrayContaining([...(schema.required ?? [])]))
    })
  }

  it('has no golden envelope of an event that is gone', () => {
    const known = new Set([...catalogue.values()].map(({ name, version }) => `${name}.v${version}.json`))
    expect(readdirSync(folder).filter((file) => !known.has(file))).toEqual([])
  })
})

describe('parseEnvelope', () => {
  const bytes = (value: unknown) => new TextEncoder().encode(typeof value === 'string' ? value : JSON.stringify(value))
  const good = JSON.parse(goldenOf('kudos.given', 1))

  it.each([
    ['no JSON', '{'],
    ['no envelope', {}],
    ['an unknown event', { ...good, name: 'kudos.stolen' }],
    ['an unknown version', { ...good, version: 99 }],
    ['data that does not fit', { ...good, data: { ...good.data, athleteId: 7 } }],
  ])('says why it refuses %s', (_what, value) => {
    const parsed = parseEnvelope(bytes(value))
    expect(parsed.ok).toBe(false)
    expect(parsed).toHaveProperty('reason', expect.stringMatching(/./))
  })

  it('leaves out fields it does not know, so that a newer producer breaks nothing', () => {
    const parsed = parseEnvelope(bytes({ ...good, data: { ...good.data, colour: 'orange' } }))
    expect(parsed.ok && parsed.envelope.data).toEqual(good.data)
  })
})

describe('makeEnvelope', () => {
  it('refuses data that does not fit, before anything is stored', () => {
    const meta = { id: 'e1', at: 0, actor: null, traceparent: null }
    expect(() => makeEnvelope('kudos.given', { subjectId: '', subjectOwnerId: 'a', athleteId: 'b', at: 0 }, meta)).toThrow()
  })
})
