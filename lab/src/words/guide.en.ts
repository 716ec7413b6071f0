/** The guide through the video's chapters, and the glossary. */
export const guide = {
  title: 'Chapters',
  lead: 'The lab in the order of 3Blue1Brown’s video “But what is a neural network?”. Watch a chapter, touch it here, answer its question by trying.',
  video: 'Watch the video',
  watch: (time: string) => `Watch this chapter: from ${time}`,
  touch: 'Touch it',
  question: 'Find out by trying',
  notes: 'Your notes',
  finish: 'Done with this chapter',
  isDone: 'done',
  next: 'Next chapter',
  progress: (done: number, all: number) => `${done} of ${all} chapters done`,
  export: 'Download as Markdown',
  exported: 'Limpid: what I saw and noted',
  measured: 'Measured in this visit',
  seen: 'Opened',
  forget: 'Forget all',
  forgetSure: 'Forget which chapters are done, and all notes?',
  lost: 'This browser does not let the page keep anything (or its storage is full). Your notes live until the page is closed: download them before you go.',
  notMeasured:
    'Not measured yet. Whether the hidden neurons of this network stand for edges and loops is a question for an experiment, and this lab does not have it yet. Look for yourself, and mind how easily one sees what one hopes for.',
  glossaryTitle: 'Glossary',
  show: 'see it live',
  chapters: {
    example: {
      title: 'Introduction example',
      text: [
        'You read a sloppy 3 at a glance. Yet two 3s can share hardly any pixel, and a 3 and an 8 may share most of theirs: by pixels alone there is no telling them apart.',
      ],
      question:
        'For which digit are two of a kind farthest apart? And does the nearest neighbour among the pixels read better or worse than the network?',
      links: ['Ten ways to write a 3', 'Write one yourself'],
    },
    preview: {
      title: 'Series preview',
      text: [
        'The network of the video is the plainest there is, on purpose. Convolutional networks build on the same parts and read better. Here you have both, and can push them to where they fail.',
      ],
      question: 'Shift the digits by four pixels. Which of the two networks suffers more, and why?',
      links: ['The convolutional network', 'The plain network'],
    },
    neurons: {
      title: 'What are neurons?',
      text: [
        'For now: a neuron holds a number, its activation. The 784 pixels are the first neurons; the ten at the end hold what the network thinks of each digit.',
        'Later one sees that a neuron is really a function: it takes all numbers of the layer before it and gives one.',
      ],
      question: 'Draw a 3 and lengthen it slowly into an 8. Which neurons of the last layer change first?',
      links: ['All activations', 'Open one neuron'],
    },
    layers: {
      title: 'Introducing layers',
      text: [
        'The activations of one layer decide those of the next: nothing else happens in a network. Two hidden layers of sixteen were chosen for the look of it; you may choose otherwise.',
      ],
      question: 'How many products does one answer take? And does a network with fewer hidden neurons read much worse?',
      links: ['Step through with real numbers', 'Change the layers', 'Train other layers'],
    },
    why: {
      title: 'Why layers?',
      text: [
        'The hope is that a layer puts together what the layer before it has found: edges, then loops and lines, then digits.',
      ],
      question:
        'Look at what the sixteen neurons look for. Could you name what any of them stands for? Switch one off: which digits are lost?',
      links: ['What the trained neurons look for', 'Switch a neuron off'],
    },
    edges: {
      title: 'Edge detection example',
      text: [
        'A weight for each pixel: positive where the neuron wants ink, negative around it. The weighted sum is large where the picture fits.',
      ],
      question: 'Paint weights that are fired by 7s and left cold by 1s. What happens without the negative rim?',
      links: ['An edge', 'A loop'],
    },
    counting: {
      title: 'Counting weights and biases',
      text: [
        '784×16 + 16×16 + 16×10 weights and 16 + 16 + 10 biases: 13,002 knobs. The bias says how large the sum must be before the neuron wakes up.',
      ],
      question: 'Which layer has nearly all of the numbers? What does a neuron do when its bias is turned far down?',
      links: ['Count them', 'Turn a bias, read all test digits again'],
    },
    learning: {
      title: 'How learning relates',
      text: [
        'Learning is finding good values for all of these numbers. It begins with chance and repeats one small step, many times.',
      ],
      question:
        'How many steps until half of the digits are read right? In one single step: which number changes the most, and why?',
      links: ['Watch it learn', 'One step, number by number'],
    },
    notation: {
      title: 'Notation and linear algebra',
      text: [
        'All neurons of a layer at once: a′ = σ(W a + b). One row of W is one neuron. It is not only shorter to write, it is also faster to compute.',
      ],
      question:
        'Which row of W belongs to the neuron that you opened? Work out its z by hand from the largest terms: how close do you come?',
      links: ['The matrix', 'The same, product by product'],
    },
    recap: {
      title: 'Recap',
      text: [
        'A neuron is a function, and the whole network is one too: 784 numbers in, 10 out, with 13,002 numbers inside. (The limpid tool writes it down as ONNX.)',
      ],
      question:
        'Find a drawing that you read with ease and the function reads wrong. What do the test digits have in common that it misreads?',
      links: ['Draw', 'Its mistakes'],
    },
    final: {
      title: 'Some final words',
      text: [
        'None of the 13,002 numbers is needed to the last digit. How much they may be shaken before reading suffers is something that you can measure.',
      ],
      question:
        'From which strength of noise on does the network read fewer than 90 % of the digits? Is every noise of that strength as bad?',
      links: ['Shake all weights'],
    },
    relu: {
      title: 'ReLU vs sigmoid',
      text: [
        'The sigmoid squashes everything between 0 and 1, and its slope is at most ¼: behind several of them little is left of a gradient. ReLU is 0 or z, with slope 1 where it lives.',
      ],
      question:
        'Train both side by side, with the same seed and the same digits, at depth 2 and then at depth 6. Look at the sizes of the gradients, layer by layer: what do you see in the first layer? “Depth by depth”, further below, measures it with several seeds.',
      links: ['Both at depth 2', 'Both at depth 6'],
    },
  },
  glossary: {
    neuron: {
      term: 'neuron',
      text: 'A function with one number as its result: it weighs the numbers of the layer before it, adds them up with its bias and squashes the sum.',
    },
    activation: { term: 'activation', text: 'The number that a neuron holds for one picture.' },
    layer: { term: 'layer', text: 'Neurons that all look at the same numbers and work at the same time.' },
    weight: { term: 'weight', text: 'How much an input counts for a neuron; negative: it speaks against.' },
    bias: { term: 'bias', text: 'What is added to the weighted sum: a threshold, with the sign turned round.' },
    sigmoid: { term: 'sigmoid (σ)', text: 'σ(z) = 1 / (1 + e⁻ᶻ): brings every number between 0 and 1.' },
    relu: { term: 'ReLU', text: 'max(0, z): leaves what is positive and cuts off the rest.' },
    softmax: { term: 'softmax', text: 'aₖ = eᶻᵏ / Σ eᶻ: makes ten numbers into shares of 1.' },
    matrix: {
      term: 'matrix-vector product',
      text: 'W a: each row of W, one neuron’s weights, gives one weighted sum.',
    },
    parameter: { term: 'parameter', text: 'A weight or a bias: what learning may change.' },
    trainingSet: { term: 'training set', text: 'The labelled digits that are learnt from. MNIST has 60,000.' },
    testSet: { term: 'test set', text: 'Other digits, kept back to see what was really learnt. MNIST has 10,000.' },
    cost: { term: 'cost', text: 'One number for how wrong an answer is. Learning makes it small.' },
    gradient: { term: 'gradient', text: 'How much the cost would change with each parameter: all slopes at once.' },
    backpropagation: {
      term: 'backpropagation',
      text: 'The way to get all slopes in one go, from the last layer back to the first.',
    },
    descent: {
      term: 'gradient descent',
      text: 'Changing every parameter a little against its slope, again and again.',
    },
    rate: { term: 'learning rate (η)', text: 'How long the step is. Too long, and the cost rises.' },
    batch: { term: 'batch', text: 'The few digits whose slopes are averaged for one step.' },
    epoch: { term: 'epoch', text: 'One pass through the whole training set.' },
    accuracy: { term: 'accuracy', text: 'The share of digits that are read right.' },
    calibration: {
      term: 'calibration',
      text: 'Of the answers given with 90 % certainty, 90 % should be right. Then a probability can be believed.',
    },
    convolution: {
      term: 'convolution',
      text: 'One small filter looks at every place of the picture with the same weights.',
    },
    featureMap: { term: 'feature map', text: 'What one filter has found: bright where it fits.' },
    nearest: {
      term: 'nearest neighbour',
      text: 'Reading without learning: answer as the most similar known picture is labelled.',
    },
  },
};
