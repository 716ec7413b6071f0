import type { State } from '../state/table';

/** Whether something that no link carries goes when the page is left: the browser then asks first. */
export function isLost(page: { isTraining: boolean; model: State['model']; steps: number }): boolean {
  return page.isTraining || page.model === 'mine' || page.steps > 0;
}
