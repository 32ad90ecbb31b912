import { contextBridge, ipcRenderer } from 'electron'
import { portMessageType, shellChannels, shellGlobal, type ShellBridge } from '../contract/shell.js'

const bridge: ShellBridge = {
  capabilities: Object.freeze({ nativeMenu: true, browserKeys: false }),
  setMenu(commands) {
    ipcRenderer.send(
      shellChannels.menu,
      commands.map(({ id, label, menu, accelerator }) => ({ id, label, menu, accelerator })),
    )
  },
  onCommand(listener) {
    // The page gets the id alone, never Electron's event.
    const hear = (_event: unknown, id: unknown) => listener(String(id))
    ipcRenderer.on(shellChannels.command, hear)
    return () => {
      ipcRenderer.removeListener(shellChannels.command, hear)
    }
  },
}

contextBridge.exposeInMainWorld(shellGlobal, Object.freeze(bridge))

// A port cannot cross the context bridge; a window message can carry it.
ipcRenderer.on(shellChannels.port, (event) => {
  window.postMessage({ type: portMessageType }, window.location.origin, [...event.ports])
})

// The page listens from its first script on, and all of those have run when it has loaded.
window.addEventListener('load', () => ipcRenderer.send(shellChannels.connect), { once: true })
