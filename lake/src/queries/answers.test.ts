import { execFileSync } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { type EventData, type EventName, lakeTables, packSamples } from '@gruppetto/events'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { columnsOfEvent, eventsInLake, type Row, rowOf } from '../domain/tables.ts'
import { withParquetWriter } from '../parquet/write.ts'
import { type Answer, askProcess, BOUNDS, type Bounds, viewOfFiles } from './ask-lake.ts'
import { drawReport } from './draw.ts'
import { readQuestions } from './questions.ts'

const DAY_MS = 24 * 3600 * 1000
const TODAY = Date.parse('2026-11-30T12:00:00Z')

const folder = mkdtempSync(join(tmpdir(), 'lake-answers-'))
afterAll(() => rmSync(folder, { recursive: true }))

/** The rows of a season by event, as the writer would write them. Lake keys are the ids here, so that a golden answer can be read. */
const openSeason = () => {
  const rows = new Map<EventName, Row[]>()
  let nowMs = TODAY
  return {
    rows,
    stopAt(atMs: number) {
      nowMs = atMs
    },
    now: () => nowMs,
    emit<Name extends EventName>(name: Name, data: EventData<Name>, actor: string | null = null) {
      const table = lakeTables.get(name)
      if (table === undefined) throw new Error(`${name} is not in the lake`)
      const own = rows.get(name) ?? []
      rows.set(name, own)
      const envelope = { id: `${name}-${own.length}`, name, version: 1, at: nowMs, actor, traceparent: null, data }
      own.push(rowOf(table, envelope, { sequence: own.length + 1, receivedAtMs: nowMs }))
    },
  }
}
type Season = ReturnType<typeof openSeason>

let files: ReadonlyMap<string, string>
const ask = (questions: readonly string[], bounds: Partial<Bounds> = {}): Promise<readonly Answer[]> => {
  const views = eventsInLake().map((event) => viewOfFiles(event, [files.get(event) ?? []].flat()))
  return askProcess({ views, today: '2026-11-30', questions, spill: join(folder, 'spill') }, { ...BOUNDS, ...bounds })
}

beforeAll(async () => {
  const season = openSeason()
  playSeason(season)
  await shareRecordings(season)
  files = await withParquetWriter(join(folder, 'spill'), async (write) => {
    const written = new Map<string, string>()
    for (const [event, rows] of season.rows) {
      const file = join(folder, `event=${event}/day=2026-11-30/1-${rows.length}.parquet`)
      mkdirSync(dirname(file), { recursive: true })
      await write(columnsOfEvent(event), rows, file)
      written.set(event, file)
    }
    return written
  })
})

/** Recordings of some hundred seconds, one without heart rate. */
const shareRecordings = async (season: Season): Promise<void> => {
  const none = { speedMps: null, cadenceRpm: null, powerWatts: null, temperatureCelsius: null, gradient: null }
  for (const [index, athleteId] of ['ana', 'ben', 'chloe'].entries()) {
    const elapsedSeconds = Array.from({ length: 100 * (index + 1) }, (_, second) => second)
    const heartRateBpm = index === 2 ? null : elapsedSeconds.map((second) => 100 + (second % 50))
    const samples = await packSamples({ ...none, elapsedSeconds, heartRateBpm, areas: [33_090_965], areasSinceSeconds: [0] })
    const facts = { revision: 1, replaces: null, privacyRevision: 1, everyNth: 1, samples, at: season.now() }
    season.emit('recording.shared', { activityId: `act_${index}`, athleteId, ...facts })
  }
}

/** ClickHouse inside of a Python, where `lake/engines/install.sh` has put it. */
const CHDB = fileURLToPath(new URL('../../../.local/chdb/python/bin/python', import.meta.url))
const ASK_CHDB = fileURLToPath(new URL('../../engines/ask-chdb.py', import.meta.url))

const people = ['ana', 'ben', 'chloe', 'dara'] as const
const personas = ['DATA_NERD', 'SOCIAL_ENTHUSIAST', 'CLUB_MANAGER', 'SOLO_ATHLETE'] as const
const idOf = (name: string): string => `ath_${name}`

