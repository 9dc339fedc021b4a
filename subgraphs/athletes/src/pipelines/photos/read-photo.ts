import { requireAthlete } from '@gruppetto/graph'
import type { Context } from '../../context.ts'
import type { PhotoRow } from '../../domain/photo.ts'

/** Returns a photo of the viewer's own; null for any other. */
export const readOwnPhoto = async ({ caller, loaders }: Context, id: string): Promise<PhotoRow | null> => {
  const { athleteId } = requireAthlete(caller)
  const photo = await loaders.photo.load(id)
  return photo?.athleteId === athleteId && photo.status !== 'DELETED' ? photo : null
}
