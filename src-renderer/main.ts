import 'core-js/stable';
import './app/locale';
import { mount } from 'svelte';
import App from './app/App.svelte';
import { wearAsBefore } from './app/appearance';
import './app/theme.css';

wearAsBefore();
mount(App, { target: document.getElementById('app')! });
