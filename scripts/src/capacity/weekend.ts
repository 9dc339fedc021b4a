import { ROLES, type Role } from '../kubernetes/roles.ts'
import { CPU_PERCENT, EVENTS_OF_A_POD, SOCKETS_OF_A_POD, scaleDownOf, WEEKEND_HOURS } from '../kubernetes/scaling.ts'
import * as measured from './measured.ts'
import { type Random, randomOf } from './random.ts'
import { EMPTY, type StationState, stepStation } from './station.ts'

/** The length of a step in seconds: KEDA looks every 15. */
export const STEP_SECONDS = 15
const HOURS = 48
/** From the decision to a pod that answers: scheduling, image, start (6 s of CPU), probes. */
const START_SECONDS = 45
/** A node that is gone is noticed, and its pods are started elsewhere, after this. */
const NODE_AWAY_SECONDS = 90
/** The athletes of a race finish, and upload, within this time. */
const HOURS_OF_FINISH = 1 / 3
/** How much of its core a gateway spends on letting sockets in. */
const ADMITTING = 0.5

/** What happens at the weekend besides the usual curve, in hours from Saturday 00:00. */
export interface Story {
  readonly race: { readonly atHours: number; readonly athletes: number; readonly hoursToFinish: number }
  readonly nodeLoss: { readonly atHours: number; readonly share: number }
  /** So large a share of the sockets breaks at once, and all come back. */
  readonly reconnects: { readonly atHours: number; readonly share: number }
}

export const STORY: Story = {
  race: { atHours: 33, athletes: 90_000, hoursToFinish: 4 },
  nodeLoss: { atHours: 15.5, share: 1 / 3 },
  reconnects: { atHours: 42, share: 0.5 },
}

/** How busy an hour is, as a share of the peak: athletes are out in the morning, upload towards noon and read in the evening. Piecewise linear. */
const UPLOADS_BY_HOUR = [4, 2, 1, 1, 2, 5, 10, 18, 35, 60, 85, 100, 96, 84, 72, 66, 64, 66, 70, 66, 50, 34, 20, 10]
const READS_BY_HOUR = [12, 7, 4, 3, 4, 10, 22, 38, 50, 58, 66, 74, 78, 74, 70, 70, 74, 82, 92, 100, 98, 82, 54, 28]

const shareAt = (curve: readonly number[], hours: number): number => {
  const hour = Math.floor(hours) % 24
  const [from = 0, to = 0] = [curve[hour], curve[(hour + 1) % 24]]
  return (from + (to - from) * (hours - Math.floor(hours))) / 100
}

/** The CPU of one job of each kind in each role, in milliseconds. */
interface Costs {
  readonly upload: number
  readonly read: number
  readonly other: number
  readonly notification: number
}

const ofUpload = (commands: number): number => {
  const all = Object.values(measured.UPLOAD_COMMANDS_OF).reduce((sum, each) => sum + each, 0)
  return ((measured.UPLOAD_CPU_MS - measured.MEASURING_CPU_MS) * commands) / all
}

const WORKERS = {
  'activities-workers': ofUpload(measured.UPLOAD_COMMANDS_OF['activities-workers']) + measured.MEASURING_CPU_MS,
  'athletes-workers': ofUpload(measured.UPLOAD_COMMANDS_OF['athletes-workers']),
  'social-workers': ofUpload(measured.UPLOAD_COMMANDS_OF['social-workers']),
  'clubs-workers': ofUpload(measured.UPLOAD_COMMANDS_OF['clubs-workers']),
} as const

/** The subgraphs that answer share the reads: of a feed page social has half, athletes and activities a quarter each. */
const READERS = { social: 0.5, athletes: 0.25, activities: 0.25 } as const

