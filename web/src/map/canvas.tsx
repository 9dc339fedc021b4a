import 'maplibre-gl/dist/maplibre-gl.css'
import { addProtocol, type GeoJSONSource, type LngLatBounds, Map as MapLibre, Marker, setWorkerUrl } from 'maplibre-gl'
import workerUrl from 'maplibre-gl/dist/maplibre-gl-worker.mjs?url'
import { PMTiles, Protocol } from 'pmtiles'
import { useEffect, useRef, useState } from 'react'
import worldUrl from '../../.world/world.pmtiles?url'
import { appSettings } from '../account/demo.ts'
import { isDark, onTheme } from '../design/colours.ts'
import { Button } from '../design/parts.tsx'
import { useTexts } from '../texts/use-texts.ts'
import { type Credit, creditsOf } from './credits.ts'
import type { Box } from './geo.ts'
import type { CanvasProps } from './map.tsx'
import { layersOf, PALETTES, styleOf } from './style.ts'
import own from './texts.ts'
import { sourcesOf } from './things.ts'
import { allowWorker } from './trusted.ts'

allowWorker(workerUrl)
setWorkerUrl(workerUrl)
const archives = new Protocol()
addProtocol('pmtiles', archives.tile)

const absolute = (url: string): string => new URL(url, location.href).href

interface Ground {
  readonly address: string
  readonly credits: readonly Credit[]
}

/** The tiles of the platform: the operator's, else the world that is shipped. */
const findGround = async (): Promise<Ground> => {
  const { mapTiles } = await appSettings()
  const address = absolute(mapTiles ?? worldUrl)
  const archive = archives.get(address) ?? new PMTiles(address)
  archives.add(archive)
  const metadata = (await archive.getMetadata().catch(() => ({}))) as { readonly attribution?: unknown }
  return { address, credits: creditsOf(metadata.attribution) }
}

let ground: Promise<Ground> | null = null
const groundNow = (): Promise<Ground> => {
  ground ??= findGround().catch((error: unknown) => {
    ground = null
    throw error
  })
  return ground
}

const NEAR = 9
/** The keys stand on the right. */
const FIT = { padding: { top: 36, bottom: 36, left: 36, right: 76 }, maxZoom: 15.5 }

const boundsOf = ({ south, west, north, east }: Box): [[number, number], [number, number]] => [
  [west, south],
  [east < west ? east + 360 : east, north],
]

const boxShown = (bounds: LngLatBounds): Box => ({
  south: bounds.getSouth(),
  west: bounds.getWest(),
  north: bounds.getNorth(),
  east: bounds.getEast(),
})

const hereElement = (): HTMLElement => {
  const element = document.createElement('div')
  element.className = 'map-here'
  return element
}

