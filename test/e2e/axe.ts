import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Page } from 'playwright-core';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

interface Axe {
  run(options: object): Promise<{ readonly violations: readonly Violation[] }>;
}
interface Violation {
  readonly id: string;
  readonly impact: string;
  readonly nodes: readonly { readonly html: string; readonly failureSummary: string }[];
}
const themes = ['dark', 'light', 'high-contrast'] as const;

/**
 * What axe-core finds serious or critical in the page as it is, `theme: rule: element`: by all of its rules once, and in the other themes by that of
 * contrast, the only one that a theme can break. The theme is put on for the moment, past the settings.
 */
export async function seriousIn(page: Page): Promise<readonly string[]> {
  // The tip of a button under the mouse would count as part of its name.
  await page.mouse.move(0, 0);
  if (!(await page.evaluate(() => 'axe' in window))) await page.evaluate(axe);
  return page.evaluate(async (names) => {
    const { axe } = window as unknown as { axe: Axe };
    const { dataset } = document.documentElement;
    const worn = dataset.theme;
    const found: string[] = [];
    for (const theme of [worn!, ...names.filter((name) => name !== worn)]) {
      dataset.theme = theme;
      // Colours that are on their way from one theme to the other are of neither: they are put there. What moves for ever (progress) never arrives.
      for (const one of document.getAnimations()) if (one.effect?.getComputedTiming().endTime !== Infinity) one.finish();
      const { violations } = await axe.run({
        resultTypes: ['violations'],
        ...(theme !== worn && { runOnly: ['color-contrast'] }),
      });
      for (const { id, impact, nodes } of violations)
        if (impact === 'serious' || impact === 'critical')
          found.push(...nodes.map(({ html, failureSummary }) => `${theme}: ${id}: ${html.slice(0, 200)} ${failureSummary}`));
    }
    dataset.theme = worn;
    return found;
  }, themes);
}
