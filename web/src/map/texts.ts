import { texts } from '../texts/catalogue.ts'

export default texts({
  larger: { en: 'Zoom in', de: 'Größer' },
  smaller: { en: 'Zoom out', de: 'Kleiner' },
  whole: { en: 'Show everything on the map', de: 'Alles auf der Karte zeigen' },
  scroll: { en: 'Use Ctrl and scroll to zoom the map', de: 'Strg und Scrollen vergrößert die Karte' },
  scrollMac: { en: 'Use ⌘ and scroll to zoom the map', de: '⌘ und Scrollen vergrößert die Karte' },
  fingers: { en: 'Use two fingers to move the map', de: 'Zwei Finger bewegen die Karte' },
  noMap: { en: 'This browser cannot draw maps', de: 'Dieser Browser kann keine Karten zeichnen' },
  noMapMore: { en: 'It has no WebGL, or it is switched off.', de: 'WebGL fehlt oder ist abgeschaltet.' },
  chooseByKeys: {
    en: 'Arrow keys move the map, Enter chooses the place in its middle.',
    de: 'Pfeiltasten bewegen die Karte, Enter wählt den Ort in der Mitte.',
  },
})
