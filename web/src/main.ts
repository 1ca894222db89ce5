/** Starts the pages. */
import { VueQueryPlugin, type VueQueryPluginOptions } from '@tanstack/vue-query'
import { createPinia } from 'pinia'
import { createApp } from 'vue'
import { ApiProblem } from './api'
import App from './app/App.vue'
import { preferences } from './app/preferences'
import { router } from './app/router'
import { listenToKeys } from './keys/use_keys'
import './style/tokens.css'
import './style/base.css'
import './style/lists.css'
import './style/print.css'

/** What the server has answered, it would answer again; only silence is worth a second try. */
const queries: VueQueryPluginOptions = {
  queryClientConfig: {
    defaultOptions: {
      queries: { retry: (failures, error) => !(error instanceof ApiProblem) && failures < 2, staleTime: 5_000, refetchOnWindowFocus: false },
    },
  },
}

preferences.apply()
listenToKeys()
createApp(App).use(createPinia()).use(router).use(VueQueryPlugin, queries).mount('#app')
