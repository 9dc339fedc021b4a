import { projectEntitlements, projectRelations } from '@gruppetto/relations'
import type { AnyWorker } from '@gruppetto/runtime'
import type { Services } from '../services.ts'
import { answerPasswordResets } from './answer-password-resets.ts'
import { keepPhotos } from './keep-photos.ts'
import { preparePhotos } from './prepare-photos.ts'
import { sendMail } from './send-mail.ts'

export const makeWorkers = (services: Services): readonly AnyWorker[] => [
  ...projectRelations('athletes', services.stores.relations),
  projectEntitlements('athletes', services.stores.entitlements),
  preparePhotos(services),
  keepPhotos(services),
  answerPasswordResets(services),
  sendMail(services),
]
