import { expect, test } from 'vitest'
import { isDuplicateKey, isWriteConflict, retryOnDuplicateKey } from './mongo-errors.ts'

const refused = (code: number) => Object.assign(new Error('refused'), { code })

test('tells the errors of MongoDB apart by their code', () => {
  expect(isDuplicateKey(refused(11_000))).toBe(true)
  expect(isDuplicateKey(refused(112))).toBe(false)
  expect(isDuplicateKey({ code: 11_000 })).toBe(false)
  expect(isWriteConflict(refused(112))).toBe(true)
})

const failing = (times: number, error: Error) => {
  let tries = 0
  return async () => {
    tries += 1
    if (tries <= times) throw error
    return tries
  }
}

test('runs again after a duplicate key, a few times', async () => {
  expect(await retryOnDuplicateKey(failing(3, refused(11_000)))).toBe(4)
  await expect(retryOnDuplicateKey(failing(4, refused(11_000)))).rejects.toMatchObject({ code: 11_000 })
})

test('runs nothing again after another error', async () => {
  await expect(retryOnDuplicateKey(failing(1, refused(112)))).rejects.toMatchObject({ code: 112 })
})
