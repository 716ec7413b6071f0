import type { Words } from './en';
import { frame } from '../frame/words.zh';
import { models } from '../desk/models/words.zh';
import { ownDigits } from '../desk/ownDigits/words.zh';
import { photo } from '../desk/photo/words.zh';
import { convolution } from '../lenses/convolution/words.zh';
import { distances } from '../lenses/distances/words.zh';
import { draw } from '../lenses/draw/words.zh';
import { edgeDetector } from '../lenses/edgeDetector/words.zh';
import { forward } from '../lenses/forward/words.zh';
import { gradientStep } from '../lenses/gradientStep/words.zh';
import { matrix } from '../lenses/matrix/words.zh';
import { misread } from '../lenses/misread/words.zh';
import { network, neuron } from '../lenses/network/words.zh';
import { parameters } from '../lenses/parameters/words.zh';
import { train } from '../lenses/train/words.zh';
import { whatIf } from '../lenses/whatIf/words.zh';
import { problems, supply } from '../shared/words.zh';
import { guide } from '../story/words.zh';

/** All words of the page; each folder keeps its own. */
export const zh: Words = {
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
