using Limpid.Layers;
using Limpid.Losses;
using Limpid.Optimizers;

namespace Limpid.Lab;

/// <summary>One step of learning from the one picture on the activeModel, by the engine's own backward pass, every
/// number of
/// it to be read and checked.</summary>
public sealed class GradientStep
{
    /// <summary>By how much a number is moved to either side to check a derivative.</summary>
    private const double Nudge = 1e-4;

    private const int MostSteps = 100; // that can be taken back
    private const long MostKept = 32 << 20; // bytes of them
    private readonly List<(EditableNetwork Whose, float[] Values)> _before = [];
    private readonly ActiveModel _activeModel;

    internal GradientStep(ActiveModel activeModel) => _activeModel = activeModel;

    /// <summary>The cost C and all its derivatives.</summary>
    /// <param name="picture">The picture that the numbers are of: 784 gray levels.</param>
    /// <param name="cost">squared-error or softmax-cross-entropy.</param>
    /// <param name="wanted">The class that should have been answered.</param>
    /// <returns>C; then of each layer δ = ∂C/∂z of its neurons, ∂C/∂w, a neuron after the other, and ∂C/∂b.</returns>
    public byte[] Open(ArraySegment<byte> picture, string cost, int wanted)
    {
        EditableNetwork editable = Showing(picture);
        double c = Backward(editable, Named(cost), wanted);
        var all = new List<byte>(FloatBytes.Bytes([(float)c]));
        foreach (Column column in editable.Network.Architecture.Columns())
        {
            all.AddRange(FloatBytes.Bytes(editable.Workspace.Derivative(column.First).Span));
            foreach (
                Parameter p in editable.Network.Parameters.Where(p =>
                    p.Path == $"{column.First}.weight" || p.Path == $"{column.First}.bias"
                )
            )
            {
                var rows = new float[p.Count];
                p.Read(editable.Workspace.Gradients, rows);
                all.AddRange(FloatBytes.Bytes(rows));
            }
        }
        return [.. all];
    }

    /// <summary>Checks one derivative without any backward pass: C with the number a little larger, a little smaller,
    /// and by how much; by the <see cref="Float64Reference"/>.</summary>
    /// <param name="picture">As above.</param>
    /// <param name="cost">As above.</param>
    /// <param name="wanted">As above.</param>
    /// <param name="place">Which weight, or which bias.</param>
    /// <returns>C(w + h), C(w − h) and h, in float64.</returns>
    public byte[] Check(ArraySegment<byte> picture, string cost, int wanted, WeightPlace place)
    {
        EditableNetwork editable = Showing(picture);
        int at = NeuronLookup.ParameterIndex(editable.Network, place.Layer, place.Neuron, place.Input);
        Guard(editable, Named(cost), wanted);
        var twin = new Float64Reference(editable);
        return FloatBytes.Bytes([twin.Cost(at, Nudge, cost, wanted), twin.Cost(at, -Nudge, cost, wanted), Nudge]);
    }

    /// <summary>Takes the step: every number less the rate times its derivative.</summary>
    /// <param name="picture">The picture to learn from.</param>
    /// <param name="cost">As above.</param>
    /// <param name="wanted">As above.</param>
    /// <param name="rate">The learning rate, above 0.</param>
    /// <returns>A <see cref="PictureReading"/>.</returns>
    public string Step(ArraySegment<byte> picture, string cost, int wanted, double rate)
    {
        if (!(double.IsFinite(rate) && rate > 0))
            throw LimpidException.Usage($"A learning rate is above 0 and finite, but {rate} came.");
        EditableNetwork editable = Showing(picture);
        Backward(editable, Named(cost), wanted);
        float[] values = editable.Edited.ToArray();
        new Sgd(rate).Update(values, editable.Workspace.Gradients, [], [], new(1, rate, 0));
        if (Array.Exists(values, value => !float.IsFinite(value)))
            throw LimpidException.Usage(
                $"With a rate of {rate} some numbers would no longer be finite. Choose a smaller one."
            );
        while (
            _before.Count > 0
            && (_before.Count == MostSteps || (long)sizeof(float) * values.Length * (_before.Count + 1) > MostKept)
        )
            _before.RemoveAt(0);
        _before.Add((editable, editable.Edited.ToArray()));
        return ActiveModel.Text(editable.Replace(values));
    }

    /// <summary>Takes the last step back.</summary>
    /// <returns>A <see cref="PictureReading"/>.</returns>
    public string StepBack()
    {
        _before.RemoveAll(step => step.Whose != _activeModel.Now);
        if (_before.Count == 0)
            throw LimpidException.Usage("There is no step to take back.");
        float[] values = _before[^1].Values;
        _before.RemoveAt(_before.Count - 1);
        return ActiveModel.Text(_activeModel.Now.Replace(values));
    }

    /// <summary>The network with a picture shown to it: another call may have shown it another one.</summary>
    private EditableNetwork Showing(ArraySegment<byte> picture)
    {
        if (!_activeModel.Now.Shows(picture))
            _activeModel.Look(picture);
        return _activeModel.Now;
    }

    private static Loss Named(string cost) =>
        cost switch
        {
            "squared-error" => new SquaredError(),
            "softmax-cross-entropy" => new SoftmaxCrossEntropy(),
            _ => throw LimpidException.Usage($"Cost {cost}: expected squared-error or softmax-cross-entropy."),
        };

    private static double Backward(EditableNetwork editable, Loss loss, int wanted)
    {
        Guard(editable, loss, wanted);
        Architecture architecture = editable.Network.Architecture;
        // before which layer the cost is measured
        int top = architecture.Body.Layers.Count - (loss.Fuses(architecture.Last) ? 1 : 0);
        editable.Workspace.Forward(Pass.Inference);
        double c = loss.Measure(
            editable.Workspace.Activation(top - 1),
            new Targets([(byte)wanted]),
            1,
            editable.Workspace.Derivative(top - 1)
        );
        editable.Workspace.Backward(top);
        return c;
    }

    private static void Guard(EditableNetwork editable, Loss loss, int wanted)
    {
        Architecture architecture = editable.Network.Architecture;
        int classes = editable.Workspace.Activation(architecture.Body.Layers.Count - 1).Columns;
        if (!loss.Fits(architecture.Last))
            throw LimpidException.Usage($"This cost fits a network that ends in {loss.FitsOn}.");
        if (wanted < 0 || wanted >= classes)
            throw LimpidException.Usage($"The network knows the classes 0 to {classes - 1}, but {wanted} was wanted.");
    }
}

/// <summary>A weight or a bias of the network.</summary>
/// <param name="Layer">From 1.</param>
/// <param name="Neuron">Whose, from 0.</param>
/// <param name="Input">Which weight, from 0; −1 for the bias.</param>
public readonly record struct WeightPlace(int Layer, int Neuron, int Input);
