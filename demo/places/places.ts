import { readFileSync } from 'node:fs'

/**
 * The real places of the demo region: the towns (町字) and the boundary of 一関市. See README.md beside this file for
 * where they come from. The people and firms of the demo that "live" there are invented.
 */

export interface Town {
  readonly town: string
  readonly lat: number
  readonly lon: number
}

/** The eight municipalities that became one city in 2005 and 2011 (藤沢町); the first is the old 一関市. */
export const districts = ['一関', '花泉', '大東', '千厩', '東山', '室根', '川崎', '藤沢'] as const
export type District = (typeof districts)[number]

/** A ring of [longitude, latitude] pairs; the first and the last are the same point. */
export interface BoundaryPolygon {
  readonly type: 'Polygon'
  readonly coordinates: readonly (readonly (readonly [number, number])[])[]
}

interface BoundaryFile {
  readonly features: readonly { readonly geometry: BoundaryPolygon }[]
}

/** The distinct towns in the order of the file, each with the point of the town itself (not of its 小字). */
export function towns(): Town[] {
  const found = new Map<string, Town>()
  for (const { town, koaza, lat, lon } of townRows())
    if (!found.has(town) || koaza === '') found.set(town, { town, lat, lon })
  return [...found.values()]
}

/** The municipal boundary as a GeoJSON polygon in degrees (JGD2011 / WGS 84). */
export function boundary(): BoundaryPolygon {
  const file = JSON.parse(
    readFileSync(new URL('./boundary.geojson', import.meta.url), 'utf8'),
  ) as BoundaryFile
  const first = file.features[0]
  if (!first) throw new Error('boundary.geojson holds no feature')
  return first.geometry
}

/** The former municipality of a town: 大東町摺沢 → 大東; names without one of the seven belong to the old 一関. */
export function districtOf(town: string): District {
  return districts.find((each) => each !== '一関' && town.startsWith(`${each}町`)) ?? '一関'
}

/** The towns by former municipality. */
export function townsByDistrict(): Map<District, Town[]> {
  const groups = new Map<District, Town[]>(districts.map((each) => [each, []]))
  for (const each of towns()) groups.get(districtOf(each.town))?.push(each)
  return groups
}

// The file has no quoted fields, so that splitting at commas is enough; a row of another width is a fault.
function townRows(): (Town & { koaza: string })[] {
  const [head, ...rows] = readFileSync(new URL('./towns.csv', import.meta.url), 'utf8')
    .trim()
    .split(/\r?\n/)
  if (head !== 'town,koaza,lat,lng') throw new Error(`towns.csv has another head: ${head}`)
  return rows.map((row) => {
    const [town, koaza, lat, lon, more] = row.split(',')
    if (!town || koaza === undefined || !lat || !lon || more !== undefined)
      throw new Error(`towns.csv has a row of another width: ${row}`)
    return { town, koaza, lat: Number(lat), lon: Number(lon) }
  })
}
