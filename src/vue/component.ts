import { h, type FunctionalComponent } from 'vue';
import type { SeamEventMap } from '../elements/base/events.js';

/** An element as a component of Vue's. A template ref to it gives the element itself. */
export type ElementComponent<
  Element,
  Property extends keyof Element,
  Event extends keyof SeamEventMap,
> = FunctionalComponent<Partial<Pick<Element, Property>> & Handlers<Event>>;

/** As templates hand them over: `onSeamReady` for `@seam-ready`. */
type Handlers<Event extends keyof SeamEventMap> = {
  [Name in Event as `on${Pascal<Name>}`]?: (event: SeamEventMap[Name]) => void;
};

type Pascal<Name extends string> = Name extends `${infer Word}-${infer Rest}`
  ? `${Capitalize<Word>}${Pascal<Rest>}`
  : Capitalize<Name>;

/**
 * @param properties those of the element, as options of Vue's; what is not given is left as the element has it
 */
export function component<Wrapper>(
  tag: string,
  properties: Record<string, BooleanConstructor | null>,
): Wrapper {
  const wrapper: FunctionalComponent = (props, { attrs, slots }) => {
    const given = Object.entries(props).filter(([, value]) => value !== undefined);
    return h(tag, { ...attrs, ...Object.fromEntries(given) }, slots['default']?.());
  };
  return Object.assign(wrapper, { props: properties, inheritAttrs: false }) as Wrapper;
}
