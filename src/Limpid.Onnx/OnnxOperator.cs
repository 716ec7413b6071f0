using Limpid.Layers;
using Limpid.Onnx.Operators;

namespace Limpid.Onnx;

/// <summary>
/// How a layer is said in ONNX. This is the one list of them: what <see cref="LayerSpec"/> lists, an operator here
/// exports. A new one is one new file in
/// Operators/ and one line here; ONNX Runtime judges it, unasked.
/// </summary>
internal abstract class OnnxOperator
{
    /// <summary>All operators.</summary>
    public static IReadOnlyList<OnnxOperator> All { get; } =
    [
        new SequentialOperator(),
        new EnsembleOperator(),
        new ViewsOperator(),
        new DenseOperator(),
        new ConvolutionOperator(),
        new MaxPoolOperator(),
        new AveragePoolOperator(),
        new GlobalAveragePoolOperator(),
        new FlattenOperator(),
        new BatchNormOperator(),
        new LayerNormOperator(),
        new ResidualOperator(),
        new DropoutOperator(),
        new SigmoidOperator(),
        new ReluOperator(),
        new LeakyReluOperator(),
        new TanhOperator(),
        new GeluOperator(),
        new SoftmaxOperator(),
    ];

    /// <summary>The kind of layer that it says.</summary>
    public abstract Type Kind { get; }

    /// <summary>Adds a layer's nodes to the graph.</summary>
    /// <param name="spec">The layer, of <see cref="Kind"/>.</param>
    /// <param name="x">What comes to it.</param>
    /// <param name="at">Its place.</param>
    /// <returns>What it answers.</returns>
    public abstract Edge Write(LayerSpec spec, Edge x, Place at);

    /// <summary>The operator of a layer.</summary>
    /// <exception cref="LimpidException"><see cref="Fault.Mismatch"/>: the layer has none.</exception>
    public static OnnxOperator Of(LayerSpec spec, Place at) =>
        All.FirstOrDefault(one => one.Kind == spec.GetType())
        ?? throw LimpidException.Mismatch(
            $"Layer {at.Path} is {spec.GetType().Name}, which no operator says in ONNX. Export a network of "
                + $"{string.Join(", ", All.Select(one => one.Kind.Name))} only, or add "
                + $"Operators/{spec.GetType().Name}Operator.cs to Limpid.Onnx and its line to "
                + "OnnxOperator.cs."
        );
}

/// <summary>How one kind of layer is said in ONNX.</summary>
internal abstract class OnnxOperator<T> : OnnxOperator
    where T : LayerSpec
{
    public sealed override Type Kind => typeof(T);

    public sealed override Edge Write(LayerSpec spec, Edge x, Place at) => Write((T)spec, x, at);

    protected abstract Edge Write(T spec, Edge x, Place at);
}
