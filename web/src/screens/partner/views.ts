export const VIEWS = ['challenges', 'sales', 'products', 'webhooks', 'keys', 'brand'] as const
export type View = (typeof VIEWS)[number]

/** Returns the view of an address; the first one where it names none. */
export const viewOf = (text: string | null): View => VIEWS.find((view) => view === text) ?? 'challenges'