const costsOf = (name: string): Costs => {
  const { GATEWAY_SHARE: gateway } = measured
  if (name === 'gateway') {
    return {
      upload: 2 * gateway * measured.OTHER_CPU_MS,
      read: gateway * measured.FEED_CPU_MS,
      other: gateway * measured.OTHER_CPU_MS,
      notification: gateway * measured.NOTIFICATION_CPU_MS,
    }
  }
  if (name in WORKERS) {
    const notification = name === 'social-workers' ? (1 - gateway) * measured.NOTIFICATION_CPU_MS : 0
    return { upload: WORKERS[name as keyof typeof WORKERS], read: 0, other: 0, notification }
  }
  const share = (1 - gateway) * (READERS[name as keyof typeof READERS] ?? 0)
  return {
    upload: name === 'activities' ? ofUpload(measured.UPLOAD_COMMANDS_OF.subgraphs) : 0,
    read: share * measured.FEED_CPU_MS,
    other: share * measured.OTHER_CPU_MS,
    notification: 0,
  }
}

/** The roles that the load of the weekend reaches. The others keep their least pods. */
export const BUSY: readonly Role[] = ROLES.filter(({ name }) => name === 'gateway' || name in WORKERS || name in READERS)

interface Pods {
  /** Pods that answer. */
  ready: number
  /** Steps at which pods that were decided answer, with how many. */
  readonly coming: { readonly step: number; readonly count: number }[]
  /** What the autoscaler wanted in its last steps, for the time it waits before it takes pods away. */
  readonly wanted: number[]
}

/** How many pods KEDA and its HPA want: the most that any trigger asks for. */
const wantedPods = (role: Role, { ready }: Pods, state: StationState, sockets: number, hours: number): number => {
  const { least, most, weekend } = role.pods
  const byCpu = Math.ceil((ready * state.used * 100) / Number(CPU_PERCENT))
  const byMetric =
    role.tier === 'gateway'
      ? Math.ceil(sockets / SOCKETS_OF_A_POD)
      : role.tier === 'workers'
        ? Math.ceil(state.backlog / EVENTS_OF_A_POD)
        : 0
  const byClock = hours >= WEEKEND_HOURS.from && hours < WEEKEND_HOURS.to ? weekend : least
  return Math.min(most, Math.max(least, byCpu, byMetric, byClock))
}

/** Scales up at once, at most to the double in 30 s, and down by one pod at a time once nothing has asked for more during the window. */
const scale = (role: Role, pods: Pods, wanted: number, step: number): void => {
  const { windowSeconds, everySeconds } = scaleDownOf(role)
  pods.wanted.push(wanted)
  if (pods.wanted.length > windowSeconds / STEP_SECONDS) pods.wanted.shift()
  const decided = pods.ready + pods.coming.reduce((sum, { count }) => sum + count, 0)
  if (wanted > decided && step % 2 === 0) {
    pods.coming.push({ step: step + START_SECONDS / STEP_SECONDS, count: Math.min(wanted, Math.max(1, decided) * 2) - decided })
    return
  }
  const asked = Math.max(...pods.wanted)
  if (pods.coming.length === 0 && asked < pods.ready && step % (everySeconds / STEP_SECONDS) === 0) pods.ready -= 1
}

const arrive = (pods: Pods, step: number): void => {
  while (pods.coming[0] !== undefined && pods.coming[0].step <= step) pods.ready += pods.coming.shift()?.count ?? 0
}

/** One role at one moment. */
export interface RoleSample extends StationState {
  readonly pods: number
}

/** The platform at one moment. */
export interface Sample {
  readonly hours: number
  readonly uploadsPerSecond: number
  readonly readsPerSecond: number
  readonly sockets: number
  /** Sockets that wait to be let in again. */
  readonly outside: number
  /** MongoDB commands a second. */
  readonly commandsPerSecond: number
  readonly roles: Readonly<Record<string, RoleSample>>
}

interface Load {
  readonly uploads: number
  readonly reads: number
  readonly notifications: number
}

const loadOf = (hours: number, { race }: Story, random: Random): Load => {
  const since = hours - race.atHours
  // A race is followed by those at home while it goes, and its athletes upload within a short time of each other.
  const isOn = since >= 0 && since < race.hoursToFinish
  const finishing = since >= race.hoursToFinish && since < race.hoursToFinish + HOURS_OF_FINISH
  const raceUploads = finishing ? race.athletes / (HOURS_OF_FINISH * 3600) : 0
  const uploads = shareAt(UPLOADS_BY_HOUR, hours) * measured.PEAK_UPLOADS + raceUploads
  const reads = shareAt(READS_BY_HOUR, hours) * measured.PEAK_FEED_PAGES * (isOn ? 1.4 : 1)
  return {
    uploads: random.poisson(uploads * STEP_SECONDS),
    reads: random.poisson(reads * STEP_SECONDS),
    notifications: random.poisson(uploads * measured.NOTIFICATIONS_OF_UPLOAD * STEP_SECONDS),
  }
}

