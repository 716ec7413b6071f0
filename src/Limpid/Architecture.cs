using System.Text.Json.Serialization;
using Limpid.Initializers;
using Limpid.Layers;
using Limpid.Numerics;

namespace Limpid;

/// <summary>A whole network as data: the shape that comes in and the layers that it goes through. Equal by
/// value.</summary>
/// <param name="Input">The shape of one sample.</param>
/// <param name="Body">The layers, in order.</param>
public sealed record Architecture(Shape Input, Sequential Body)
{
    /// <summary>The most values that a network may have: beyond it an architecture is taken for an error, before
    /// anything is allocated.</summary>
    public const int MaximumValues = 1 << 28;

    /// <summary>The layer whose output is the network's answer.</summary>
    [JsonIgnore]
    public LayerSpec Last => Body.Layers[^1];

    /// <summary>How many layers, from the first, give the scores z that probabilities are made of: all but an output
    /// function at the end.</summary>
    [JsonIgnore]
    public int ScoreLayers => Last.IsCounted || Body.Layers.Count == 1 ? Body.Layers.Count : Body.Layers.Count - 1;

    /// <summary>
    /// The layers as people count them: the input is layer 0, then each counted layer with the activations and dropouts
    /// that follow it. A
    /// neuron's place <c>1:3</c> is the fourth neuron of layer 1.
    /// </summary>
    public IReadOnlyList<Column> Columns()
    {
        var columns = new List<Column>();
        for (int i = 0; i < Body.Layers.Count; i++)
        {
            if (Body.Layers[i].IsCounted || columns.Count == 0)
                columns.Add(new(columns.Count + 1, i, i));
            else
                columns[^1] = columns[^1] with { Last = i };
        }
        return columns;
    }

    /// <summary>A plain network: dense layers of the given sizes, an activation after each but the last, an output
    /// function after the last.</summary>
    /// <param name="input">The shape of one sample.</param>
    /// <param name="units">Neurons of each layer; the last is the number of classes.</param>
    /// <param name="hidden">After each layer but the last.</param>
    /// <param name="output">After the last: <see cref="Sigmoid"/> or <see cref="Softmax"/>.</param>
    /// <param name="weights">How the weights begin; Glorot and Bengio's uniform when missing.</param>
    public static Architecture Plain(
        Shape input,
        ReadOnlySpan<int> units,
        LayerSpec hidden,
        LayerSpec output,
        Initializer? weights = null
    )
    {
        var layers = new List<LayerSpec>();
        for (int i = 0; i < units.Length; i++)
        {
            layers.Add(new Dense(units[i], weights));
            layers.Add(i == units.Length - 1 ? output : hidden);
        }
        return new(input, new Sequential(ImmutableSequence.From(layers)));
    }

    /// <summary>Builds the machine, and refuses what does not fit.</summary>
    internal SequentialLayer Build()
    {
        if (!Input.IsValid)
            throw LimpidException.Usage(
                $"The input shape must have positive extents and at most {Shape.MaximumCount:N0} elements, "
                    + $"but is {Input.Channels}x{Input.Height}x{Input.Width}."
            );
        try
        {
            SequentialLayer body = Body.BuildSequence(Input);
            long values = body.Parameters.Sum(p => (long)p.Count);
            if (values > MaximumValues)
                throw LimpidException.Usage(
                    $"A network may have at most {MaximumValues:N0} values, but this architecture has "
                        + $"{values:N0}. Make its layers smaller."
                );
            return body;
        }
        catch (OverflowException exception)
        {
            throw LimpidException.Usage(
                $"A network may have at most {MaximumValues:N0} values, but this architecture has more than "
                    + "can be counted. Make its layers smaller.",
                exception
            );
        }
    }
}

/// <summary>A layer as people count them.</summary>
/// <param name="Number">From 1; the input is 0.</param>
/// <param name="First">The place in the body of the counted layer.</param>
/// <param name="Last">The place in the body of the last activation or dropout that follows it.</param>
public readonly record struct Column(int Number, int First, int Last);
