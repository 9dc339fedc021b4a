import { expect, it } from 'vitest'
import { hrefOf, paramsOf } from './screen.ts'

it('an address has the parts that its path names', () => {
  expect(paramsOf('/', '/')).toEqual({})
  expect(paramsOf('/activities/$id', '/activities/act_1')).toEqual({ id: 'act_1' })
  expect(paramsOf('/activities/$id', '/activities/act_1/')).toEqual({ id: 'act_1' })
  expect(paramsOf('/activities/$id', '/activities/')).toBe(null)
  expect(paramsOf('/activities/$id', '/activities/a/b')).toBe(null)
  expect(paramsOf('/activities/$id', '/activities/%E0%A4%A')).toBe(null)
  expect(paramsOf('/athletes/$handle', `/athletes/${encodeURIComponent('ä/b')}`)).toEqual({ handle: 'ä/b' })
})

it('an address is written with them', () => {
  expect(hrefOf({ path: '/activities/$id' }, { id: 'a/b' })).toBe('/activities/a%2Fb')
  expect(hrefOf({ path: '/sign-in' }, {}, { next: '/upload?x=1' })).toBe('/sign-in?next=%2Fupload%3Fx%3D1')
})
