import type { ObjectStore } from '@gruppetto/runtime'
import { inPortions } from '@gruppetto/runtime'
import { type Book, PORTION, type Row, rowsOf, sumsOf } from './book.ts'

interface Upload extends Row {
  readonly athleteId: string
  readonly status: string
  readonly revision: number
  readonly bytesKey: string | null
  readonly activityIds: readonly string[]
  readonly failure: { readonly code: string } | null
  readonly archive?: object
}

interface Activity extends Row {
  readonly uploadId: string | null
  readonly deleted: boolean
  readonly samplesRevision: number | null
}

const hasBytes = async (objects: ObjectStore, key: string): Promise<boolean> => (await objects.head(key)) !== null

/** Every accepted upload is its activities, or has failed with a reason; and its bytes are there. */
const ends: Book = {
  name: 'every upload is an activity or a failure',
  of: 'uploads',
  async read(library, { looked, wrong }) {
    const { objects } = library.runtime
    for await (const portion of inPortions(50, rowsOf<Upload>(library, 'activities', 'uploads'))) {
      const wanted = portion.flatMap(({ activityIds }) => activityIds)
      const found = await sumsOf<Activity>(library, 'activities', 'activities', [
        { $match: { _id: { $in: wanted } } },
        { $project: { uploadId: 1 } },
      ])
      await Promise.all(
        portion.map(async ({ _id, status, revision, bytesKey, activityIds, failure, archive }) => {
          looked()
          if (status === 'AWAITING_FILE') {
            if (await hasBytes(objects, `uploads/${_id}`)) wrong(`${_id} waits for bytes that are there`)
          } else if (status === 'FAILED') {
            if ((failure?.code ?? '') === '') wrong(`${_id} has failed without a reason`)
          } else if (status !== 'DONE') wrong(`${_id} is ${status} and goes no further than revision ${revision}`)
          else if (archive === undefined) {
            if (activityIds.length === 0) wrong(`${_id} is done and has no activity`)
            for (const id of activityIds)
              if (found.get(id)?.uploadId !== _id) wrong(`${_id} says that it became ${id}, which says otherwise`)
            if (bytesKey === null || !(await hasBytes(objects, bytesKey))) wrong(`the bytes of ${_id} are not there`)
          }
        }),
      )
    }
  },
}

/** No upload became an activity twice, and no activity came from nowhere. */
const sources: Book = {
  name: 'every activity came of its upload, once',
  of: 'activities',
  async read(library, { looked, wrong }) {
    const where = { uploadId: { $ne: null } }
    const fields = { uploadId: 1 } as const
    for await (const portion of inPortions(PORTION, rowsOf<Activity>(library, 'activities', 'activities', { where, fields }))) {
      looked(portion.length)
      const uploads = await sumsOf<Upload>(library, 'activities', 'uploads', [
        { $match: { _id: { $in: portion.flatMap(({ uploadId }) => uploadId ?? []) } } },
        { $project: { activityIds: 1, archive: 1 } },
      ])
      for (const { _id, uploadId } of portion) {
        const upload = uploads.get(uploadId ?? '')
        if (upload === undefined) wrong(`${_id} came of ${uploadId}, which is not there`)
        else if (upload.archive === undefined && !upload.activityIds.includes(_id)) wrong(`${uploadId} does not know of ${_id}`)
      }
    }
  },
}

/** An activity that has samples has them under the revision that it says, and has its details. */
const samples: Book = {
  name: 'every recording has its samples',
  of: 'activities',
  async read(library, { looked, wrong }) {
    const where = { samplesRevision: { $ne: null }, deleted: false }
    const fields = { samplesRevision: 1 } as const
    for await (const portion of inPortions(100, rowsOf<Activity>(library, 'activities', 'activities', { where, fields }))) {
      looked(portion.length)
      const ids = portion.map(({ _id }) => _id)
      const found = await sumsOf<{ readonly revisions: readonly number[] }>(library, 'activities', 'samples', [
        { $match: { 'meta.activityId': { $in: ids } } },
        { $group: { _id: '$meta.activityId', revisions: { $addToSet: '$meta.revision' } } },
      ])
      for (const { _id, samplesRevision } of portion)
        if (found.get(_id)?.revisions.includes(samplesRevision ?? -1) !== true) wrong(`${_id} has no samples`)
    }
  },
}

export const uploads: readonly Book[] = [ends, sources, samples]
