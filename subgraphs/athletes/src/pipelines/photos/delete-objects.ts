import { type PhotoSize, photoKey } from '@gruppetto/relations'
import { type PhotoRow, sentPhotoKey } from '../../domain/photo.ts'
import type { Services } from '../../services.ts'

const SIZES: readonly PhotoSize[] = ['THUMBNAIL', 'LARGE', 'FULL']

/** Deletes what was sent for a photo and all its sizes. */
export const deletePhotoObjects = async ({ runtime }: Pick<Services, 'runtime'>, row: PhotoRow): Promise<void> => {
  const keys = [sentPhotoKey(row), ...SIZES.map((size) => photoKey(row, size))]
  await Promise.all(keys.map((key) => runtime.objects.delete(key)))
}
