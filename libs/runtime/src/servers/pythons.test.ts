import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { delimiter, join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { pythonsOf } from './pythons.ts'

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'pythons-'))
})
afterEach(() => rmSync(folder, { recursive: true }))

/** An interpreter that says these words, in a folder of its own. */
const interpreter = (place: string, words: string, program = 'python3'): string => {
  mkdirSync(join(folder, place), { recursive: true })
  const file = join(folder, place, program)
  writeFileSync(file, `#!/bin/sh\n${words}\n`, { mode: 0o755 })
  return file
}
const pathOf = (...places: readonly string[]): string => places.map((place) => join(folder, place)).join(delimiter)

it('takes the interpreter that is clearly faster, and else the first of the PATH', async () => {
  const slow = interpreter('slow', 'echo 0.50 /slow')
  const fast = interpreter('fast', 'echo 0.30 /a folder/fast')
  const alike = interpreter('alike', 'echo 0.29 /alike')
  expect(await pythonsOf(pathOf('slow', 'fast', 'alike'))).toEqual([fast, alike, slow])
  expect(await pythonsOf(pathOf('alike', 'fast'))).toEqual([alike, fast])
  // One that two folders have counts once.
  interpreter('again', 'echo 0.10 /slow')
  expect(await pythonsOf(pathOf('slow', 'again'))).toEqual([slow])
})

it('leaves out what can make no environment, unless there is nothing else', async () => {
  const old = interpreter('old', 'exit 1')
  const odd = interpreter('odd', 'echo words')
  const able = interpreter('able', 'echo 0.50 /able', 'python')
  expect(await pythonsOf(pathOf('old', 'odd', 'able'))).toEqual([able])
  expect(await pythonsOf(pathOf('old', 'odd'))).toEqual([old])
  expect(await pythonsOf(pathOf('odd', 'old'))).toEqual([odd])
  expect(await pythonsOf(pathOf('nothing'))).toEqual([])
})
