/** What a club's page shows. */
export const VIEWS = ['posts', 'events', 'challenges', 'board', 'members'] as const
export type View = (typeof VIEWS)[number]

/** The view that an address names, else the first. */
export const viewOf = (text: string | null): View => VIEWS.find((view) => view === text) ?? 'posts'
