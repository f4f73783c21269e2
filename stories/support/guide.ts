import { Markdown } from '@storybook/addon-docs/blocks';
import { createElement } from 'react';

interface GuideProps {
  text: string;
  /** File → id of its page in Storybook. */
  pages: Readonly<Record<string, string>>;
}

/** A guide as a page. Its links to other guides lead to their pages. */
export const Guide = ({ text, pages }: GuideProps) =>
  createElement(
    Markdown,
    null,
    text.replaceAll(/\[([^\]]+)\]\(([^):#]+)\)/g, (_, label: string, file: string) =>
      // Storybook has no page for other files of the repository, so their links become plain text.
      pages[file] ? `[${label}](?path=/docs/${pages[file]})` : label,
    ),
  );