/** The map itself, drawn by MapLibre. It is a chunk of its own: take WorldMap of map.tsx. */
export default function Canvas({
  label,
  box,
  things,
  here,
  gestures = 'page',
  onPress,
  onPressSpot,
  onPoint,
  onMoved,
  meanwhile,
}: CanvasProps) {
  const t = useTexts(own)
  const place = useRef<HTMLDivElement>(null)
  const [map, setMap] = useState<MapLibre | null>(null)
  const [credits, setCredits] = useState<readonly Credit[]>([])
  const [error, setError] = useState<unknown>(null)
  const latest = useRef({ onPress, onPressSpot, onPoint, onMoved, box })
  latest.current = { onPress, onPressSpot, onPoint, onMoved, box }
  const locale = useRef({
    'Map.Title': label,
    'CooperativeGesturesHandler.WindowsHelpText': t('scroll'),
    'CooperativeGesturesHandler.MacHelpText': t('scrollMac'),
    'CooperativeGesturesHandler.MobileHelpText': t('fingers'),
  })
  // The guard around the map shows what stands for it.
  if (error !== null) throw error

  useEffect(() => {
    const container = place.current
    if (container === null) return
    let made: MapLibre | null = null
    let isOver = false
    const paletteNow = () => PALETTES[isDark() ? 'dark' : 'light']
    let isStyled = false
    /** Puts the colours of the theme on the map, once it has a style that takes them. */
    const paint = () => {
      if (made === null || !isStyled) return
      for (const { id, paint: colours } of layersOf(paletteNow())) {
        for (const [name, value] of Object.entries(colours ?? {}))
          made.setPaintProperty(id, name as Parameters<MapLibre['setPaintProperty']>[1], value)
      }
    }
    const open = async () => {
      const { address, credits: given } = await groundNow()
      if (isOver) return
      setCredits(given)
      const style = styleOf(paletteNow(), address)
      made = new MapLibre({
        container,
        style,
        bounds: boundsOf(latest.current.box),
        fitBoundsOptions: FIT,
        attributionControl: false,
        cooperativeGestures: gestures === 'page',
        dragRotate: false,
        pitchWithRotate: false,
        touchPitch: false,
        maxZoom: 17,
        locale: locale.current,
      })
      const shown = made
      shown.touchZoomRotate.disableRotation()
      shown.keyboard.disableRotation()
      shown.on('error', ({ error: problem }) => console.warn(problem.message))
      shown.once('style.load', () => {
        isStyled = true
        // The theme may have changed since the style was made.
        paint()
      })
      shown.on('load', () => {
        if (isOver) return
        setMap(shown)
        latest.current.onMoved?.(boxShown(shown.getBounds()))
      })
      // Until somebody has moved it, it goes on showing the whole box when there is more room, or less.
      let isLeftAlone = true
      shown.on('movestart', ({ originalEvent }) => {
        if (originalEvent !== undefined) isLeftAlone = false
      })
      shown.on('resize', () => {
        if (isLeftAlone) shown.fitBounds(boundsOf(latest.current.box), { ...FIT, duration: 0 })
      })
      shown.on('moveend', () => latest.current.onMoved?.(boxShown(shown.getBounds())))
      shown.on('mousemove', ({ lngLat, point }) => {
        latest.current.onPoint?.([lngLat.lat, lngLat.lng])
        if (latest.current.onPressSpot !== undefined)
          shown.getCanvas().style.cursor = shown.queryRenderedFeatures(point, { layers: ['spots'] }).length > 0 ? 'pointer' : ''
      })
      shown.on('mouseout', () => latest.current.onPoint?.(null))
      shown.on('click', ({ lngLat, point: { x, y } }) => {
        const { onPressSpot: pressSpot, onPress: press } = latest.current
        const around: [[number, number], [number, number]] = [
          [x - NEAR, y - NEAR],
          [x + NEAR, y + NEAR],
        ]
        const spot = pressSpot === undefined ? undefined : shown.queryRenderedFeatures(around, { layers: ['spots'] })[0]
        if (spot !== undefined) pressSpot?.(String(spot.properties.id))
        else press?.([lngLat.lat, lngLat.lng])
      })
    }
    open().catch((problem: unknown) => !isOver && setError(problem))
    const leaveTheme = onTheme(paint)
    return () => {
      isOver = true
      leaveTheme()
      setMap(null)
      made?.remove()
    }
  }, [gestures])

  const { south, west, north, east } = box
  const shownBox = useRef('')
  useEffect(() => {
    const key = [south, west, north, east].join()
    // The map has begun at the first one.
    if (map !== null && shownBox.current !== '' && shownBox.current !== key)
      map.fitBounds(boundsOf({ south, west, north, east }), { ...FIT, duration: 600 })
    shownBox.current = key
  }, [map, south, west, north, east])

  useEffect(() => {
    if (map === null || things === undefined) return
    for (const [name, data] of Object.entries(sourcesOf(things))) map.getSource<GeoJSONSource>(name)?.setData(data)
  }, [map, things])

  // An element above the map is moved without the map being drawn again.
  const marker = useRef<Marker | null>(null)
  const [latitude, longitude] = here ?? [null, null]
  useEffect(() => {
    if (map === null || latitude === null || longitude === null) {
      marker.current?.remove()
      marker.current = null
    } else if (marker.current === null)
      marker.current = new Marker({ element: hereElement(), subpixelPositioning: true })
        .setLngLat([longitude, latitude])
        .addTo(map)
    else marker.current.setLngLat([longitude, latitude])
  }, [map, latitude, longitude])

  const chooseMiddle = (event: React.KeyboardEvent) => {
    if (map === null || event.key !== 'Enter' || !(event.target instanceof HTMLCanvasElement)) return
    const { lat, lng } = map.getCenter()
    onPress?.([lat, lng])
  }
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the canvas in it has the focus, and is named by MapLibre
    <div className={onPress === undefined ? 'map-canvas' : 'map-canvas is-chosen-on'} onKeyDown={chooseMiddle}>
      <div className="map-ground" ref={place} />
      {onPress !== undefined && <span className="map-middle" aria-hidden="true" />}
      <div className="map-keys">
        <Button round icon="plus" onClick={() => map?.zoomIn()}>
          {t('larger')}
        </Button>
        <Button round icon="minus" onClick={() => map?.zoomOut()}>
          {t('smaller')}
        </Button>
        <Button round icon="whole" onClick={() => map?.fitBounds(boundsOf(latest.current.box), { ...FIT, duration: 600 })}>
          {t('whole')}
        </Button>
      </div>
      {credits.length > 0 && (
        <p className="map-credits">
          {credits.map(({ text, href }) =>
            href === undefined ? (
              <span key={text}>{text}</span>
            ) : (
              <a key={text} href={href} rel="noreferrer">
                {text}
              </a>
            ),
          )}
        </p>
      )}
      {map === null && <div className="map-veil">{meanwhile}</div>}
    </div>
  )
}