/** A small season that somebody can count by hand: who rides when, who cheers whom, and what comes of it. */
const playSeason = (season: Season): void => {
  const atDay = (daysAgo: number): number => {
    const at = TODAY - daysAgo * DAY_MS
    season.stopAt(at)
    return at
  }
  for (const [index, name] of people.entries()) {
    const at = atDay(80)
    season.emit(
      'athlete.changed',
      {
        athleteId: idOf(name),
        revision: 1,
        handle: name,
        displayName: name,
        avatarUrl: null,
        country: 'CH',
        timeZone: 'Europe/Zurich',
        profileVisibility: 'EVERYONE',
        defaultActivityVisibility: 'EVERYONE',
        isPrivate: false,
        deleted: false,
        persona: personas[index] ?? 'SOLO_ATHLETE',
        at,
      },
      idOf(name),
    )
  }
  /** Ana rides each week, Ben only lately, Chloe has stopped, and Dara hides what she does. */
  const rides: readonly (readonly [string, number, 'EVERYONE' | 'ONLY_ME'])[] = [
    ...[77, 70, 63, 56, 49, 42, 35, 28, 21, 14, 7, 0].map((ago) => ['ana', ago, 'EVERYONE'] as const),
    ...[6, 4, 2, 0].map((ago) => ['ben', ago, 'EVERYONE'] as const),
    ...[75, 74, 73].map((ago) => ['chloe', ago, 'EVERYONE'] as const),
    ...[40, 10].map((ago) => ['dara', ago, 'ONLY_ME'] as const),
  ]
  for (const [name, ago, visibility] of rides) {
    const at = atDay(ago)
    const athleteId = idOf(name)
    const [activityId, uploadId] = [`act_${name}_${ago}`, `upl_${name}_${ago}`]
    // Ana's files are put at their addresses, which tells of no upload by itself.
    if (name !== 'ana') season.emit('upload.received', { uploadId, athleteId, attempt: 1 }, athleteId)
    season.emit('activity.measured', {
      activityId,
      athleteId,
      revision: 1,
      deleted: false,
      visibility,
      name: 'A ride',
      sport: 'RIDE',
      startedAtMs: at - 3600_000,
      timeZone: 'Europe/Zurich',
      distanceMeters: 30_000,
      elapsedSeconds: 3600,
      movingSeconds: 3500,
      elevationGainMeters: 300,
      isManual: false,
      uploadId,
      at,
    })
    season.emit('upload.completed', { uploadId, athleteId, fileName: 'ride.fit', activityIds: [activityId] })
    season.emit('feed.item-recorded', { feedItemId: `feed_${name}_${ago}`, athleteId, kind: 'ACTIVITY', at })
    season.emit('effort.recorded', {
      activityId,
      athleteId,
      visibility,
      isBackfilled: false,
      efforts: [
        effort(`eff_${activityId}_1`, 'seg_hill', 300, at),
        ...(name === 'ana' ? [effort(`eff_${activityId}_2`, 'seg_lake', 600, at)] : []),
      ],
      at,
    })
    if (name === 'ana' && ago <= 14) kudos(season, activityId, 'ana', 'ben')
  }
  atDay(5)
  season.emit(
    'upload.failed',
    {
      uploadId: 'upl_broken',
      athleteId: idOf('ben'),
      attempt: 1,
      fileName: 'x.fit',
      code: 'CORRUPT_FILE',
      message: '',
      duplicateOfActivityId: null,
    },
    idOf('ben'),
  )
  season.emit('effort.recorded', {
    activityId: 'act_ana_77',
    athleteId: idOf('ana'),
    visibility: 'EVERYONE',
    isBackfilled: true,
    efforts: [{ ...effort('eff_act_ana_77_2', 'seg_lake', 600, TODAY), revision: 2, deleted: true }],
    at: TODAY,
  })
  atDay(7)
  season.emit(
    'challenge.participation-changed',
    { challengeId: 'chl_1', athleteId: idOf('ben'), revision: 1, participating: true, sharesWithBrand: false, at: TODAY },
    idOf('ben'),
  )
  for (const [name, ago] of [
    ['ana', 7],
    ['ana', 8],
    ['ben', 5],
    ['ben', 3],
  ] as const) {
    const at = atDay(ago)
    const day = new Date(at).toISOString().slice(0, 10)
    season.emit('streak.at-risk', { athleteId: idOf(name), unit: 'DAYS', count: 3, day, at })
  }
  for (const ago of [5, 2]) {
    const at = atDay(ago)
    const cheer = { cheerId: `cheer_${ago}`, athleteId: idOf('chloe'), toAthleteIds: [idOf('ben')], message: 'Go Ben!', at }
    season.emit('cheer.given', cheer, idOf('chloe'))
  }
  season.emit(
    'comment.added',
    {
      commentId: 'cmt_1',
      subjectId: 'act_ana_7',
      subjectOwnerId: idOf('ana'),
      authorId: idOf('dara'),
      mentionedIds: [],
      at: TODAY,
    },
    idOf('dara'),
  )
}

