import { expect, fixture, html, oneEvent } from '@open-wc/testing';
import { sendKeys } from '@web/test-runner-commands';
import { LitElement } from 'lit';
import { general } from '../../src/locales/en/general.js';
import { Picker, pickerStyles, type Choice } from '../../src/ui/picker.js';
import { byRole, eventually } from '../support/find.js';

class Chooser extends LitElement {
  static override styles = pickerStyles;
  choices: readonly Choice[] = [];
  chosen: string[] = [];
  instead: string | undefined;
  nearEnds = 0;
  private readonly picker = new Picker(this);

  override render() {
    return this.picker.render({
      id: 'door',
      label: 'Door',
      choices: this.choices,
      chosen: new Set(this.chosen),
      onChoose: (value) => this.chosen.push(value),
      onNearEnd: () => this.nearEnds++,
      instead: this.instead,
      words: general.picker,
      number: String,
    });
  }
}
customElements.define('test-chooser', Chooser);

const doors = (count: number): Choice[] =>
  Array.from({ length: count }, (_, at) => ({ value: String(at), label: `Door ${at}` }));

async function show(choices: readonly Choice[]): Promise<Chooser> {
  const chooser = new Chooser();
  chooser.choices = choices;
  await fixture(html`${chooser}`);
  byRole('combobox').focus();
  return chooser;
}

describe('a picker', () => {
  it('chooses with arrows and Enter, from the last choice to the first, and skips disabled choices', async () => {
    const chooser = await show([...doors(2), { value: 'own', label: 'Own door', whyNot: 'It is yours.' }]);
    for (const press of ['ArrowUp', 'Enter', 'ArrowDown', 'Enter', 'ArrowDown', 'Enter'])
      await sendKeys({ press });
    expect(chooser.chosen.join()).to.equal('0,1');
  });

  it('chooses nothing if nothing matches', async () => {
    const chooser = await show(doors(2));
    await sendKeys({ type: 'gate' });
    for (const press of ['ArrowDown', 'Enter']) await sendKeys({ press });
    expect(chooser.chosen.join()).to.equal('');
    expect(byRole('status').textContent?.trim()).to.equal(general.picker.none);
  });

  it('has no list of options while another text is shown in its place', async () => {
    const chooser = await show(doors(2));
    chooser.instead = 'Loading…';
    chooser.requestUpdate();
    await chooser.updateComplete;
    expect(byRole('group', { name: 'Door' }).textContent?.trim()).to.equal('Loading…');
    expect(byRole('combobox').getAttribute('aria-expanded')).to.equal('false');
    await expect(chooser).to.be.accessible();
    await sendKeys({ press: 'Enter' });
    expect(chooser.chosen.join()).to.equal('');
  });

  it('reports when the view is near the end of the choices, and not earlier', async () => {
    const chooser = await show(doors(200));
    const list = byRole('listbox');
    const scrolled = oneEvent(list, 'scroll');
    list.scrollTop = 1;
    await scrolled;
    expect(chooser.nearEnds).to.equal(0);
    list.scrollTop = list.scrollHeight;
    await eventually(() => expect(chooser.nearEnds > 0).to.equal(true));
  });
});
