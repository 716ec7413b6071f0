using Limpid.Files;
using Limpid.Layers;
using Limpid.Numerics;

namespace Limpid.Cli.Inspection;

/// <summary>A line of the table of layers.</summary>
/// <param name="Number">As people count: the input is 0; null for an activation or dropout, which belongs to the layer
/// before it.</param>
/// <param name="Kind">As the notation writes it.</param>
/// <param name="Output">What goes out.</param>
/// <param name="Parameters">How many weights and biases.</param>
internal sealed record LayerRow(int? Number, string Kind, Shape Output, int Parameters)
{
    /// <summary>The input, then each layer of the body.</summary>
    public static IEnumerable<LayerRow> Of(Architecture architecture)
    {
        yield return new(0, "input", architecture.Input, 0);
        Dictionary<int, int> numbers = architecture
            .Columns()
            .ToDictionary(column => column.First, column => column.Number);
        Shape shape = architecture.Input;
        for (int i = 0; i < architecture.Body.Layers.Count; i++)
        {
            LayerSpec spec = architecture.Body.Layers[i];
            Layer layer = spec.Build(shape);
            shape = layer.Output;
            yield return new(
                numbers.TryGetValue(i, out int number) ? number : null,
                Kinds(spec),
                shape,
                layer.Parameters.Where(p => p.Kind != ParameterKind.Statistic).Sum(p => p.Count)
            );
        }
    }

    /// <summary>The layer's notation without its JSON: how the weights began is the recipe's matter.</summary>
    private static string Kinds(LayerSpec spec) =>
        Notation.Write(new(new(1), new Sequential([spec]))).Split(' ', 2)[1].Split('{')[0];
}
