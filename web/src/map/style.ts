import type { ExpressionSpecification, LayerSpecification, StyleSpecification } from 'maplibre-gl'

/** The colours of the map, which are given to WebGL and so cannot be custom properties. */
export interface Palette {
  readonly land: string
  readonly water: string
  readonly green: string
  readonly town: string
  readonly building: string
  readonly road: string
  readonly mainRoad: string
  readonly path: string
  readonly border: string
  readonly name: string
  readonly halo: string
  readonly casing: string
  readonly pine: string
  readonly ember: string
  readonly gold: string
  readonly ink: string
  /** From the least value to the most. */
  readonly heat: readonly string[]
}

export const PALETTES: Readonly<Record<'light' | 'dark', Palette>> = {
  light: {
    land: '#f3f0e7',
    water: '#c3d9e0',
    green: '#dfe8d3',
    town: '#ebe6da',
    building: '#e2dccd',
    road: '#ffffff',
    mainRoad: '#fbe9c8',
    path: '#c9bfa6',
    border: '#a79f8a',
    name: '#4a4d43',
    halo: '#f7f5ee',
    casing: '#ffffff',
    pine: '#17633a',
    ember: '#c8430f',
    gold: '#9a6500',
    ink: '#1a1d17',
    heat: ['#2d5fa8', '#1f8f86', '#7fa32b', '#e09a13', '#d9480f', '#9c1248'],
  },
  dark: {
    land: '#262d21',
    water: '#12262f',
    green: '#2a3725',
    town: '#2c3327',
    building: '#343b2e',
    road: '#414939',
    mainRoad: '#55563d',
    path: '#4a5340',
    border: '#707862',
    name: '#b9bfae',
    halo: '#1c2118',
    casing: '#10130d',
    pine: '#74d196',
    ember: '#ff9a70',
    gold: '#f1c15b',
    ink: '#eef0e8',
    heat: ['#6ea3ef', '#3fc4b4', '#a8d65a', '#ffc75a', '#ff8a4c', '#ff5f8f'],
  },
}

const TILES = 'tiles'
const FAMILY = ['Archivo Variable', 'system-ui']

const byZoom = (...stops: readonly number[]): ExpressionSpecification => ['interpolate', ['exponential', 1.6], ['zoom'], ...stops]
const isKind = (...kinds: readonly string[]): ExpressionSpecification => ['in', ['get', 'kind'], ['literal', [...kinds]]]

/** The map below everything else, in the layers of Protomaps' basemap, version 4, of which the world that is shipped has three. */
const ground = (palette: Palette): LayerSpecification[] => {
  const layer = <Type extends 'fill' | 'line' | 'symbol'>(type: Type, id: string, sourceLayer: string) => ({
    ...{ type, id, source: TILES },
    'source-layer': sourceLayer,
  })
  const round = { 'line-cap': 'round', 'line-join': 'round' } as const
  const name: ExpressionSpecification = ['coalesce', ['get', 'name'], ['get', 'name:en'], '']
  return [
    { id: 'background', type: 'background', paint: { 'background-color': palette.water } },
    { ...layer('fill', 'earth', 'earth'), paint: { 'fill-color': palette.land, 'fill-antialias': true } },
    {
      ...layer('fill', 'green', 'landuse'),
      filter: isKind('park', 'forest', 'wood', 'nature_reserve', 'national_park', 'grass', 'meadow', 'golf_course', 'cemetery'),
      paint: { 'fill-color': palette.green },
    },
    {
      ...layer('fill', 'town', 'landuse'),
      filter: isKind('residential', 'industrial', 'school', 'hospital', 'university', 'pedestrian', 'aerodrome'),
      paint: { 'fill-color': palette.town },
    },
    {
      ...layer('fill', 'water', 'water'),
      filter: ['==', ['geometry-type'], 'Polygon'],
      paint: { 'fill-color': palette.water },
    },
    {
      ...layer('line', 'rivers', 'water'),
      filter: isKind('river', 'stream', 'canal'),
      paint: { 'line-color': palette.water, 'line-width': byZoom(8, 0.5, 14, 3) },
      layout: round,
    },
    { ...layer('fill', 'buildings', 'buildings'), minzoom: 14, paint: { 'fill-color': palette.building } },
    {
      ...layer('line', 'paths', 'roads'),
      filter: isKind('path', 'other'),
      minzoom: 12,
      paint: { 'line-color': palette.path, 'line-width': byZoom(12, 0.5, 18, 3), 'line-dasharray': [2, 1.5] },
    },
    {
      ...layer('line', 'rails', 'roads'),
      filter: isKind('rail'),
      minzoom: 10,
      paint: { 'line-color': palette.border, 'line-width': byZoom(10, 0.4, 18, 2), 'line-opacity': 0.6 },
    },
    {
      ...layer('line', 'roads', 'roads'),
      filter: isKind('minor_road'),
      minzoom: 11,
      paint: { 'line-color': palette.road, 'line-width': byZoom(11, 0.3, 14, 2, 18, 14) },
      layout: round,
    },
    {
      ...layer('line', 'main-roads', 'roads'),
      filter: isKind('major_road', 'highway'),
      paint: { 'line-color': palette.mainRoad, 'line-width': byZoom(6, 0.4, 10, 1.4, 14, 4, 18, 20) },
      layout: round,
    },
    {
      ...layer('line', 'borders', 'boundaries'),
      paint: {
        'line-color': palette.border,
        'line-width': byZoom(2, 0.5, 8, 1.4),
        'line-dasharray': [3, 2],
        'line-opacity': ['case', ['<=', ['coalesce', ['get', 'kind_detail'], 2], 2], 0.9, 0.4],
      },
    },
    {
      ...layer('symbol', 'road-names', 'roads'),
      filter: isKind('major_road', 'highway', 'minor_road'),
      minzoom: 14,
      layout: { 'symbol-placement': 'line', 'text-field': name, 'text-font': FAMILY, 'text-size': 11 },
      paint: { 'text-color': palette.name, 'text-halo-color': palette.halo, 'text-halo-width': 1.4 },
    },
    {
      ...layer('symbol', 'towns', 'places'),
      filter: ['all', isKind('locality', 'neighbourhood'), ['<=', ['coalesce', ['get', 'min_zoom'], 0], ['zoom']]],
      layout: {
        'text-field': name,
        'text-font': FAMILY,
        'text-size': [
          'interpolate',
          ['linear'],
          ['coalesce', ['get', 'population'], 5_000],
          1_000,
          11.5,
          50_000,
          13,
          1_000_000,
          16,
        ],
        'text-max-width': 8,
        'text-padding': 6,
        'symbol-sort-key': ['-', 0, ['coalesce', ['get', 'population'], 0]],
      },
      paint: { 'text-color': palette.name, 'text-halo-color': palette.halo, 'text-halo-width': 1.5 },
    },
    {
      ...layer('symbol', 'countries', 'places'),
      filter: isKind('country'),
      maxzoom: 6,
      layout: {
        'text-field': name,
        'text-font': FAMILY,
        'text-size': byZoom(2, 11, 6, 16),
        'text-transform': 'uppercase',
        'text-letter-spacing': 0.12,
        'text-max-width': 7,
      },
      paint: { 'text-color': palette.name, 'text-opacity': 0.75, 'text-halo-color': palette.halo, 'text-halo-width': 1.5 },
    },
  ]
}

