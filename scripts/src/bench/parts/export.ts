import { setTimeout as sleep } from 'node:timers/promises'
import { newId } from '@gruppetto/graph'
import { signUp } from '../athletes.ts'
import type { Sheet } from '../figures.ts'
import { type BenchOptions, crowdOf } from '../options.ts'
import type { World } from '../world.ts'
import { shortActivity } from './uploads.ts'

const REQUEST = 'mutation { requestDataExport { id } }'
const STATE = '{ viewer { dataExports { id status parts } } }'
const PATIENCE_MS = 3_600_000

interface State {
  readonly viewer: {
    readonly dataExports: readonly { readonly id: string; readonly status: string; readonly parts: readonly string[] }[]
  }
}

/** Measures the export of an account with many activities: how long it takes, and how much memory. */
export const exportOf = async (world: World, sheet: Sheet, options: BenchOptions): Promise<void> => {
  const count = crowdOf('export', options)
  const who = await signUp(world.url)
  await world.platform.verify(who.handle)
  const id = await shortActivity(world, who)
  await world.platform.rest()
  const ids = Array.from({ length: count - 1 }, () => newId('Activity'))
  const copy = { id, ids, prefix: '', field: null, order: null }
  await world.platform.copies({ database: 'activities', collection: 'activities', ...copy })
  await world.chill()
  const before = await world.platform.snapshot(true)
  const from = performance.now()
  const exportId = (await who.api.ask<{ requestDataExport: { id: string } }>(REQUEST)).requestDataExport.id
  let peak = before.rssBytes
  let parts: readonly string[] = []
  for (;;) {
    const own = (await who.api.ask<State>(STATE)).viewer.dataExports.find((each) => each.id === exportId)
    peak = Math.max(peak, (await world.platform.snapshot()).rssBytes)
    if (own?.status === 'FAILED') throw new Error('the export failed')
    parts = own?.parts ?? []
    if (own?.status === 'DONE') break
    if (performance.now() - from > PATIENCE_MS) throw new Error('the export was not done')
    await sleep(200)
  }
  const seconds = (performance.now() - from) / 1_000
  const after = await world.platform.snapshot()
  let bytes = 0
  for (const part of parts) bytes += (await (await fetch(part)).arrayBuffer()).byteLength
  const group = `${count} activities`
  sheet.put(group, 'until the export is there', seconds, 's')
  sheet.put(group, 'CPU of the platform for an activity', (after.cpuMs - before.cpuMs) / count, 'ms CPU')
  sheet.put(group, 'MongoDB commands for an activity', (after.mongoCommands - before.mongoCommands) / count, 'commands')
  sheet.put(group, 'memory at its highest, above that before', (peak - before.rssBytes) / 1024 ** 2, 'MB')
  sheet.put(group, 'size of the files', bytes / 1024 ** 2, 'MB')
}