const commandsOf = ({ uploads, reads, notifications }: Load): number =>
  uploads * measured.UPLOAD_COMMANDS +
  reads * (measured.FEED_COMMANDS + measured.OTHER_REQUESTS * measured.OTHER_COMMANDS) +
  notifications * measured.NOTIFICATION_COMMANDS

/** Plays Saturday and Sunday, step by step. The same seed plays the same weekend. */
export const playWeekend = (seed: number, story: Story = STORY): readonly Sample[] => {
  const random = randomOf(seed)
  const pods = new Map(BUSY.map((role) => [role.name, { ready: role.pods.least, coming: [], wanted: [] } as Pods]))
  const states = new Map<string, StationState>(BUSY.map(({ name }) => [name, EMPTY]))
  const samples: Sample[] = []
  const isAt = (step: number, hours: number): boolean => step === Math.round((hours * 3600) / STEP_SECONDS)
  let outside = 0
  let open = shareAt(READS_BY_HOUR, 0) * measured.PEAK_SOCKETS

  for (let step = 0; step < (HOURS * 3600) / STEP_SECONDS; step += 1) {
    const hours = (step * STEP_SECONDS) / 3600
    const load = loadOf(hours, story, random)
    for (const kept of pods.values()) arrive(kept, step)
    if (isAt(step, story.nodeLoss.atHours)) {
      for (const kept of pods.values()) {
        const lost = Math.round(kept.ready * story.nodeLoss.share)
        kept.ready -= lost
        kept.coming.push({ step: step + (NODE_AWAY_SECONDS + START_SECONDS) / STEP_SECONDS, count: lost })
      }
      // The sockets of the lost gateways come back to the others.
      outside += open * story.nodeLoss.share
      open -= open * story.nodeLoss.share
    }
    if (isAt(step, story.reconnects.atHours)) {
      outside += open * story.reconnects.share
      open -= open * story.reconnects.share
    }
    const gateways = pods.get('gateway')?.ready ?? 0
    const come = Math.max(0, shareAt(READS_BY_HOUR, hours) * measured.PEAK_SOCKETS - open - outside)
    const canAdmit = (gateways * ADMITTING * STEP_SECONDS * 1000) / measured.SOCKET_CPU_MS
    const admitted = Math.min(outside + come, canAdmit)
    outside = outside + come - admitted
    open = Math.min(open + admitted, Math.max(shareAt(READS_BY_HOUR, hours) * measured.PEAK_SOCKETS, open * 0.999 + admitted))

    const roles: Record<string, RoleSample> = {}
    for (const role of BUSY) {
      const kept = pods.get(role.name) as Pods
      const costs = costsOf(role.name)
      const cpuMs =
        load.uploads * costs.upload +
        load.reads * (costs.read + measured.OTHER_REQUESTS * costs.other) +
        load.notifications * costs.notification +
        (role.name === 'gateway' ? admitted * measured.SOCKET_CPU_MS : 0)
      const jobs =
        role.tier === 'workers'
          ? load.uploads + (costs.notification > 0 ? load.notifications : 0)
          : load.reads * (1 + measured.OTHER_REQUESTS) + load.uploads + admitted
      const serviceSeconds = jobs === 0 ? 0.001 : cpuMs / jobs / 1000
      const before = states.get(role.name) ?? EMPTY
      const state = stepStation(before, { seconds: STEP_SECONDS, arrivals: jobs, serviceSeconds, servers: kept.ready })
      states.set(role.name, state)
      scale(role, kept, wantedPods(role, kept, state, open + outside, hours), step)
      roles[role.name] = { ...state, pods: kept.ready }
    }
    samples.push({
      hours,
      uploadsPerSecond: load.uploads / STEP_SECONDS,
      readsPerSecond: load.reads / STEP_SECONDS,
      sockets: open,
      outside,
      commandsPerSecond: commandsOf(load) / STEP_SECONDS,
      roles,
    })
  }
  return samples
}
