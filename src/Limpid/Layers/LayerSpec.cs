using System.Text.Json.Serialization;
using Limpid.Numerics;

namespace Limpid.Layers;

/// <summary>
/// A layer as data: what it is, not what it has learnt. This is the one list of layers: it serves model files, the
/// notation, the tool's
/// options and the menus. A new layer is one new file and one line here.
/// </summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "type")]
[JsonDerivedType(typeof(Sequential), "sequential")]
[JsonDerivedType(typeof(Ensemble), "ensemble")]
[JsonDerivedType(typeof(Views), "views")]
[JsonDerivedType(typeof(Dense), "dense")]
[JsonDerivedType(typeof(Convolution), "conv")]
[JsonDerivedType(typeof(MaxPool), "pool")]
[JsonDerivedType(typeof(AveragePool), "average-pool")]
[JsonDerivedType(typeof(GlobalAveragePool), "global-average-pool")]
[JsonDerivedType(typeof(Flatten), "flatten")]
[JsonDerivedType(typeof(BatchNorm), "batch-norm")]
[JsonDerivedType(typeof(LayerNorm), "layer-norm")]
[JsonDerivedType(typeof(Residual), "residual")]
[JsonDerivedType(typeof(Dropout), "dropout")]
[JsonDerivedType(typeof(Sigmoid), "sigmoid")]
[JsonDerivedType(typeof(Relu), "relu")]
[JsonDerivedType(typeof(LeakyRelu), "leaky-relu")]
[JsonDerivedType(typeof(Tanh), "tanh")]
[JsonDerivedType(typeof(Gelu), "gelu")]
[JsonDerivedType(typeof(Softmax), "softmax")]
public abstract record LayerSpec
{
    /// <summary>False for a layer that only changes the numbers of the layer before it (an activation, a normalization,
    /// dropout): people do not count it.</summary>
    [JsonIgnore]
    public virtual bool IsCounted => true;

    /// <summary>Builds the machine for an input shape.</summary>
    /// <exception cref="LimpidException">The spec cannot be meant, or does not fit the shape: says what it expected and
    /// what came.</exception>
    public abstract Layer Build(Shape input);
}
