import { frame } from '../frame/words.en';
import { models } from '../desk/models/words.en';
import { ownDigits } from '../desk/ownDigits/words.en';
import { photo } from '../desk/photo/words.en';
import { convolution } from '../lenses/convolution/words.en';
import { distances } from '../lenses/distances/words.en';
import { draw } from '../lenses/draw/words.en';
import { edgeDetector } from '../lenses/edgeDetector/words.en';
import { forward } from '../lenses/forward/words.en';
import { gradientStep } from '../lenses/gradientStep/words.en';
import { matrix } from '../lenses/matrix/words.en';
import { misread } from '../lenses/misread/words.en';
import { network, neuron } from '../lenses/network/words.en';
import { parameters } from '../lenses/parameters/words.en';
import { train } from '../lenses/train/words.en';
import { whatIf } from '../lenses/whatIf/words.en';
import { problems, supply } from '../shared/words.en';
import { guide } from '../story/words.en';

/** All words of the page; each folder keeps its own. */
export const en = {
  ...frame,
  convolution,
  distances,
  draw,
  edgeDetector,
  forward,
  gradientStep,
  matrix,
  misread,
  models,
  network,
  neuron,
  ownDigits,
  parameters,
  photo,
  problems,
  supply,
  train,
  whatIf,
  guide,
};

export type Words = typeof en;
