import { h, type FunctionalComponent } from 'vue';
import type { SeamEventMap } from '../elements/events.js';

/** An element as a component of Vue's. A template ref to it gives the element itself. */
export type ElementComponent<
  Element,
  Property extends keyof Element,
  Event extends keyof SeamEventMap,
> = FunctionalComponent<
  Partial<Pick<Element, Property>>,
  { [Name in Event]: (event: SeamEventMap[Name]) => void }
>;

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
