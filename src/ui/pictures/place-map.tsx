/** Places of the region on its outline. No tiles, nothing fetched: the boundary comes as a prop, the rest is drawn. */
import { type GeoPermissibleObjects, geoArea, geoCentroid, geoMercator, geoPath } from 'd3-geo'
import { useWords } from '#ui/words.ts'
import { PictureLink } from './picture-link.tsx'
import {
  type Box,
  type Breadth,
  Canvas,
  EmptyPicture,
  type FlowTone,
  Picture,
  PictureNote,
  ems,
  overlaps,
  px,
  wrap,
} from './svg-kit.tsx'

export interface Place {
  readonly lon: number
  readonly lat: number
  readonly label: string
  readonly href?: string
  readonly tone?: FlowTone
  /** 0 to 1, by area; a small point when left out. */
  readonly size?: number
}
type Position = readonly number[]
/** A boundary as GeoJSON (RFC 7946), as the caller read it. */
export type Boundary =
  | { readonly type: 'Polygon'; readonly coordinates: readonly (readonly Position[])[] }
  | { readonly type: 'MultiPolygon'; readonly coordinates: readonly (readonly (readonly Position[])[])[] }
  | { readonly type: 'Feature'; readonly geometry: Boundary }
  | { readonly type: 'FeatureCollection'; readonly features: readonly Boundary[] }

interface PlaceMapProps {
  id: string
  title: string
  description?: string
  boundary?: Boundary
  places: readonly Place[]
  /** Whose data the boundary is, as its licence asks: 「国土数値情報（行政区域データ）」（国土交通省）を加工. */
  attribution?: string
}

const frames = {
  broad: { width: 960, margin: 28, font: 15 },
  narrow: { width: 360, margin: 14, font: 14 },
}

export function PlaceMap(props: PlaceMapProps) {
  const words = useWords()
  const { boundary, places, attribution } = props
  const polygons = boundary ? polygonsOf(boundary) : []
  if (polygons.length === 0 && places.length === 0) return <EmptyPicture>{words.nothingToDraw}</EmptyPicture>
  return (
    <Picture class="y-map">
      <OneMap {...props} polygons={polygons} breadth="broad" />
      <OneMap {...props} polygons={polygons} breadth="narrow" />
      {attribution && <PictureNote>{`${words.source}: ${attribution}`}</PictureNote>}
    </Picture>
  )
}

type Ring = [number, number][]

/** All rings, wound the way d3 wants them: it reads a ring wound the other way as the rest of the globe. */
export function polygonsOf(boundary: Boundary): Ring[][] {
  switch (boundary.type) {
    case 'Feature':
      return polygonsOf(boundary.geometry)
    case 'FeatureCollection':
      return boundary.features.flatMap(polygonsOf)
    case 'Polygon':
      return [boundary.coordinates.map((ring, index) => wound(ring, index === 0))]
    case 'MultiPolygon':
      return boundary.coordinates.map((rings) => rings.map((ring, index) => wound(ring, index === 0)))
  }
}

function wound(ring: readonly Position[], outer: boolean): Ring {
  const points: Ring = ring.map(([lon = 0, lat = 0]) => [lon, lat])
  const covers = geoArea({ type: 'Polygon', coordinates: [points] }) > 2 * Math.PI
  return covers === outer ? points.toReversed() : points
}

function OneMap({ breadth, polygons, ...props }: PlaceMapProps & { breadth: Breadth; polygons: Ring[][] }) {
  const { id, title, description, places } = props
  const { width, margin, font } = frames[breadth]
  const land: GeoPermissibleObjects = { type: 'MultiPolygon', coordinates: polygons }
  const { projection, height } = projected(
    polygons.length > 0
      ? land
      : { type: 'MultiPoint', coordinates: places.map(({ lon, lat }) => [lon, lat]) },
    width,
    margin,
  )
  const spots = places.map((place) => {
    const [x, y] = projection([place.lon, place.lat]) ?? [0, 0]
    return { place, x, y, r: breadth === 'broad' ? radius(place, 7, 26) : radius(place, 6, 18) }
  })
  const outline = geoPath(projection).digits(1)(land) ?? ''
  const labels = placeLabels(spots, width, height, font)
  // Large ones first, so that small ones lie on top and can be pressed.
  const order = spots.map((_, index) => index).toSorted((a, b) => (spots[b]?.r ?? 0) - (spots[a]?.r ?? 0))
  return (
    <Canvas
      id={id}
      breadth={breadth}
      width={width}
      height={height}
      title={title}
      description={description}
      interactive={places.some(({ href }) => href)}
    >
      <path class="y-land-edge" d={outline} />
      <path class="y-land" d={outline} />
      {order.map((index) => {
        const spot = spots[index]
        return spot && <Point spot={spot} label={labels[index]} font={font} />
      })}
    </Canvas>
  )
}

