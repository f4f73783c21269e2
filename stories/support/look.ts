import type { Decorator } from '@storybook/web-components-vite';
import { html } from 'lit';
import { backendOf } from './backend.js';
import { pseudoEnglish } from './pseudo.js';

/** A host's page around the story, with the toolbar's settings and a session. */
export const page: Decorator = (story, context) => {
  const { locale, theme, density, direction } = context.globals as Record<string, string>;
  const scheme = theme === 'auto' ? 'light dark' : theme!;
  if (context.viewMode === 'story') document.documentElement.style.colorScheme = scheme;
  const style = `color-scheme: ${scheme}; background: Canvas; color: CanvasText; padding: 16px; font: 14px/20px system-ui, sans-serif; --seam-density: ${density}`;
  const ofLanguage = locale === 'ar' ? 'rtl' : 'ltr';
  return html`<div style=${style} dir=${direction === 'auto' ? ofLanguage : direction}>
    <seam-session gateway=${backendOf(context).gateway} locale=${locale} .wording=${pseudoEnglish}>
      ${story()}
    </seam-session>
  </div>`;
};
