// The few scripts of the house. Every page works without them.
import '#ui/styles.css'
import { copyButtons } from './copy.ts'
import { lightFlows } from './flows.ts'
import { keepForms } from './kept-forms.ts'
import { closeMenus } from './menus.ts'
import { usePasskeys } from './passkeys.ts'
import { focusErrors, submitOnce } from './submit-once.ts'
import { filterTables } from './table-filter.ts'

closeMenus()
filterTables()
submitOnce()
copyButtons()
lightFlows()
focusErrors()
usePasskeys()
keepForms()
