import { edge, loop } from '../shared/detectors';
import type { Strokes } from '../engine/engine';
import type { State } from '../state/table';
import type { en } from '../words/en';

export type ChapterName = keyof typeof en.guide.chapters;
export type TermName = keyof typeof en.guide.glossary;

/** A chapter of the video: when it starts, and where in the lab it is to be touched. */
export interface Chapter {
  name: ChapterName;
  seconds: number;
  /** What each of its links sets; their words stand in the same order. */
  links: Partial<State>[];
}

export const video = 'https://www.youtube.com/watch?v=aircAruvnKk';

/** Grant Sanderson (3Blue1Brown), "But what is a neural network?", 2017, in its order. */
export const chapters: Chapter[] = [
  { name: 'example', seconds: 0, links: [{ view: 'distances', digit: 3 }, { view: 'draw' }] },
  {
    name: 'preview',
    seconds: 67,
    links: [
      { view: 'convolution', model: 'cnn' },
      { view: 'draw', model: 'reference' },
    ],
  },
  {
    name: 'neurons',
    seconds: 162,
    links: [
      { view: 'network', model: 'reference', edges: 'contributions', layer: 0 },
      { view: 'network', model: 'reference', layer: 1, neuron: 3 },
    ],
  },
  {
    name: 'layers',
    seconds: 215,
    links: [
      { view: 'forward', model: 'reference', layer: 1, neuron: 0, term: 0 },
      { view: 'parameters' },
      { view: 'train', hidden: [32, 16] },
    ],
  },
  {
    name: 'why',
    seconds: 331,
    links: [
      { view: 'edgeDetector', model: 'reference' },
      { view: 'whatIf', model: 'reference', layer: 2, neuron: 4 },
    ],
  },
  {
    name: 'edges',
    seconds: 518,
    links: [
      { view: 'edgeDetector', model: 'reference', paint: edge() },
      { view: 'edgeDetector', model: 'reference', paint: loop() },
    ],
  },
  {
    name: 'counting',
    seconds: 694,
    links: [
      { view: 'parameters', hidden: [16, 16] },
      { view: 'whatIf', model: 'reference', layer: 1, neuron: 3 },
    ],
  },
  { name: 'learning', seconds: 750, links: [{ view: 'train' }, { view: 'gradientStep', model: 'reference' }] },
  {
    name: 'notation',
    seconds: 806,
    links: [
      { view: 'matrix', model: 'reference', layer: 1, neuron: 0 },
      { view: 'forward', model: 'reference', layer: 2, neuron: 0, term: 0 },
    ],
  },
  {
    name: 'recap',
    seconds: 917,
    links: [
      { view: 'draw', model: 'reference' },
      { view: 'misread', model: 'reference' },
    ],
  },
  { name: 'final', seconds: 987, links: [{ view: 'whatIf', model: 'reference', noise: 0.5 }] },
  {
    name: 'relu',
    seconds: 1023,
    links: [2, 6].map((depth): Partial<State> => {
      const hidden = new Array<number>(depth).fill(16);
      return {
        view: 'train',
        hidden,
        activation: 'sigmoid',
        optimizer: 'sgd',
        rate: 0.3,
        beside: [{ hidden, activation: 'relu', optimizer: 'sgd', rate: 0.3, seed: 1 }],
      };
    }),
  },
];

/** Where each word of the glossary can be touched. */
export const terms: Record<TermName, Partial<State>> = {
  neuron: { view: 'network', model: 'reference', layer: 1, neuron: 3 },
  activation: { view: 'network', model: 'reference', layer: 0 },
  layer: { view: 'forward', model: 'reference' },
  weight: { view: 'edgeDetector', model: 'reference' },
  bias: { view: 'network', model: 'reference', layer: 2, neuron: 4 },
  sigmoid: { view: 'network', model: 'reference', layer: 2, neuron: 0 },
  relu: { view: 'train', activation: 'relu' },
  softmax: { view: 'forward', model: 'reference', layer: 3, neuron: 0, term: 17 },
  matrix: { view: 'matrix', model: 'reference' },
  parameter: { view: 'parameters' },
  trainingSet: { view: 'train' },
  testSet: { view: 'misread' },
  cost: { view: 'gradientStep', model: 'reference' },
  gradient: { view: 'gradientStep', model: 'reference', layer: 1 },
  backpropagation: { view: 'gradientStep', model: 'reference', layer: 2 },
  descent: { view: 'train' },
  rate: { view: 'gradientStep', model: 'reference' },
  batch: { view: 'train' },
  epoch: { view: 'train' },
  accuracy: { view: 'misread' },
  calibration: { view: 'draw' },
  convolution: { view: 'convolution', model: 'cnn' },
  featureMap: { view: 'convolution', model: 'cnn', mapLayer: 1 },
  nearest: { view: 'distances' },
};

/** A 3 of our own, for who comes with an empty desk. */
export const three: Strokes = [
  [
    [74, 56],
    [96, 40],
    [128, 40],
    [154, 56],
    [160, 80],
    [148, 104],
    [120, 120],
    [152, 132],
    [168, 156],
    [160, 184],
    [132, 204],
    [96, 204],
    [72, 188],
  ],
];

/** Minutes and seconds as a player shows them. */
export function clock(seconds: number): string {
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`;
}
