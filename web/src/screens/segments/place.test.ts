import { expect, it } from 'vitest'
import { addressOf, asked, boxAt, hasHeat, isSearchable, sportOf } from './place.ts'

const of = (at: string) => new URLSearchParams({ at })

it('reads the box of an address, and nothing that is none', () => {
  expect(boxAt(of('46.5,8,47,9'))).toEqual({ south: 46.5, west: 8, north: 47, east: 9 })
  for (const at of ['', '1,2,3', '1,2,3,x', '47,8,46,9', '-91,0,0,1', '0,900,1,901', '1,2,3,4,5'])
    expect(boxAt(new URLSearchParams({ at })), at).toBeNull()
  expect(boxAt(of(addressOf({ south: 46.51234, west: 8, north: 47, east: 9 })))?.south).toBe(46.5123)
})

it('searches in a box that is small enough, also over the 180th meridian', () => {
  const may = (at: string) => {
    const box = boxAt(of(at))
    return box !== null && [isSearchable(box), hasHeat(box)]
  }
  expect(may('46,8,48,10')).toEqual([true, true])
  expect(may('46,8,48.1,10')).toEqual([false, true])
  expect(may('46,8,48,10.5')).toEqual([false, true])
  expect(may('26,8,56.1,10')).toEqual([false, false])
  expect(may('-18,-190,-17,170')).toEqual([false, false])
  expect(asked({ south: -18, west: 179.5, north: -17, east: 180.5 })).toEqual({
    south: -18,
    west: 179.5,
    north: -17,
    east: -179.5,
  })
  expect(may('-18,179.5,-17,180.5')).toEqual([true, true])
})

it('takes the sports that have segments', () => {
  expect([sportOf(new URLSearchParams('sport=RUN')), sportOf(new URLSearchParams('sport=YOGA'))]).toEqual(['RUN', null])
})
