import { expect, it } from 'vitest'
import { stillOut } from './still-out.ts'

const of = (id: string | null) => ({ athlete: id === null ? null : { id } })

it('who has a result is not out any more, and whoever may not be seen stays', () => {
  expect(stillOut([of('ana'), of('ben'), of(null)], [of('ben'), of(null)])).toEqual([of('ana'), of(null)])
  expect(stillOut([of('ana')], [])).toEqual([of('ana')])
  expect(stillOut([], [of('ana')])).toEqual([])
})
