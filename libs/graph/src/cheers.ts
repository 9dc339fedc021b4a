/** So many cheers given on a day of rest keep a streak, and count as a day of activity in a goal of a club. */
export const CHEERS_FOR_A_DAY = 10
