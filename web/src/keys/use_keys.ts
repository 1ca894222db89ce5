/** How a page or a part asks for keys. No other file listens to the keyboard; a test sees to it. */
import { inject, onBeforeUnmount, onMounted, provide, watch, type InjectionKey, type Ref } from 'vue'
import { addGroup, handleKey, pushLayer, type Binding } from './registry'

const LAYER: InjectionKey<{ id: number }> = Symbol('key layer')

export interface KeyOptions {
  /** The widget's element: its bindings work only while the focus is inside. */
  scope?: Ref<HTMLElement | null | undefined>
  place?: 'frame' | 'page'
}

/** Registers bindings for as long as the component is mounted. Call it in `setup`. */
export function useKeys(bindings: Binding[], options: KeyOptions = {}): void {
  const layer = inject(LAYER, { id: 0 })
  let remove = (): void => {}
  onMounted(() => {
    remove = addGroup({
      bindings,
      layer: layer.id,
      place: options.scope ? 'widget' : (options.place ?? 'page'),
      ...(options.scope ? { scope: () => options.scope?.value } : {}),
    })
  })
  onBeforeUnmount(() => remove())
}

/** Makes this component's descendants a layer of their own while `open` is true, with `bindings` valid in it. */
export function useKeyLayer(open: Ref<boolean>, bindings: Binding[]): void {
  const layer = { id: -1 }
  provide(LAYER, layer)
  let close = (): void => {}
  const shut = (): void => {
    close()
    close = () => {}
  }
  watch(
    open,
    (now) => {
      shut()
      if (!now) return
      const pushed = pushLayer()
      layer.id = pushed.id
      const remove = addGroup({ bindings, layer: pushed.id, place: 'page' })
      close = () => {
        remove()
        pushed.close()
      }
    },
    { immediate: true, flush: 'sync' },
  )
  onBeforeUnmount(shut)
}

/** Starts the one listener; called once by `main.ts`. */
export function listenToKeys(): void {
  window.addEventListener('keydown', handleKey)
}
