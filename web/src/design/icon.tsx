const PATHS = {
  home: ['M4 11.5 12 4l8 7.5V20a1 1 0 0 1-1 1h-4.5v-6h-5v6H5a1 1 0 0 1-1-1z'],
  bell: ['M6 17V11a6 6 0 1 1 12 0v6l1.5 2h-15z', 'M10 21.5h4'],
  upload: ['M12 16V4m0 0L7.5 8.5M12 4l4.5 4.5', 'M4 15v4a1 1 0 0 0 1 1h14a1 1 0 0 0 1-1v-4'],
  heart: ['M12 20S4 15 4 9.2A4.2 4.2 0 0 1 12 7a4.2 4.2 0 0 1 8 2.2C20 15 12 20 12 20z'],
  talk: ['M4 5.5A1.5 1.5 0 0 1 5.5 4h13A1.5 1.5 0 0 1 20 5.5v9a1.5 1.5 0 0 1-1.5 1.5H10l-4.5 4V16A1.5 1.5 0 0 1 4 14.5z'],
  flame: [
    'M12 3c1 3.5 5 5.5 5 10.2A5 5 0 0 1 12 18.5a5 5 0 0 1-5-5.3c0-2.3 1.4-3.6 2.3-5.2.6 1.3 1.2 2 2 2.5C11.8 8.300 11.200 5.500 12 3z',
    'M6 21.5h12',
  ],
  close: ['M6 6l12 12M18 6 6 18'],
  check: ['M5 12.5 10 17.500 19 7'],
  flag: ['M6 21V4m0 1h11l-2.500 4 2.500 4H6'],
  user: ['M12 12a4 4 0 1 0 0-8 4 4 0 0 0 0 8z', 'M4.500 20.500c1-4 4-5.500 7.500-5.500s6.500 1.500 7.500 5.500'],
  more: ['M5 12h.01M12 12h.01M19 12h.01'],
  cloud: ['M7 18a4 4 0 0 1-.5-8A6 6 0 0 1 18 9a4.500 4.500 0 0 1-.5 9z', 'M4 4l16 16'],
  search: ['M10.500 17a6.500 6.500 0 1 0 0-13 6.500 6.500 0 0 0 0 13z', 'M15.500 15.500 20 20'],
  trophy: [
    'M8 4h8v5a4 4 0 0 1-8 0z',
    'M8 5H4.500c0 3 1.500 4.500 3.500 4.500M16 5h3.500c0 3-1.500 4.500-3.500 4.500M12 13v4m-3.500 3h7',
  ],
  people: [
    'M9 11.500a3.500 3.500 0 1 0 0-7 3.500 3.500 0 0 0 0 7zM2.500 20c.7-3.700 3-5.500 6.500-5.500s5.800 1.800 6.500 5.500',
    'M16 4.800a3.500 3.500 0 0 1 0 6.400M18 15c2 .8 3.100 2.500 3.500 5',
  ],
  live: [
    'M12 13a1 1 0 1 0 0-2 1 1 0 0 0 0 2z',
    'M8 16a5.600 5.600 0 0 1 0-8m8 0a5.600 5.600 0 0 1 0 8M5 19a9.900 9.900 0 0 1 0-14m14 0a9.900 9.900 0 0 1 0 14',
  ],
  back: ['M19 12H5m0 0 6-6m-6 6 6 6'],
  run: ['M14.500 5.500h.01', 'M5 13l3-4 4-1 3 3 3.500 1M12 8l-2 5.500 3.500 2.500L13 21M9.500 14 8 17l-4 1'],
  ride: [
    'M6 19a3.500 3.500 0 1 0 0-7 3.500 3.500 0 0 0 0 7zM18 19a3.500 3.500 0 1 0 0-7 3.500 3.500 0 0 0 0 7z',
    'M6 15.500 9.500 8.500H15l3 7M9 9.500l4 6H6M8 6.500h3',
  ],
  swim: [
    'M3 17c2 0 2 1.500 4.500 1.500S10 17 12 17s2 1.500 4.500 1.500S19 17 21 17M3 13c2 0 2 1.500 4.500 1.500S10 13 12 13s2 1.500 4.500 1.500S19 13 21 13',
    'M8 10l5-4 3 4M17.500 7h.01',
  ],
  hike: ['M3 19 9.500 7l4 7 2-3L21 19z', 'M9.500 7l1.500 5'],
  row: ['M3 16c1.500 2 3.500 3 9 3s7.500-1 9-3z', 'M6 5l9 11M17 6l-6 7'],
  snow: ['M12 3v18M4.200 7.500l15.600 9M19.800 7.500l-15.600 9'],
  strength: ['M3 10v4M6 7v10M18 7v10M21 10v4M6 12h12'],
  yoga: ['M12 6.500h.01', 'M12 9v5M5 12.500 12 10l7 2.500M4.500 19c3 0 5-5 7.500-5s4.500 5 7.500 5z'],
  watch: ['M12 17a5 5 0 1 0 0-10 5 5 0 0 0 0 10z', 'M9 7l.700-4h4.600L15 7M9 17l.700 4h4.600l.700-4M12 9.500V12l1.500 1.500'],
} as const

export type IconName = keyof typeof PATHS

/** A picture beside a text; it says nothing by itself. */
export const Icon = ({ name, full = false }: { readonly name: IconName; readonly full?: boolean }) => (
  <svg className={full ? 'icon is-full' : 'icon'} viewBox="0 0 24 24" aria-hidden="true">
    {PATHS[name].map((path) => (
      <path key={path} d={path} />
    ))}
  </svg>
)

const OF_SPORTS: Readonly<Record<string, IconName>> = {
  RUN: 'run',
  TRAIL_RUN: 'run',
  VIRTUAL_RUN: 'run',
  WALK: 'hike',
  HIKE: 'hike',
  RIDE: 'ride',
  GRAVEL_RIDE: 'ride',
  MOUNTAIN_BIKE_RIDE: 'ride',
  E_BIKE_RIDE: 'ride',
  VIRTUAL_RIDE: 'ride',
  SWIM: 'swim',
  OPEN_WATER_SWIM: 'swim',
  ROW: 'row',
  SKI: 'snow',
  NORDIC_SKI: 'snow',
  STRENGTH: 'strength',
  YOGA: 'yoga',
}

export const iconOfSport = (sport: string): IconName => OF_SPORTS[sport] ?? 'watch'
