import type { TrainingNews } from '../../engine/engine';

export interface Slice {
  /** Which training it was asked of. */
  round: number;
  news: TrainingNews;
  /** Layer 1 of each as it stands then. */
  weights: Float32Array[];
}
