import { glossary } from './glossary.en';

/** The guide through the video's chapters. */
export const guide = {
  title: 'Chapters',
  lead:
    'The lab in the order of 3Blue1Brown’s video “But what is a neural network?”. Watch a chapter, try it here, ' +
    'and answer its question by experiment.',
  video: 'Watch the video',
  watch: (time: string) => `Watch this chapter: from ${time}`,
  touch: 'Try it',
  question: 'Find out',
  notes: 'Your notes',
  finish: 'Mark this chapter as done',
  isDone: 'done',
  next: 'Next chapter',
  progress: (done: number, all: number) => `${done} of ${all} chapters done`,
  export: 'Download as Markdown',
  exported: 'Limpid: what I saw and noted',
  measured: 'Measured in this session',
  seen: 'Opened',
  forget: 'Delete all',
  forgetSure: 'Delete all notes and chapter marks?',
  lost:
    'The browser does not let the page store anything, or its storage is full. Your notes are lost when you close ' +
    'the page: download them first.',
  notMeasured:
    'Not measured yet. Whether the hidden neurons of this network detect edges and loops needs an experiment ' +
    'that this lab does not have yet. Look for yourself, and remember how easy it is to see what you hope for.',
  glossaryTitle: 'Glossary',
  show: 'see it live',
  chapters: {
    example: {
      title: 'Introduction example',
      text: [
        'You recognize a sloppy 3 at a glance. Yet two 3s can share hardly any pixels, while a 3 and an 8 may ' +
          'share most of theirs. Pixels alone cannot tell them apart.',
      ],
      question:
        'For which digit are two examples farthest apart? Is the nearest neighbor by pixels better or worse ' +
        'than the network?',
      links: ['Ten ways to write a 3', 'Write one yourself'],
    },
    preview: {
      title: 'Series preview',
      text: [
        'The video uses the plainest kind of network on purpose. Convolutional networks use the same parts and ' +
          'are more accurate. Here you have both, and you can push them until they fail.',
      ],
      question: 'Shift the digits by four pixels. Which network loses more accuracy, and why?',
      links: ['The convolutional network', 'The plain network'],
    },
    neurons: {
      title: 'What are neurons?',
      text: [
        'For now, a neuron holds a number: its activation. The 784 pixels are the first neurons. The last ten ' +
          'hold the network’s score for each digit.',
        'Really a neuron is a function: it takes all numbers of the previous layer and returns one.',
      ],
      question: 'Draw a 3 and slowly extend it into an 8. Which neurons of the last layer change first?',
      links: ['All activations', 'Open one neuron'],
    },
    layers: {
      title: 'Introducing layers',
      text: [
        'The activations of one layer determine those of the next. Nothing else happens in a network. Two ' +
          'hidden layers of sixteen were chosen because they fit the screen; you can choose others.',
      ],
      question: 'How many multiplications does one answer take? Is a network with fewer hidden neurons much worse?',
      links: ['Step through with real numbers', 'Change the layers', 'Train other layers'],
    },
    why: {
      title: 'Why layers?',
      text: [
        'The hope is that each layer combines what the previous layer found: edges, then loops and lines, then digits.',
      ],
      question:
        'Look at the weights of the sixteen neurons. Can you say what any of them detects? Switch one off: ' +
        'which digits are misread now?',
      links: ['What the trained neurons look for', 'Switch a neuron off'],
    },
    edges: {
      title: 'Edge detection example',
      text: [
        'One weight per pixel: positive where the neuron wants ink, negative around it. The weighted sum is ' +
          'large when the picture matches.',
      ],
      question: 'Paint weights that respond to 7s but not to 1s. What happens without the negative border?',
      links: ['An edge', 'A loop'],
    },
    counting: {
      title: 'Counting weights and biases',
      text: [
        '784×16 + 16×16 + 16×10 weights and 16 + 16 + 10 biases: 13,002 parameters. The neuron lights up once ' +
          'the weighted sum exceeds −b; a larger bias b lowers that threshold.',
      ],
      question: 'Which layer has nearly all of the parameters? What does a neuron do when its bias is very low?',
      links: ['Count them', 'Change a bias and classify all test digits again'],
    },
    learning: {
      title: 'How learning relates',
      text: [
        'Learning means finding good values for all of these numbers. It starts with random numbers and repeats ' +
          'one small step many times.',
      ],
      question:
        'How many steps until half of the digits are read correctly? In a single step, which number changes ' +
        'most, and why?',
      links: ['Watch it learn', 'One step in detail'],
    },
    notation: {
      title: 'Notation and linear algebra',
      text: [
        'All neurons of a layer at once: a′ = σ(W a + b). Each row of W is one neuron. This is shorter to write ' +
          'and faster to compute.',
      ],
      question:
        'Which row of W belongs to the neuron you opened? Compute its z by hand from the largest terms: how ' +
        'close do you get?',
      links: ['The matrix', 'The same, product by product'],
    },
    recap: {
      title: 'Recap',
      text: [
        'A neuron is a function, and so is the whole network: 784 numbers in, 10 out, 13,002 parameters inside. ' +
          '(The limpid tool exports it as ONNX.)',
      ],
      question:
        'Find a drawing that is easy for you but that the network misreads. What do the misread test digits ' +
        'have in common?',
      links: ['Draw', 'Misread digits'],
    },
    final: {
      title: 'Some final words',
      text: [
        'None of the 13,002 parameters has to be exact. You can measure how much noise they tolerate before ' +
          'accuracy drops.',
      ],
      question: 'At what noise level does accuracy fall below 90%? Is every sample of noise at that level equally bad?',
      links: ['Add noise to all weights'],
    },
    relu: {
      title: 'ReLU vs sigmoid',
      text: [
        'The sigmoid squashes everything into 0 to 1, and its slope is at most ¼: after several layers little ' +
          'of the gradient is left. ReLU is 0 or z, with slope 1 where it is active.',
      ],
      question:
        'Train both side by side with the same seed and digits, first at depth 2, then at depth 6. Compare the ' +
        'gradient norms by layer: what happens in the first layer? “Accuracy by depth” further down measures ' +
        'this over several seeds.',
      links: ['Both at depth 2', 'Both at depth 6'],
    },
  },
  glossary,
};
