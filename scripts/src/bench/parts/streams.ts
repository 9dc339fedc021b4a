import { uploaded } from '../athletes.ts'
import type { Sheet } from '../figures.ts'
import { timed } from '../lanes.ts'
import { sixHourRide } from '../recordings.ts'
import type { World } from '../world.ts'

const STREAMS = `query ($id: ID!) {
  activity(id: $id) {
    streams(channels: [TIME, LATITUDE, LONGITUDE, ALTITUDE, HEART_RATE, POWER], maxPoints: 1000) {
      length
      channels { channel samples }
    }
  }
}`

interface Answer {
  readonly activity: { readonly streams: { readonly length: number; readonly channels: readonly object[] } }
}

/**
 * Measures the graph of a six-hour ride: 1,000 points of six channels, one request at a time, so that the CPU belongs to one
 * request.
 */
export const streams = async (world: World, sheet: Sheet, quick: boolean): Promise<void> => {
  const [rider] = await world.athletes(1)
  if (rider === undefined) throw new Error('nobody signed up')
  const id = await uploaded(rider, 'six-hours.fit', sixHourRide())
  await world.platform.rest()
  const ask = async (): Promise<void> => {
    const { activity } = await rider.api.ask<Answer>(STREAMS, { id })
    const { length, channels } = activity.streams
    if (length !== 1000 || channels.length !== 6) throw new Error('the graph is not whole')
  }
  const [warmUp, measured] = quick ? [2, 4] : [60, 200]
  for (let request = 0; request < warmUp; request += 1) await ask()
  const before = await world.platform.snapshot()
  const times: number[] = []
  await world.platform.profiled('streams', async () => {
    for (let request = 0; request < measured; request += 1) times.push(await timed(ask))
  })
  const after = await world.platform.snapshot()
  const group = '1,000 points of six channels of a ride of 6.5 hours'
  const whole = (after.cpuMs - before.cpuMs) / measured
  const subgraph = (after.subgraphCpuMs - before.subgraphCpuMs) / measured
  sheet.durations(group, 'latency', times)
  sheet.put(group, 'CPU of the platform for a request', whole, 'ms CPU')
  sheet.put(group, 'of it in the subgraph', subgraph, 'ms CPU')
  sheet.put(group, 'the rest: HTTP, gateway, answer', whole - subgraph, 'ms CPU')
  sheet.put(group, 'MongoDB commands for a request', (after.mongoCommands - before.mongoCommands) / measured, 'commands')
}
