import type { Day, Month } from '#kit/days.ts'
import type { Village } from './weeks.ts'
export async function endMonth(_village: Village, _month: Month, _until: Day): Promise<void> {}
