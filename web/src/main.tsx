import { render } from 'preact';
import { loadConfig } from './api.ts';
import { pageOf } from './sign-in/page.tsx';
import './styles/index.css';

const root = document.getElementById('app');
if (root !== null) render(await pageOf(await loadConfig()), root);
