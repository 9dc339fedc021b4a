/** The account of the demo with which its visitors look around. */
export const DEMO_EMAIL = 'ana@demo.gruppetto.example'

/** This file in the data folder says what of the demo world is done, while it is loaded. */
export const DEMO_STEPS = 'demo-steps'

/** This file in the data folder says that the demo world is complete. */
export const DEMO_DONE = 'demo-done'
