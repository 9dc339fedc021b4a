import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createdAtMsOf, type EntityType, firstIdAt, ID_PREFIXES, isIdOf, newId, typeOfId } from './ids.ts'

describe('ids', () => {
  it('contain their type and creation time', () => {
    const before = Date.now()
    for (const type of Object.keys(ID_PREFIXES) as EntityType[]) {
      const id = newId(type)
      expect(typeOfId(id)).toBe(type)
      expect(isIdOf(type, id)).toBe(true)
      expect(createdAtMsOf(id)).toBeGreaterThanOrEqual(before)
      expect(createdAtMsOf(id)).toBeLessThanOrEqual(Date.now())
    }
  })

  it('sort by creation time', () => {
    const id = newId('Activity')
    const atMs = createdAtMsOf(id) ?? 0
    expect(firstIdAt('Activity', atMs) < id).toBe(true)
    expect(firstIdAt('Activity', atMs + 1) > id).toBe(true)
    expect(createdAtMsOf(firstIdAt('Activity', atMs))).toBe(atMs)
  })

  it('are recognised as invalid without an exception', () => {
    for (const id of [
      '',
      'act',
      'act_',
      'act_123',
      `act_${'8'.repeat(26)}`,
      'xyz_01h455vb4pex5vsknk084sn02q',
      'a'.repeat(10_000),
    ]) {
      expect([id.slice(0, 20), typeOfId(id)]).toEqual([id.slice(0, 20), null])
      expect(createdAtMsOf(id)).toBeNull()
    }
    fc.assert(
      fc.property(
        fc.string(),
        (text) => typeOfId(text) === null || ID_PREFIXES[typeOfId(text) ?? 'Athlete'] === text.split('_')[0],
      ),
    )
  })
})
