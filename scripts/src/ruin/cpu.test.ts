import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync } from 'node:fs'
import { expect, it } from 'vitest'
import { openCpuMeter } from './cpu.ts'
import { markdownOf } from './table.ts'

it.runIf(existsSync('/proc/self/stat'))(
  'adds what one process after another has used, and keeps it when they have ended',
  async () => {
    const meter = openCpuMeter()
    const used: number[] = []
    for (let time = 0; time < 2; time += 1) {
      const child = spawn(process.execPath, ['-e', 'for (;;);'])
      await expect
        .poll(
          () => {
            meter.look(child.pid)
            return meter.seconds() - (used[0] ?? 0)
          },
          { timeout: 60_000 },
        )
        .toBeGreaterThan(0.1)
      child.kill('SIGKILL')
      await once(child, 'exit')
      const before = meter.seconds()
      meter.look(child.pid)
      meter.look(undefined)
      expect(meter.seconds()).toBe(before)
      used.push(before)
    }
  },
)

it('draws a table that a page of the documentation takes as it is', () => {
  expect(
    markdownOf([
      ['process', 'CPU s'],
      ['gateway', 12],
    ]),
  ).toEqual(['| process | CPU s |', '|---|---|', '| gateway |    12 |'])
})
