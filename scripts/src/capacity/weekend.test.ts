import { describe, expect, it } from 'vitest'
import { checkFigures, ratiosOf, ratioText } from './check.ts'
import * as measured from './measured.ts'
import { reportOf } from './report.ts'
import { sizesOf } from './sizes.ts'
import { playWeekend, type Sample, STEP_SECONDS, STORY } from './weekend.ts'

const played = playWeekend(1)
const at = (hours: number): Sample => {
  const found = played[Math.round((hours * 3600) / STEP_SECONDS)]
  if (found === undefined) throw new Error(`the weekend has no hour ${hours}`)
  return found
}
const NOWHERE = {
  race: { atHours: 99, athletes: 0, hoursToFinish: 1 },
  nodeLoss: { atHours: 99, share: 0 },
  reconnects: { atHours: 99, share: 0 },
}

describe('a weekend', () => {
  it('is the same for the same seed', () => {
    expect(playWeekend(7)).toEqual(playWeekend(7))
    expect(playWeekend(7)).not.toEqual(playWeekend(8))
  })

  it('reaches the uploads and the sockets that the platform is to carry, and no others than the race brings more', () => {
    const saturday = played.filter(({ hours }) => hours < 24)
    const highest = Math.max(...saturday.map(({ uploadsPerSecond }) => uploadsPerSecond))
    expect(highest).toBeGreaterThan(measured.PEAK_UPLOADS)
    expect(highest).toBeLessThan(1.3 * measured.PEAK_UPLOADS)
    const sockets = Math.max(...played.map((sample) => sample.sockets + sample.outside))
    expect(Math.abs(sockets / measured.PEAK_SOCKETS - 1)).toBeLessThan(0.02)
    expect(at(STORY.race.atHours + STORY.race.hoursToFinish + 0.2).uploadsPerSecond).toBeGreaterThan(
      2 * at(STORY.race.atHours + STORY.race.hoursToFinish - 24 + 0.2).uploadsPerSecond,
    )
  })

  it('uses what the work needs: pods times what is used is the rate times the CPU of each', () => {
    const sample = at(11)
    const workers = sample.roles['athletes-workers']
    const share = measured.UPLOAD_COMMANDS_OF['athletes-workers'] / 123
    const cores = (sample.uploadsPerSecond * (measured.UPLOAD_CPU_MS - measured.MEASURING_CPU_MS) * share) / 1000
    expect((workers?.pods ?? 0) * (workers?.used ?? 0)).toBeCloseTo(cores, 6)
  })

  it('scales out before noon, and in again at night', () => {
    const podsOf = (sample: Sample) => Object.values(sample.roles).reduce((sum, { pods }) => sum + pods, 0)
    expect(podsOf(at(12))).toBeGreaterThan(1.5 * podsOf(at(3)))
    expect(podsOf(at(27))).toBeLessThan(podsOf(at(12)))
  })

  it('is behind for a while when a race ends, scales out, and catches up', () => {
    const finish = STORY.race.atHours + STORY.race.hoursToFinish
    const around = played.filter(({ hours }) => hours > finish - 0.1 && hours < finish + 0.5)
    const workers = around.flatMap(({ roles }) => roles['activities-workers'] ?? [])
    expect(Math.max(...workers.map(({ backlog }) => backlog))).toBeGreaterThan(1000)
    expect(Math.max(...workers.map(({ pods }) => pods))).toBeGreaterThan(2 * (workers[0]?.pods ?? 0))
    expect(workers.at(-1)?.backlog).toBe(0)
  })

  it('loses a third of the pods with a node, and has them again', () => {
    const [before, after, later] = [-1, 0, 5].map(
      (minutes) => at(STORY.nodeLoss.atHours + minutes / 60).roles['activities-workers'],
    )
    expect(after?.pods).toBeLessThan(before?.pods ?? 0)
    expect(later?.pods).toBeGreaterThanOrEqual(before?.pods ?? 0)
  })

  it('lets all sockets in again after a region has lost its way, and no more at once than the gateways can', () => {
    const { atHours } = STORY.reconnects
    expect(at(atHours + 1 / 60).outside).toBe(0)
    // With most of the gateways gone as well, it takes longer.
    const worse = playWeekend(1, { ...STORY, nodeLoss: { atHours, share: 0.8 } })
    const outsideAfter = (hours: number) => worse[Math.round(((atHours + hours) * 3600) / STEP_SECONDS)]?.outside
    expect(outsideAfter(0)).toBeGreaterThan(0.05 * measured.PEAK_SOCKETS)
    expect(outsideAfter(0.5)).toBe(0)
  })

  it('ends with nothing that waits', () => {
    expect(Object.values(played.at(-1)?.roles ?? {}).map(({ backlog }) => backlog)).toEqual([0, 0, 0, 0, 0, 0, 0, 0])
  })

  it('without events has no lag that an athlete would notice', () => {
    const quiet = playWeekend(1, NOWHERE)
    const waits = quiet.flatMap(({ roles }) => Object.values(roles).map(({ waitSeconds }) => waitSeconds))
    expect(waits.length).toBeGreaterThan(1000)
    expect(waits.filter((seconds) => !(seconds < 10))).toEqual([])
  })

  it('needs more machines for more load', () => {
    const sizes = sizesOf(played)
    const half = sizesOf(
      played.map((sample) => ({ ...sample, commandsPerSecond: sample.commandsPerSecond / 4, uploadsPerSecond: 0 })),
    )
    expect(half.shards).toBeLessThan(sizes.shards)
    expect(half.streamGib).toBe(0)
    expect(sizes.iopsOfShard * sizes.shards).toBeCloseTo(sizes.peakCommands * measured.IO_OF_COMMAND, 6)
    expect(sizes.socketGib).toBeCloseTo((500_000 * measured.SOCKET_KIB) / 1024 / 1024, 6)
  })

  it('is told as tables without a number that is none', () => {
    const text = reportOf(played)
    expect(text).not.toMatch(/NaN|undefined|Infinity/)
    expect(text).toContain('| activities-workers |')
    expect(text).toMatch(/Sun 18:00/)
  })
})

