using Limpid.Files;
using Limpid.Initializers;
using Limpid.Layers;
using Limpid.Numerics;

namespace Limpid.Runs.Recipes;

/// <summary>An architecture of dense layers with the same activation after each, and an output function: what
/// <c>784-16-10</c> can say.</summary>
internal sealed class PlainNetwork
{
    private PlainNetwork(Architecture architecture) => Architecture = architecture;

    public Architecture Architecture { get; }

    /// <summary>The activation between the layers; null where there is only one layer.</summary>
    public LayerSpec? Hidden => Architecture.Body.Layers.Count > 2 ? Architecture.Body.Layers[1] : null;

    /// <summary>The plain network that an architecture is, or null if it is none.</summary>
    public static PlainNetwork? Of(Architecture architecture)
    {
        ImmutableSequence<LayerSpec> layers = architecture.Body.Layers;
        if (layers.Count < 2 || layers.Count % 2 != 0 || architecture.Last is not (Sigmoid or Softmax))
            return null;
        for (int i = 0; i < layers.Count; i += 2)
        {
            bool hidden = i < layers.Count - 2;
            if (layers[i] is not Dense || (hidden && (layers[i + 1] is not Activation || layers[i + 1] != layers[1])))
                return null;
        }
        return new(architecture);
    }

    /// <summary><c>784-16-16-10 sigmoid</c> for a plain network, the notation for another.</summary>
    public static string Short(Architecture architecture)
    {
        if (Of(architecture) is null)
            return Notation.Write(architecture);
        ImmutableSequence<LayerSpec> layers = architecture.Body.Layers;
        string sizes = string.Join(
            '-',
            layers.OfType<Dense>().Select(dense => dense.Units).Prepend(architecture.Input.Count)
        );
        return layers.Count == 2 ? sizes : $"{sizes} {(string)LimpidJson.ToNode(layers[1])[KnownNames.TypeMember]!}";
    }

    /// <summary>How weights before an activation begin: as the activation says.</summary>
    public static Initializer WeightsFor(LayerSpec activation) =>
        activation is Activation one ? one.InitialWeights : new GlorotUniform();

    /// <summary>The same sizes with another activation.</summary>
    public PlainNetwork WithHidden(LayerSpec hidden, Initializer weights) =>
        Map((layer, i) => i < Architecture.Body.Layers.Count - 1 && layer is not Dense ? hidden : layer)
            .WithWeights(weights);

    /// <summary>The same network whose weights begin otherwise.</summary>
    public PlainNetwork WithWeights(Initializer weights) =>
        Map((layer, _) => layer is Dense dense ? dense with { Weights = weights } : layer);

    /// <summary>The same network for pictures of a shape and a number of classes.</summary>
    public PlainNetwork Fit(Shape picture, int classes)
    {
        int last = Architecture.Body.Layers.Count - 2;
        PlainNetwork answers = Map(
            (layer, i) => i == last && layer is Dense dense ? dense with { Units = classes } : layer
        );
        return new(answers.Architecture with { Input = picture });
    }

    private PlainNetwork Map(Func<LayerSpec, int, LayerSpec> change) =>
        new(Architecture with { Body = new(ImmutableSequence.From(Architecture.Body.Layers.Select(change))) });
}
