import { validInput } from '@gruppetto/graph'
import { cellsInBox, encodePolyline, outlineOf } from '@gruppetto/recordings'
import type { Context } from '../context.ts'
import { type HeatResolution, heatTileId, hottest, resolutionFor, withMargin } from '../domain/heat.ts'
import { heatBox } from '../domain/segments/inputs.ts'
import { boxWidth } from '../domain/segments/segment.ts'
import type { BoundingBoxInput, HeatMap } from '../generated/resolvers.ts'

const MOST_CELLS = 4_000
/** The resolution of the tiles, each of which has up to 49 cells. */
const TILES: Readonly<Record<HeatResolution, number>> = { 9: 7, 7: 5, 5: 3 }

/** Reads the cells of a box that public routes of enough athletes pass, for everybody the same. */
export const readHeatMap = async ({ stores }: Context, within: BoundingBoxInput): Promise<HeatMap> => {
  const box = validInput(heatBox, within, 'within')
  const resolution = resolutionFor(boxWidth(box), box.north - box.south)
  const ids = cellsInBox(withMargin(box, resolution), TILES[resolution]).map((tile) => heatTileId(resolution, tile))
  const cells = hottest(await stores.heat.tiles(ids), MOST_CELLS)
  return { resolution, cells: cells.map(({ cell, heat }) => ({ outline: encodePolyline(outlineOf(cell, resolution)), heat })) }
}