describe('checkFigures', () => {
  const run = (group: string, rate: number, median: number, cpu: number, busy: number, commands: number) => ({
    figures: Object.entries({
      'athletes at once': 24,
      sustained: rate,
      'from createUpload to DONE, p50': median,
      'CPU of the platform for an upload': cpu,
      'platform busy meanwhile': busy,
      'MongoDB commands for an upload': commands,
    }).map(([name, value]) => ({ part: 'uploads', group, name, value })),
  })

  // The load run of revision fb90ff4 (docs/reference/performance.md). The commands of an upload are counted for hours of FIT alone.
  it('agrees with a load run that stands in the reference', () => {
    const fit = checkFigures(run('FIT of 1 h', 0.73, 36_100, 198, 14.5, 149))
    const gpx = checkFigures(run('GPX of 2 min', 7.45, 3_150, 69.6, 51.7, 100))
    expect([fit.length, gpx.length]).toEqual([3, 2])
    expect([...fit, ...gpx].filter(({ isRight }) => !isRight)).toEqual([])
  })

  it('notices a time, a CPU and a count that cannot be', () => {
    expect(checkFigures(run('FIT of 1 h', 2.89, 2_000, 300, 34.9, 400)).map(({ isRight }) => isRight)).toEqual([
      false,
      false,
      false,
    ])
  })

  it('says of each number that the model rests on how much of it a run has measured', () => {
    const figure = (part: string, group: string, name: string, value: number) => ({ part, group, name, value })
    const feed = ['CPU of the platform for a request', 'MongoDB commands for a request'] as const
    const figures = [
      figure('uploads', 'FIT of 1 h, 10 segments', 'CPU of the platform for an upload', 2 * measured.UPLOAD_CPU_MS),
      figure('uploads', 'GPX of 2 min', 'CPU of the platform for an upload', 60),
      figure('feed', 'feed, 8 at once', feed[0], 2 * measured.FEED_CPU_MS),
      figure('feed', 'feed, 8 at once', feed[1], measured.FEED_COMMANDS),
      figure('feed', 'smallest query, 8 at once', feed[1], 1),
      figure('notifications', '500 kudos on one activity', 'CPU of the platform for one', measured.NOTIFICATION_CPU_MS),
      figure('storm', '2000 sockets', 'CPU of the platform for one', 2 * measured.SOCKET_CPU_MS),
    ]
    const ratios = ratiosOf({ figures })
    expect(ratios.map(({ of, times }) => [of, times])).toEqual([
      ['an upload', 2],
      ['a page of the feed', 2],
      ['a page of the feed', 1],
      ['a notification', 1],
      ['a socket that comes back', 2],
    ])
    expect(ratios.map(ratioText)[0]).toBe('  2.00 times: an upload took 234.0 ms CPU, 117 are assumed')
    // Of the smallest query no number of commands is assumed.
    expect(checkFigures({ figures }).map(({ isRight }) => isRight)).toEqual([true])
  })

  it('refuses another file', () => {
    expect(() => checkFigures({})).toThrow('npm run bench')
    expect(checkFigures({ figures: [] })).toEqual([])
  })
})