/** As broad as the frame; as tall as the land is, but neither a strip nor a tower. */
function projected(all: GeoPermissibleObjects, width: number, margin: number) {
  const projection = geoMercator().fitWidth(width - 2 * margin, all)
  const [[left, top], [right, bottom]] = geoPath(projection).bounds(all)
  // One place alone has no extent: it stands in the middle.
  if (!(right - left > 1)) {
    const [lon, lat] = geoCentroid(all)
    return {
      projection: projection
        .scale(40_000)
        .center([lon, lat])
        .translate([width / 2, width / 4]),
      height: width / 2,
    }
  }
  const height = Math.round(Math.max(width * 0.42, Math.min(bottom - top + 2 * margin, width * 1.15)))
  projection.fitExtent(
    [
      [margin, margin],
      [width - margin, height - margin],
    ],
    all,
  )
  return { projection, height }
}

const radius = ({ size }: Place, least: number, most: number): number =>
  size === undefined ? least : least + (most - least) * Math.sqrt(Math.max(0, Math.min(1, size)))

interface Spot {
  readonly place: Place
  readonly x: number
  readonly y: number
  readonly r: number
}
interface Label {
  readonly lines: readonly string[]
  readonly x: number
  readonly y: number
  readonly anchor: 'start' | 'middle' | 'end'
}

/**
 * Where each label stands: right, left, above or below its point, wherever it hides nothing; larger points choose
 * first. One that finds no place is left to the point's own title and to the table beneath.
 */
export function placeLabels(
  spots: readonly Spot[],
  width: number,
  height: number,
  font: number,
): (Label | undefined)[] {
  const taken: Box[] = spots.map(({ x, y, r }) => ({ x: x - r, y: y - r, width: 2 * r, height: 2 * r }))
  const labels = Array.from<Label | undefined>({ length: spots.length })
  const order = spots.map((_, index) => index).toSorted((a, b) => (spots[b]?.r ?? 0) - (spots[a]?.r ?? 0))
  for (const index of order) {
    const spot = spots[index]
    if (spot === undefined) continue
    const lines = wrap(spot.place.label, 9)
    const w = Math.max(...lines.map(ems)) * font
    const h = lines.length * font * 1.2
    const gap = spot.r + 5
    const tries: [Box, Label['anchor']][] = [
      [{ x: spot.x + gap, y: spot.y - h / 2, width: w, height: h }, 'start'],
      [{ x: spot.x - gap - w, y: spot.y - h / 2, width: w, height: h }, 'end'],
      [{ x: spot.x - w / 2, y: spot.y - gap - h, width: w, height: h }, 'middle'],
      [{ x: spot.x - w / 2, y: spot.y + gap, width: w, height: h }, 'middle'],
    ]
    const free = tries.find(([box]) => {
      const inside = box.x >= 2 && box.y >= 2 && box.x + w <= width - 2 && box.y + h <= height - 2
      return inside && !taken.some((other) => overlaps(box, other))
    })
    if (free === undefined) continue
    const [box, anchor] = free
    taken.push(box)
    const x = anchor === 'start' ? box.x : anchor === 'end' ? box.x + w : spot.x
    labels[index] = { lines, x, y: box.y + font * 0.95, anchor }
  }
  return labels
}

function Point({ spot, label, font }: { spot: Spot; label?: Label; font: number }) {
  const { place, x, y, r } = spot
  const content = (
    <>
      <title>{place.label}</title>
      <circle class={`y-place y-tone-${place.tone ?? 'inside'}`} cx={px(x)} cy={px(y)} r={px(r)} />
      {label && (
        <text class="y-place-label" x={px(label.x)} y={px(label.y)} text-anchor={label.anchor}>
          {label.lines.map((line, index) => (
            <tspan x={px(label.x)} dy={index === 0 ? 0 : px(font * 1.2)}>
              {line}
            </tspan>
          ))}
        </text>
      )}
    </>
  )
  return (
    <PictureLink class="y-place-link" href={place.href} label={label ? undefined : place.label}>
      {content}
    </PictureLink>
  )
}