const heatOf = ({ heat }: Palette): ExpressionSpecification => [
  'interpolate',
  ['linear'],
  ['get', 'heat'],
  ...heat.flatMap((colour, at) => [at / (heat.length - 1), colour]),
]

const toneOf = ({ ember, gold, ink, pine }: Palette): ExpressionSpecification => [
  'match',
  ['get', 'tone'],
  'ember',
  ember,
  'gold',
  gold,
  'ink',
  ink,
  pine,
]

/** What a screen puts on the map: cells, lines, circles around places, and places. */
const things = (palette: Palette): LayerSpecification[] => {
  const round = { 'line-cap': 'round', 'line-join': 'round' } as const
  const width: ExpressionSpecification = ['coalesce', ['get', 'width'], 4]
  return [
    {
      ...{ id: 'cells', type: 'fill', source: 'cells' },
      paint: { 'fill-color': heatOf(palette), 'fill-opacity': 0.45, 'fill-antialias': false },
    },
    { id: 'circles', type: 'fill', source: 'circles', paint: { 'fill-color': toneOf(palette), 'fill-opacity': 0.16 } },
    { id: 'circle-edges', type: 'line', source: 'circles', paint: { 'line-color': toneOf(palette), 'line-width': 2 } },
    {
      ...{ id: 'lines-under', type: 'line', source: 'lines', layout: round },
      paint: { 'line-color': palette.casing, 'line-width': ['+', width, 3], 'line-opacity': 0.9 },
    },
    {
      ...{ id: 'lines', type: 'line', source: 'lines', layout: round },
      paint: {
        'line-color': ['case', ['has', 'heat'], heatOf(palette), toneOf(palette)],
        'line-width': width,
        'line-opacity': ['coalesce', ['get', 'opacity'], 1],
      },
    },
    {
      ...{ id: 'spots', type: 'circle', source: 'spots' },
      paint: {
        'circle-radius': ['coalesce', ['get', 'radius'], 7],
        'circle-color': toneOf(palette),
        'circle-stroke-color': palette.casing,
        'circle-stroke-width': 2.5,
      },
    },
    {
      ...{ id: 'spot-names', type: 'symbol', source: 'spots' },
      layout: {
        'text-field': ['coalesce', ['get', 'text'], ''],
        'text-font': FAMILY,
        'text-size': 13,
        'text-anchor': 'left',
        'text-offset': [0.9, 0],
        'text-optional': true,
      },
      paint: { 'text-color': palette.ink, 'text-halo-color': palette.halo, 'text-halo-width': 2 },
    },
  ]
}

/** All layers in the colours of a theme. Their order and their names are the same in each theme. */
export const layersOf = (palette: Palette): LayerSpecification[] => [...ground(palette), ...things(palette)]

const NOTHING = { type: 'FeatureCollection', features: [] } as const

/** What a screen puts on the map is in these sources. */
const THINGS = ['cells', 'circles', 'lines', 'spots'] as const

/** Returns the style for an archive of tiles at an address. It names no glyphs and no sprite: names are drawn with the fonts of the page. */
export const styleOf = (palette: Palette, archive: string): StyleSpecification => ({
  version: 8,
  sources: {
    [TILES]: { type: 'vector', url: `pmtiles://${archive}` },
    ...Object.fromEntries(THINGS.map((name) => [name, { type: 'geojson', data: NOTHING, tolerance: 0.2 } as const])),
  },
  layers: layersOf(palette),
})
