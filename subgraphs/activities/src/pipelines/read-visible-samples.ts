import { COLUMNS, type ColumnName, hidesPlaces, PLACE_COLUMNS, type VisibleColumns, visibleColumns } from '@gruppetto/recordings'
import type { Context } from '../context.ts'
import type { ActivityRow } from '../domain/activity.ts'

/**
 * Returns the named columns of an activity as the viewer may see them, with every sample: everything for its athlete; for others
 * without the samples in a privacy zone or too close to either end, and without heart rate when that is hidden. Reads those columns,
 * and the places when they decide what is visible. Columns that the recording lacks, or that the viewer may not see, are absent. Null
 * for an activity without samples.
 */
export const readVisibleSamples = async (
  { loaders: { samples, privacy } }: Pick<Context, 'loaders'>,
  { _id: activityId, athleteId, samplesRevision: revision }: Pick<ActivityRow, '_id' | 'athleteId' | 'samplesRevision'>,
  names: readonly ColumnName[] = COLUMNS,
): Promise<VisibleColumns | null> => {
  if (revision === null) return null
  const rules = await privacy.load(athleteId)
  const shown = names.filter((name) => !(rules.hideHeartRate && name === 'heartRateBpm'))
  const read = [...new Set<ColumnName>(['timeSeconds', ...shown, ...(hidesPlaces(rules) ? PLACE_COLUMNS : [])])]
  const { columns, ...cut } = visibleColumns(await samples.load({ activityId, revision, names: read }), rules)
  return { columns: Object.fromEntries(shown.map((name) => [name, columns[name]])), ...cut }
}
