import { type Sizes, sizesOf } from './sizes.ts'
import { BUSY, type RoleSample, type Sample, STEP_SECONDS, STORY } from './weekend.ts'

const DAYS = ['Sat', 'Sun'] as const

const clock = (hours: number): string => {
  const minutes = Math.round((hours % 24) * 60)
  return `${DAYS[Math.floor(hours / 24)]} ${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`
}

const seconds = (value: number): string =>
  !Number.isFinite(value) ? 'no pod' : value < 0.01 ? '0' : value < 10 ? `${value.toFixed(2)} s` : `${Math.round(value)} s`
const whole = (value: number): string => Math.round(value).toLocaleString('en')

const table = (head: readonly string[], rows: readonly (readonly string[])[]): string =>
  [head, head.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n')

/** The role in which jobs wait longest at this moment. */
const slowest = ({ roles }: Sample): { readonly name: string; readonly role: RoleSample } => {
  const [first, ...others] = Object.entries(roles).map(([name, role]) => ({ name, role }))
  if (first === undefined) throw new Error('nothing was played')
  return others.reduce((worst, each) => (each.role.waitSeconds > worst.role.waitSeconds ? each : worst), first)
}

const momentsOf = (samples: readonly Sample[]): readonly Sample[] => {
  const events = [
    STORY.nodeLoss.atHours,
    STORY.race.atHours,
    STORY.race.atHours + STORY.race.hoursToFinish,
    STORY.reconnects.atHours,
  ]
  const around = events.flatMap((hours) => [0, 1, 2, 4, 10].map((minutes) => hours + minutes / 60))
  const hourly = Array.from({ length: 16 }, (_, index) => index * 3)
  const steps = new Set([...hourly, ...around].map((hours) => Math.round((hours * 3600) / STEP_SECONDS)))
  return samples.filter((_, step) => steps.has(step))
}

const rowOf = (sample: Sample): string[] => {
  const { name, role } = slowest(sample)
  const pods = (role: string): string => String(sample.roles[role]?.pods ?? 0)
  return [
    clock(sample.hours),
    sample.uploadsPerSecond.toFixed(1),
    whole(sample.readsPerSecond),
    whole(sample.sockets),
    whole(sample.outside),
    ...['gateway', 'social', 'activities-workers', 'social-workers'].map(pods),
    `${name}: ${seconds(role.waitSeconds)}`,
  ]
}

const summaryOf = (samples: readonly Sample[]): string[][] =>
  BUSY.map(({ name, pods: { most } }) => {
    const all = samples.map(({ hours, roles }) => ({ hours, role: roles[name] as RoleSample }))
    const worst = all.reduce((a, b) => (b.role.waitSeconds > a.role.waitSeconds ? b : a))
    const late = all.filter(({ role }) => role.waitSeconds > 10).length * STEP_SECONDS
    return [
      name,
      `${Math.min(...all.map(({ role }) => role.pods))} to ${Math.max(...all.map(({ role }) => role.pods))} of ${most}`,
      `${seconds(worst.role.waitSeconds)}, ${clock(worst.hours)}`,
      whole(Math.max(...all.map(({ role }) => role.backlog))),
      `${whole(late)} s`,
    ]
  })

const sizesText = (sizes: Sizes): string =>
  table(
    ['what', 'how much'],
    [
      ['pods, at the peak and on average', `${whole(sizes.podsAtPeak)}, ${sizes.podsOnAverage.toFixed(0)}`],
      ['MongoDB commands a second at the peak, shards', `${whole(sizes.peakCommands)}, ${sizes.shards}`],
      ['IOPS of a shard at the peak', whole(sizes.iopsOfShard)],
      ['database a year, one copy', `${whole(sizes.databaseGibAYear)} GiB`],
      ['originals a year', `${whole(sizes.objectGibAYear)} GiB`],
      ['ten days of events, one copy', `${whole(sizes.streamGib)} GiB`],
      ['memory of all sockets', `${sizes.socketGib.toFixed(1)} GiB`],
      ...Object.entries(sizes.dollars).map(([name, value]) => [`dollars a month: ${name}`, whole(value)]),
      ['dollars a month, all', whole(Object.values(sizes.dollars).reduce((sum, value) => sum + value, 0))],
    ],
  )

/** Writes the weekend as tables. */
export const reportOf = (samples: readonly Sample[]): string =>
  [
    table(
      [
        '',
        'uploads/s',
        'feeds/s',
        'sockets',
        'waiting to come in',
        'gateways',
        'social',
        'activities-workers',
        'social-workers',
        'longest wait',
      ],
      momentsOf(samples).map(rowOf),
    ),
    table(['role', 'pods', 'longest wait', 'most that waits', 'over 10 s for'], summaryOf(samples)),
    sizesText(sizesOf(samples)),
  ].join('\n\n')
