/**
 * The door to Element Plus: the few of its widgets that pages may use, each proved on `/dev/ui` with axe in every state. By name, with their own
 * styles, so that nothing else of the library is loaded. Not admitted: tables, date pickers, autocompletes, message boxes (see the README).
 */
import 'element-plus/es/components/base/style/css'
import 'element-plus/es/components/switch/style/css'
import 'element-plus/es/components/tabs/style/css'

export { ElSwitch } from 'element-plus/es/components/switch/index'
export { ElTabPane, ElTabs } from 'element-plus/es/components/tabs/index'
