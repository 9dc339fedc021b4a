import { expect, it } from 'vitest'
import { areOfTheAnswer } from './graphql-error.ts'

const errors = (...codes: (string | undefined)[]) =>
  codes.map((code) => ({ message: 'No.', ...(code !== undefined && { extensions: { code } }) }))

it('knows an answer that is whole though it has errors, as of who has no premium', () => {
  expect([[], errors('PREMIUM_REQUIRED'), errors('FORBIDDEN', 'NOT_FOUND')].map(areOfTheAnswer)).toEqual([true, true, true])
})

it('knows an answer of which the next one may have more', () => {
  const others = [errors('SERVICE_UNAVAILABLE'), errors('PREMIUM_REQUIRED', 'INTERNAL_SERVER_ERROR'), errors(undefined)]
  expect(others.map(areOfTheAnswer)).toEqual([false, false, false])
})
