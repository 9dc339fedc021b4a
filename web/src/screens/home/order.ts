import type { Persona } from '../../app/personas.ts'

/** The cards beside the feed. */
export type SideCard = 'week' | 'streak' | 'goals' | 'events' | 'clubs' | 'people' | 'friends'

/** What stands first for whom: the same account can look like four products. */
const ORDERS: Readonly<Record<Persona, readonly SideCard[]>> = {
  SOLO_ATHLETE: ['week', 'goals', 'streak', 'friends', 'events', 'people'],
  SOCIAL_ENTHUSIAST: ['people', 'friends', 'events', 'streak', 'week', 'goals'],
  CLUB_MANAGER: ['clubs', 'events', 'people', 'week', 'streak', 'goals', 'friends'],
  DATA_NERD: ['week', 'streak', 'goals', 'events', 'friends', 'people'],
}

export const sideOrder = (persona: Persona): readonly SideCard[] => ORDERS[persona]

/** Whether one's own numbers are read before what others do. */
export const isOwnFirst = (persona: Persona): boolean => persona === 'SOLO_ATHLETE' || persona === 'DATA_NERD'
