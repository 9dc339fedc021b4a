export const PERSONAS = ['SOLO_ATHLETE', 'SOCIAL_ENTHUSIAST', 'CLUB_MANAGER', 'DATA_NERD'] as const

/** Who somebody is to the app, which decides what stands first. */
export type Persona = (typeof PERSONAS)[number]
