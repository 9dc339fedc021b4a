import './map.css'
import { Component, lazy, type ReactNode, Suspense, useState } from 'react'
import { Notice } from '../design/parts.tsx'
import type { Point } from '../design/polyline.ts'
import { useTexts } from '../texts/use-texts.ts'
import type { Box } from './geo.ts'
import own from './texts.ts'
import type { Things } from './things.ts'

export interface MapProps {
  /** What the map shows, for who hears the page. */
  readonly label: string
  /** What is to be seen at first, and again whenever another box is given. */
  readonly box: Box
  /** What lies on the map. It is drawn anew when another object is given: keep it with useMemo. */
  readonly things?: Things
  /** A place that is marked above all, such as that of a cursor; it may change at each frame. */
  readonly here?: Point | null
  /** 'page': the page is scrolled over the map, which takes two fingers, or Ctrl and the wheel. 'map': it takes every gesture. */
  readonly gestures?: 'page' | 'map'
  /** A place was pressed, or Enter while the map has the focus, which chooses its middle. */
  readonly onPress?: (place: Point) => void
  /** One of the spots was pressed. */
  readonly onPressSpot?: (id: string) => void
  /** Where the mouse is; null when it has left. */
  readonly onPoint?: (place: Point | null) => void
  /** The map has come to rest, at first or after it was moved, and shows this. */
  readonly onMoved?: (box: Box) => void
}

export interface CanvasProps extends MapProps {
  /** Stands there until the map is drawn. */
  readonly meanwhile: ReactNode
}

interface WorldMapProps extends MapProps {
  /** Stands there while the map is loaded, and where it cannot be drawn; a short notice where nothing is given. */
  readonly children?: ReactNode
}

// MapLibre is large: it is loaded by who looks at a map, and never on the feed.
const load = () => lazy(() => import('./canvas.tsx'))
/** What has failed to load fails for ever, so the next map begins anew: the network may be back. */
let canvas = load()

interface InsteadProps {
  readonly children: ReactNode
  readonly instead: ReactNode
}

/** Without WebGL, or without the network for the map's code, something else stands there. */
class Instead extends Component<InsteadProps, { readonly hasFailed: boolean }> {
  override state = { hasFailed: false }

  static getDerivedStateFromError() {
    return { hasFailed: true }
  }

  override componentDidCatch() {
    canvas = load()
  }

  override render() {
    return this.state.hasFailed ? this.props.instead : this.props.children
  }
}

/**
 * A map of the world with what a screen puts on it: lines, circles, spots. It fills the element around it, which gives it its height. It is in the
 * colours of the theme, has its keys for who has no mouse, and asks no other server than the platform's.
 */
export const WorldMap = ({ children, ...props }: WorldMapProps) => {
  const t = useTexts(own)
  const [Canvas] = useState(() => canvas)
  const notice = (
    <Notice icon="map" kind="empty" title={t('noMap')}>
      {t('noMapMore')}
    </Notice>
  )
  return (
    <div className="map">
      <Instead instead={children ?? notice}>
        <Suspense fallback={children ?? <span className="bone map-bone" />}>
          <Canvas {...props} meanwhile={children} />
        </Suspense>
      </Instead>
    </div>
  )
}
