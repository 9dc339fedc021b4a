import { describe, expect, it } from 'vitest'
import type { Passing } from './changes.ts'
import { aroundInstant } from './instant.ts'

const came = (row: string): Passing => ({ operation: 'insert', row, eventId: row.startsWith('e') ? row : null })
const went = (row: string): Passing => ({ operation: 'delete', row, eventId: row.startsWith('e') ? row : null })

const around = (passing: readonly Passing[], visible: readonly string[]) => {
  const { later, unclear } = aroundInstant(passing, (row) => visible.includes(row))
  return { later: [...later], unclear: [...unclear] }
}

describe('an event around the instant of a backup', () => {
  it('is before it when its row is there, and after it when its row is not there and has not gone', () => {
    expect(around([came('e1'), came('e2')], ['e1'])).toEqual({ later: ['e2'], unclear: [] })
  })

  it('that came and went is placed by what was committed with it', () => {
    expect(around([came('r1'), came('e1'), came('r2'), went('e1')], ['r1', 'r2'])).toEqual({ later: [], unclear: [] })
    expect(around([came('r1'), came('e1'), went('e1'), came('r2')], [])).toEqual({ later: ['e1'], unclear: [] })
  })

  it('is placed by what went, too', () => {
    expect(around([came('e1'), went('e1'), went('r0')], [])).toEqual({ later: [], unclear: [] })
    expect(around([went('r0'), came('e1'), went('e1')], ['r0'])).toEqual({ later: ['e1'], unclear: [] })
  })

  it('is unclear when nothing beside it says more', () => {
    expect(around([came('e1'), went('e1')], [])).toEqual({ later: [], unclear: ['e1'] })
    expect(around([came('r1'), came('e1'), went('e1'), came('r2')], ['r1'])).toEqual({ later: [], unclear: ['e1'] })
  })
})
