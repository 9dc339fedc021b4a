/** What a goal of one's own may count. */
export const METRICS = ['DISTANCE', 'MOVING_TIME', 'ELEVATION_GAIN', 'ACTIVITY_COUNT', 'ACTIVE_DAYS'] as const
