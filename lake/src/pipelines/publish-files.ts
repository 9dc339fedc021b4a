import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { stat } from 'node:fs/promises'
import { pipeline } from 'node:stream/promises'
import { crashPoint, eventId, SYSTEM, type Tx } from '@gruppetto/runtime'
import type { FileOrigin, LakeFile } from '../domain/files.ts'
import type { Services } from '../services.ts'
import { SIGN_EVERY_MS, TURN_MS } from '../settings.ts'
import type { TurnRow } from '../stores/turns.ts'

/** A file on this machine that is to be in the lake. */
export interface MadeFile
  extends Pick<LakeFile, '_id' | 'event' | 'day' | 'rows' | 'firstSequence' | 'lastSequence' | 'minAt' | 'maxAt' | 'cleanAt'> {
  readonly path: string
}

interface Publication {
  readonly turn: TurnRow
  readonly origin: FileOrigin
  readonly made: readonly MadeFile[]
  /** What the row of the turn becomes with it. */
  readonly change?: Partial<TurnRow>
  /** What else is committed with it. */
  readonly finish?: (tx: Tx) => Promise<void>
}

const sha256Of = async (path: string): Promise<string> => {
  const hash = createHash('sha256')
  await pipeline(createReadStream(path), hash)
  return hash.digest('hex')
}

/** Says that the one whose turn it is still works. Throws TurnLostError when somebody else has the turn. */
export const giveSign = ({ stores, runtime }: Services, turn: TurnRow): Promise<TurnRow> =>
  stores.turns.held(turn, { until: new Date(runtime.now() + TURN_MS) })

/**
 * Gives signs as long as something takes that may be longer than a turn, such as the merging of large files. Who loses the turn meanwhile learns it
 * by the next change.
 */
export const whileSigning = async <Result>(services: Services, turn: TurnRow, work: () => Promise<Result>): Promise<Result> => {
  let last = Promise.resolve()
  const sign = () =>
    giveSign(services, turn).then(
      () => undefined,
      () => undefined,
    )
  const timer = setInterval(() => {
    last = last.then(sign)
  }, SIGN_EVERY_MS)
  try {
    return await work()
  } finally {
    clearInterval(timer)
    // A sign on its way must not come after the end of the turn.
    await last
  }
}

/**
 * Brings files into the lake, all or none: notes them as PENDING, puts the objects, and makes them LIVE in one transaction with `finish`. So each
 * object has its row before it is there, and `takeBack` finds what a sudden end has left. Returns the row of the turn.
 */
export const publishFiles = async (
  services: Services,
  { turn, origin, made, change = {}, finish }: Publication,
): Promise<TurnRow> => {
  const { database, stores, runtime } = services
  const batch = eventId()
  const rows: LakeFile[] = []
  for (const { path, ...file } of made) {
    const { size } = await stat(path)
    const facts = { bytes: size, sha256: await sha256Of(path), writtenAt: new Date(runtime.now()), replacedAt: null }
    rows.push({ ...file, ...facts, batch, origin, status: 'PENDING' })
  }
  const until = () => new Date(runtime.now() + TURN_MS)
  crashPoint('lake:made')
  if (rows.length > 0) {
    await database.transact(async (tx) => {
      await stores.turns.held(turn, { until: until() }, tx)
      await stores.files.insert(rows, tx)
    }, SYSTEM)
    crashPoint('lake:noted')
  }
  // A large file, or a slow object store, takes longer than a turn.
  await whileSigning(services, turn, async () => {
    for (const { _id, path } of made) {
      await runtime.objects.writeStream(_id, createReadStream(path))
      crashPoint('lake:put')
    }
  })
  const next = await database.transact(async (tx) => {
    const held = await stores.turns.held(turn, { ...change, until: until() }, tx)
    const live = rows.length === 0 ? 0 : await stores.files.makeLive(batch, tx)
    if (live !== rows.length) throw new Error(`${live} of ${rows.length} files of a batch are there`)
    await finish?.(tx)
    return held
  }, SYSTEM)
  crashPoint('lake:live')
  return next
}

/** Removes what an earlier turn has begun and not finished. Its events are still in the stream, and its files are still where they were. */
export const takeBack = async ({ stores, runtime }: Services, origin: FileOrigin): Promise<void> => {
  for (const { _id } of await stores.files.pending(origin)) {
    await runtime.objects.delete(_id)
    await stores.files.forget(_id)
  }
}
