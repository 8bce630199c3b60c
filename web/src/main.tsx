import { render } from 'preact';
import { createApi, loadConfig } from './api.ts';
import { App } from './app.tsx';
import './styles/index.css';

const root = document.getElementById('app');
if (root !== null) render(<App api={createApi(await loadConfig())} />, root);
