import { chooseHost } from './host/choose-host.js'
import { mountApp } from './app/mount.js'

const root = document.getElementById('root')
if (!root) throw new Error('The page has no #root element: index.html and main.tsx do not belong together.')
mountApp(root, chooseHost(window))
