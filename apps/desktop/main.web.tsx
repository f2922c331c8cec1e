import { createRoot } from 'react-dom/client';
import '@fontsource-variable/inter/wght.css';
import './base.css';
import { App } from './app.web.tsx';

const root = document.getElementById('desktop');
if (root) createRoot(root).render(<App />);
