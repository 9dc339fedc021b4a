import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { catalogue } from './catalogue.ts'
import { versionsOf } from './define.ts'
import { envelopeSubject, makeEnvelope, parseEnvelope } from './envelope.ts'

// One envelope of each version ever released, as it was published then. Never edit or delete a golden file: today's code must
// read what was stored yesterday. Within a version, only optional fields may be added.
const folder = new URL('../golden/', import.meta.url)
const textOf = (name: string, version: number): string => readFileSync(new URL(`${name}.v${version}.json`, folder), 'utf8')
const goldenOf = (name: string, version: number) => JSON.parse(textOf(name, version))
const bytes = (value: unknown) => new TextEncoder().encode(typeof value === 'string' ? value : JSON.stringify(value))

describe('the catalogue and its golden envelopes', () => {
  for (const definition of catalogue.values()) {
    const { name, version: newest } = definition
    it(`${name} v${newest} reads its golden envelope without losing data`, () => {
      const envelope = goldenOf(name, newest)
      expect(parseEnvelope(bytes(envelope))).toEqual({ kind: 'EVENT', envelope })
    })

    for (const { version, schema } of versionsOf(definition)) {
      it(`${name} v${version} requires nothing that its golden envelope lacks`, () => {
        const { required = [] } = z.toJSONSchema(schema)
        expect(Object.keys(goldenOf(name, version).data)).toEqual(expect.arrayContaining(required))
      })
    }

    for (const { version } of versionsOf(definition).slice(1)) {
      it(`${name} v${version} is read as v${newest} of the same event`, () => {
        const { data: _data, ...meta } = goldenOf(name, version)
        expect(parseEnvelope(bytes(textOf(name, version)))).toMatchObject({
          kind: 'EVENT',
          envelope: { ...meta, version: newest },
        })
      })
    }
  }

  it('has a golden envelope for each version, and a version for each golden envelope', () => {
    const known = [...catalogue.values()].flatMap(versionsOf).map(({ name, version }) => `${name}.v${version}.json`)
    expect(readdirSync(folder).sort()).toEqual(known.sort())
  })

  it('converts one effort of version 1 to a list of efforts', () => {
    const parsed = parseEnvelope(bytes(textOf('effort.recorded', 1)))
    expect(parsed.kind === 'EVENT' && parsed.envelope.data).toEqual(goldenOf('effort.recorded', 2).data)
  })
})

describe('parseEnvelope', () => {
  const good = goldenOf('kudos.given', 1)

  it.each([
    ['text that is not JSON', '{'],
    ['JSON that is not an envelope', {}],
    ['a version that never existed', { ...good, version: 0 }],
    ['data that does not match the schema', { ...good, data: { ...good.data, athleteId: 7 } }],
    [
      'data that does not match the schema of its old version',
      { ...goldenOf('effort.recorded', 1), data: goldenOf('effort.recorded', 2).data },
    ],
  ])('gives a reason when it refuses %s', (_what, value) => {
    expect(parseEnvelope(bytes(value))).toEqual({ kind: 'UNREADABLE', reason: expect.stringMatching(/./) })
  })

  it.each([
    ['an event', { ...good, name: 'kudos.stolen' }],
    ['a version', { ...good, version: 99 }],
  ])('reports %s that it does not know as UNKNOWN, not as UNREADABLE', (_what, value) => {
    const { id, name, version } = value
    expect(parseEnvelope(bytes(value))).toEqual({ kind: 'UNKNOWN', id, name, version })
  })

  it('drops unknown fields, so that newer producers do no harm', () => {
    const parsed = parseEnvelope(bytes({ ...good, data: { ...good.data, colour: 'orange' } }))
    expect(parsed.kind === 'EVENT' && parsed.envelope.data).toEqual(good.data)
  })
})

describe('envelopeSubject', () => {
  it('has the version of the envelope, even an unknown one', () => {
    expect(envelopeSubject(textOf('effort.recorded', 1))).toBe('evt.effort.recorded.v1')
    expect(envelopeSubject(JSON.stringify({ name: 'kudos.stolen', version: 3 }))).toBe('evt.kudos.stolen.v3')
  })

  it('refuses a name with wildcards', () => {
    expect(() => envelopeSubject(JSON.stringify({ name: 'kudos.>', version: 1 }))).toThrow()
  })
})

describe('makeEnvelope', () => {
  const meta = { id: 'e1', at: 0, actor: null, traceparent: null }

  it('makes the newest version', () => {
    expect(makeEnvelope('effort.recorded', goldenOf('effort.recorded', 2).data, meta).version).toBe(2)
  })

  it('refuses data that does not match the schema', () => {
    expect(() => makeEnvelope('kudos.given', { subjectId: '', subjectOwnerId: 'a', athleteId: 'b', at: 0 }, meta)).toThrow()
  })
})
