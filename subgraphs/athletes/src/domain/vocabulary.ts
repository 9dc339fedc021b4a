/** The enums of the schema. */

export type Persona = 'SOLO_ATHLETE' | 'SOCIAL_ENTHUSIAST' | 'CLUB_MANAGER' | 'DATA_NERD'
export type Role = 'STAFF'
export type Units = 'METRIC' | 'IMPERIAL'
export type { Audience as Visibility, Sport } from '@gruppetto/graph'
