import { expect, it } from 'vitest'
import { isOutage } from './outages.ts'

const coded = (code: string, cause?: Error): Error => Object.assign(new Error(code, { cause }), { code })

it('is that a server is away or its disk full, also as the cause of another error, and nothing else', () => {
  for (const code of ['ECONNREFUSED', 'ENOSPC', 'EDQUOT']) {
    expect(isOutage(coded(code)), code).toBe(true)
    expect(isOutage(new Error('an upload could not be stored', { cause: coded(code) })), code).toBe(true)
  }
  for (const what of ['Connection operation', 'Operation `kudos.insertOne()`'])
    expect(isOutage(new Error(`${what} buffering timed out after 10000ms`)), what).toBe(true)
  for (const error of [coded('ENOENT'), coded('EACCES'), new Error('ENOSPC'), 'ENOSPC', null])
    expect(isOutage(error), String(error)).toBe(false)
})
