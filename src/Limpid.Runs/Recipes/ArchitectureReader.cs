using System.Text.Json;
using System.Text.Json.Nodes;
using Limpid.Data;
using Limpid.Files;
using Limpid.Initializers;
using Limpid.Layers;
using Limpid.Losses;
using Limpid.Numerics;

namespace Limpid.Runs.Recipes;

/// <summary>
/// The architecture of merged layers. It may stand there in full, in notation (<c>28x28 dense16 sigmoid dense10
/// softmax</c>) or plain
/// (<c>784-16-10</c>); <c>activation</c>, <c>initializer</c> and <c>loss</c> of a higher layer change a plain one.
/// </summary>
/// <param name="layers">Lowest first, the preset at the bottom.</param>
/// <param name="merged">The same, merged.</param>
internal sealed class ArchitectureReader(IReadOnlyList<RecipeSource> layers, MergedRecipe merged)
{
    private const string Path = JsonMerge.RootPath + "." + Shorthand.Architecture;

    /// <summary>Takes the shorthands out of the merged values and puts the architecture in full there.</summary>
    /// <param name="samples">The data, to which a preset's architecture is fitted; null where they are not yet
    /// known.</param>
    public void Resolve(Dataset? samples)
    {
        (LayerSpec? hidden, Initializer? weights) = (
            Take<LayerSpec>(Shorthand.Activation),
            Take<Initializer>(Shorthand.Initializer)
        );
        if (hidden is not (null or Activation))
            throw LimpidException.Usage(
                $"{merged.Describe(PathOf(Shorthand.Activation))}: expected one of "
                    + $"{string.Join(", ", KnownNames.Activations)}, which change numbers one by one."
            );
        JsonNode? stands = merged.Values[Shorthand.Architecture];
        string? text = stands?.GetValueKind() == JsonValueKind.String ? (string)stands! : null;
        if (stands is null || (text is null && stands is not JsonObject))
            return; // the reader of the whole recipe says what is wrong
        Architecture architecture =
            text is not null && Notation.TryPlain(text, out int[] sizes)
                ? Expand(sizes, samples?.Item ?? default, hidden, weights)
                : Change(text is null ? RecipeReader.Read<Architecture>(merged, stands) : Parse(text), hidden, weights);
        bool isPreset = Highest(Shorthand.Architecture) == 0;
        if (isPreset && samples is not null && PlainNetwork.Of(architecture) is { } plain)
            architecture = plain.Fit(samples.Item, samples.ClassNames.Count).Architecture;
        merged.Values[Shorthand.Architecture] = LimpidJson.ToNode(architecture);
    }

    private T? Take<T>(string member)
        where T : class
    {
        if (merged.Values[member] is not { } value)
            return null;
        T read = RecipeReader.Read<T>(merged, value);
        merged.Values.Remove(member);
        return read;
    }

    /// <summary>What the sizes do not say is as the preset has it: the activation, and the output function too where
    /// the loss is the preset's.</summary>
    private Architecture Expand(int[] sizes, Shape picture, LayerSpec? hidden, Initializer? weights)
    {
        var preset = LimpidJson.Read<Architecture>(layers[0].Values[Shorthand.Architecture], layers[0].Source);
        hidden ??= PlainNetwork.Of(preset)?.Hidden ?? new Sigmoid();
        LayerSpec output = HighestLoss() == 0 ? preset.Last : Output();
        Shape input = picture.IsValid && sizes[0] == picture.Count ? picture : new Shape(sizes[0]);
        return Architecture.Plain(input, sizes.AsSpan(1), hidden, output, weights ?? PlainNetwork.WeightsFor(hidden));
    }

    private Architecture Parse(string text)
    {
        try
        {
            return Notation.Parse(text);
        }
        catch (LimpidException exception)
        {
            throw new LimpidException(exception.Fault, $"{merged.Describe(Path)}: {exception.Message}", exception);
        }
    }

    /// <summary>Applies what stands in higher layers than the architecture itself.</summary>
    private Architecture Change(Architecture architecture, LayerSpec? hidden, Initializer? weights)
    {
        int stands = Highest(Shorthand.Architecture);
        if (Highest(Shorthand.Activation) < stands)
            hidden = null;
        if (Highest(Shorthand.Initializer) < stands)
            weights = null;
        if (hidden is not null)
            architecture = Plain(architecture, Shorthand.Activation)
                .WithHidden(hidden, weights ?? PlainNetwork.WeightsFor(hidden))
                .Architecture;
        else if (weights is not null)
            architecture = Plain(architecture, Shorthand.Initializer).WithWeights(weights).Architecture;
        bool switches = HighestLoss() > stands && architecture.Last is Sigmoid or Softmax;
        return switches
            ? architecture with
            {
                Body = new([.. architecture.Body.Layers.SkipLast(1), Output()]),
            }
            : architecture;
    }

    private PlainNetwork Plain(Architecture architecture, string member) =>
        PlainNetwork.Of(architecture)
        ?? throw LimpidException.Usage(
            $"{merged.Describe(PathOf(member))}: changes a plain architecture, dense layers with one "
                + $"activation between them, but {merged.Describe(Path)} is {Notation.Write(architecture)}. "
                + "Write "
                + "what you want into the architecture itself."
        );

    /// <summary>The output function that goes with the loss.</summary>
    private LayerSpec Output() =>
        merged.Values[Shorthand.Loss] is { } loss && RecipeReader.Read<Loss>(merged, loss) is SoftmaxCrossEntropy
            ? new Softmax()
            : new Sigmoid();

    private int Highest(string member) => Highest(layer => layer.Values[member] is not null);

    private int HighestLoss() =>
        Highest(layer => layer.Values[Shorthand.Loss] is JsonObject loss && loss.ContainsKey(KnownNames.TypeMember));

    private int Highest(Func<RecipeSource, bool> says)
    {
        int highest = layers.Count - 1;
        while (highest >= 0 && !says(layers[highest]))
            highest--;
        return highest;
    }

    private static string PathOf(string member) => $"{JsonMerge.RootPath}.{member}";
}
