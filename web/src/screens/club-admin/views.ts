/** What those who run a club do; who moderates it has the ones in MODERATED alone. */
export const VIEWS = ['requests', 'reports', 'people', 'links', 'goals', 'settings', 'log'] as const
export type View = (typeof VIEWS)[number]

export const MODERATED: readonly View[] = ['reports', 'people']

/** The view that an address names, else the reports, which all with a role have. */
export const viewOf = (text: string | null): View => VIEWS.find((view) => view === text) ?? 'reports'
