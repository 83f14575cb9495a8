/**
 * On a page a picture stands in HTML and is drawn for both breadths. In a document of its own (`stand-alone.tsx`) there
 * is neither HTML nor a page to fit in: a stage takes its parts one beneath the other, as SVG alone.
 */
import { createContext, useContext } from 'hono/jsx'

export interface Stage {
  readonly width: number
  /** Keeps room for a part and says where its top is. A part that is broader than the stage makes it broader. */
  place(height: number, width?: number): number
}

export const StageContext = createContext<Stage | undefined>(undefined)
/** The stage that the picture is drawn on; undefined on a page. */
export const useStage = (): Stage | undefined => useContext(StageContext)