const effort = (effortId: string, segmentId: string, elapsedSeconds: number, at: number) => ({
  effortId,
  revision: 1,
  deleted: false,
  segmentId,
  startedAtMs: at,
  elapsedSeconds,
  hidden: false,
  counts: true,
})

const kudos = (season: Season, subjectId: string, owner: string, from: string): void =>
  season.emit('kudos.given', { subjectId, subjectOwnerId: idOf(owner), athleteId: idOf(from), at: season.now() }, idOf(from))

describe('the ready questions', () => {
  const questions = readQuestions()

  it('have the answers that were counted', async () => {
    const answers = await ask(questions.map(({ sql }) => sql))
    for (const [at, { name }] of questions.entries()) {
      const answer = answers[at]
      const lines = [answer?.columns ?? [], ...(answer?.rows ?? [])].map((row) => row.map((cell) => cell ?? '').join(';'))
      await expect(`${lines.join('\n')}\n`).toMatchFileSnapshot(`golden/${name}.csv`)
    }
    const drawn = questions.flatMap((question, at) => {
      const answer = answers[at]
      return answer === undefined ? [] : [{ question, answer }]
    })
    const page = drawReport({ questions: drawn, atMs: TODAY, rows: 1, bytes: 1 })
    expect(page).not.toMatch(/NaN|undefined|Infinity|Nothing of this/)
  })
})

describe('a question', () => {
  it.each([
    ['writes', 'CREATE TABLE mine AS SELECT 1', 'can only be read'],
    ['is several', 'SELECT 1; SELECT 2', 'one statement'],
    ['reads a file', "SELECT * FROM read_text('/etc/passwd')", 'disabled'],
    ['lists a folder', "SELECT * FROM glob('/*')", 'disabled'],
    ['reads a file as CSV', "SELECT * FROM sniff_csv('/etc/passwd')", 'disabled'],
    ['reads a file by its name', "SELECT * FROM '/etc/passwd'", '/etc/passwd'],
    ['writes a file', "COPY (SELECT 1) TO '/tmp/lake-was-here.csv'", 'disabled'],
    ['frees itself', 'SET enable_external_access = true', 'can only be read'],
    ['is no SQL', 'SELEC 1', 'syntax error'],
    ['asks for what is not there', 'SELECT name FROM activity_measured', 'name'],
  ])('that %s is refused', async (_what, sql, says) => {
    await expect(ask([sql])).rejects.toThrow(says)
  })

  it('ends when its time is over', async () => {
    const endless = 'SELECT count(*) FROM range(100000000000) a, range(100000000000) b WHERE a.range * b.range = 7'
    await expect(ask([endless], { seconds: 1 })).rejects.toThrow('No answer within 1 seconds')
  })

  it('gets so many rows at most, and is told that there are more', async () => {
    const [answer] = await ask(['SELECT range FROM range(100000)'], { maxRows: 3 })
    expect(answer).toEqual({ columns: ['range'], rows: [[0], [1], [2]], isCut: true })
  })
})

describe('another engine', () => {
  it.skipIf(!existsSync(CHDB))(
    'counts the same in the same files (skipped where chdb is not: lake/engines/install.sh brings it)',
    async () => {
      const events = [...files.keys()]
      const counted = 'count(*), count(DISTINCT event_id), count(DISTINCT actor_key)'
      const lists = 'sum(length(samples_elapsed_seconds)), sum(length(samples_heart_rate_bpm)), sum(length(samples_areas))'
      const ours = await ask([
        ...events.map((event) => `SELECT ${counted} FROM ${event.replaceAll(/[.-]/g, '_')}`),
        `SELECT ${lists} FROM recording_shared`,
      ])
      const from = (event: string) => `file('${folder}/event=${event}/*/*.parquet', Parquet)`
      const theirs = [
        ...events.map((event) => `SELECT ${counted} FROM ${from(event)}`),
        `SELECT ${lists} FROM ${from('recording.shared')}`,
      ]
      const output = execFileSync(CHDB, [ASK_CHDB], { input: JSON.stringify(theirs), encoding: 'utf8' })
      expect(JSON.parse(output)).toEqual(ours.map(({ rows }) => rows))
      expect(events.length).toBeGreaterThan(10)
      expect(ours.at(-1)?.rows).toEqual([[600, 300, 3]])
    },
  )
})
