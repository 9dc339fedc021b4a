import { type Features, openFeatures } from '@gruppetto/features'
import { type OpenedModel, openModel } from '@gruppetto/graph'
import type { Database, Runtime } from '@gruppetto/runtime'
import { REMINDER_FEATURES, REMINDER_OUTPUTS } from './domain/streaks/reminder-hour.ts'
import { NUDGE_FEATURES, NUDGE_OUTPUTS } from './domain/streaks/silence.ts'
import { writeRevocations } from './pipelines/end-session.ts'
import { type Mailer, openMailer } from './pipelines/mailer.ts'
import { openPasswordHasher, type PasswordHasher } from './pipelines/password-hasher.ts'
import { openTokenSigner, type TokenSigner } from './pipelines/token-signer.ts'
import { openStores, type Stores } from './stores/mod.ts'
import { openPictureMaker, type PictureMaker } from './threads/picture-maker.ts'

/** What the staff desk works with. It signs no tokens, so it needs neither the signing keys nor their secret. */
export interface Storage {
  readonly runtime: Runtime
  readonly database: Database
  readonly stores: Stores
}

/** What decides where there is no better rule of thumb; see the cards in models/. */
interface Models {
  readonly reminderHour: OpenedModel
  readonly nudge: OpenedModel
}

const openModels = async (runtime: Runtime): Promise<Models> => {
  const [reminderHour, nudge] = await Promise.all([
    openModel(
      new URL('../models/reminder-hour.json', import.meta.url),
      { name: 'reminder-hour', features: REMINDER_FEATURES, outputs: REMINDER_OUTPUTS },
      runtime,
    ),
    openModel(
      new URL('../models/nudge.json', import.meta.url),
      { name: 'nudge', features: NUDGE_FEATURES, outputs: NUDGE_OUTPUTS },
      runtime,
    ),
  ])
  return { reminderHour, nudge }
}

/** What is open as long as the subgraph is. */
export interface Services extends Storage {
  readonly signer: TokenSigner
  readonly hasher: PasswordHasher
  readonly pictures: PictureMaker
  readonly mailer: Mailer
  readonly features: Features
  readonly models: Models
}

export const openStorage = async (runtime: Runtime): Promise<Storage> => {
  const database = await runtime.database('athletes')
  const stores = openStores(database, runtime)
  await database.prepare()
  return { runtime, database, stores }
}

export const openServices = async (runtime: Runtime): Promise<Services> => {
  const features = await openFeatures(runtime)
  const models = await openModels(runtime)
  const storage = await openStorage(runtime)
  const [signer, hasher] = await Promise.all([openTokenSigner(runtime, storage.stores.signingKeys), openPasswordHasher()])
  try {
    await writeRevocations(storage)
  } catch (error) {
    runtime.log.warn({ err: error }, 'the ended sessions could not be written to Redis; a job tries again')
  }
  return { ...storage, signer, hasher, features, models, pictures: openPictureMaker(), mailer: openMailer(runtime) }
}

/** Closes what the subgraph owns. The database and Redis belong to the runtime, which closes them. */
export const closeServices = async ({ pictures, mailer }: Services): Promise<void> => {
  await Promise.all([pictures.close(), mailer.close()])
}
