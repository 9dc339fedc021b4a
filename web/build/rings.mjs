/**
 * Goes on eastwards beyond 180 degrees, or westwards beyond -180, where a ring of longitudes and latitudes jumps to the other side of the map: otherwise
 * what lies between would be inside. A ring around a pole is led along the edge of the map.
 */
export const unrolled = (ring) => {
  let turn = 0
  const points = ring.map(([x, y], at) => {
    const step = at === 0 ? 0 : x - ring[at - 1][0]
    if (step > 180) turn -= 360
    else if (step < -180) turn += 360
    return [x + turn, y]
  })
  if (turn === 0) return points
  const pole = Math.sign(ring[0][1]) * 90
  return [...points, [points.at(-1)[0], pole], [points[0][0], pole], points[0]]
}
