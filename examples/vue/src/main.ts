import { createApp } from 'vue';
import App from './App.vue';
import './desk.css';

createApp(App).mount('#root');
