#:project ../src/Limpid/Limpid.csproj
using Limpid;
using Limpid.Files;
using Limpid.Layers;
using Limpid.Losses;
using Limpid.Numerics;
using Limpid.Optimizers;

// The parts without the trainer: a network that learns "either, but not both", step by step.
var network = new Network(Notation.Parse("2 dense4 tanh dense2 softmax"), seed: 1);
var workspace = new Workspace(network, capacity: 4);
Loss loss = new SoftmaxCrossEntropy();
Optimizer optimizer = new Sgd(Rate: 1);
float[] pairs = [0, 0, 0, 1, 1, 0, 1, 1];
byte[] labels = [0, 1, 1, 0];

for (int step = 1; step <= 200; step++)
{
    Gradient gradient = workspace.Gradient(loss, pairs, labels);
    optimizer.Step(network, gradient);
    if (step % 50 == 0)
        Console.WriteLine($"step {step}: loss {gradient.Loss:f4}");
}

pairs.CopyTo(workspace.Input(4).Span);
Matrix answers = workspace.Forward(Pass.Inference);
for (int i = 0; i < 4; i++)
    Console.WriteLine($"{pairs[2 * i]} and {pairs[2 * i + 1]}: {answers[i][1]:P1} for \"either, but not both\"");
