// Each line below must fail to compile, or the check fails.
import { jpy, plus, wood } from './units.ts'

// @ts-expect-error yen and grams do not add
plus(jpy(1), wood(1))
// @ts-expect-error a bare number has no unit
plus(jpy(1), 1)
