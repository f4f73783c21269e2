import { createRoot } from 'react-dom/client';
import { App } from './App';
import './desk.css';

createRoot(document.getElementById('root')!).render(<App />);
