import { COLUMNS, type ColumnName, hidesPlaces, PLACE_COLUMNS, type VisibleColumns, visibleColumns } from '@gruppetto/recordings'
import type { ActivityRow } from '../domain/activity.ts'
import type { Loaders } from '../loaders/mod.ts'

/**
 * The named columns of an activity as the viewer of these loaders may see them, every sample: all for its athlete; for others without what lies
 * in a zone or too close to either end, and without heart rate where that is hidden. Reads those columns, and the places where they decide what
 * shows. Absent are columns the recording does not have or the viewer may not see; null for an activity without samples.
 */
export const visibleSamples = async (
  { samples, privacy }: Pick<Loaders, 'samples' | 'privacy'>,
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
