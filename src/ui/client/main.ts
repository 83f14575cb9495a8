// The few scripts of the house. Every page works without them.
import '#ui/styles.css'
import { copyButtons } from './copy.ts'
import { closeMenus } from './menus.ts'
import { usePasskeys } from './passkeys.ts'
import { highlightLinks } from './sankey-hover.ts'
import { focusErrors, submitOnce } from './submit-once.ts'
import { filterTables } from './table-filter.ts'

closeMenus()
filterTables()
submitOnce()
copyButtons()
highlightLinks()
focusErrors()
usePasskeys()
