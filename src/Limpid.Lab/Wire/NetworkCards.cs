using System.Text.Json;
using Limpid.Files;
using Limpid.Layers;
using Limpid.Numerics;

namespace Limpid.Lab;

/// <summary>Networks as the page is told of them.</summary>
internal static class NetworkCards
{
    private static readonly string[] Known = ["sigmoid", "relu", "tanh", "softmax"]; // to the page, with their slopes
    private static readonly string[] Quiet = ["dropout", "batch-norm", "layer-norm"]; // layers that are no activation

    /// <summary>The <see cref="NetworkCard"/> of a model, as JSON.</summary>
    public static string Text(Model model) => JsonSerializer.Serialize(Of(model), Messages.Default.NetworkCard);

    public static NetworkCard Of(Model model)
    {
        Architecture architecture = model.Network.Architecture;
        var columns = new List<ColumnCard>();
        Shape shape = architecture.Input;
        foreach (Column column in architecture.Columns())
        {
            for (int i = column.First; i <= column.Last; i++)
                shape = architecture.Body.Layers[i].Build(shape).Output;
            string[] words =
            [
                .. Enumerable
                    .Range(column.First, column.Last - column.First + 1)
                    .Select(i => Word(architecture.Body.Layers[i])),
            ];
            int Count(string what) =>
                model.Network.Parameters.FirstOrDefault(p => p.Path == $"{column.First}.{what}")?.Count ?? 0;
            columns.Add(
                new(
                    column.Number,
                    words[0],
                    Array.FindLast(words[1..], word => !Quiet.Contains(word)) ?? "",
                    [shape.Channels, shape.Height, shape.Width],
                    Count("weight"),
                    Count("bias"),
                    IsPlain(words)
                )
            );
        }
        return new(
            Notation.Write(architecture),
            model.Network.ParameterCount,
            [.. columns],
            [.. model.ClassNames],
            model.TestAccuracy,
            model.Rejection is not null
        );
    }

    /// <summary>A dense layer and one activation that the page knows. Dropout does nothing where nobody trains.</summary>
    private static bool IsPlain(string[] words) =>
        words[0] == "dense"
        && words[1..].Count(word => word != "dropout") <= 1
        && words[1..].All(word => word == "dropout" || Known.Contains(word));

    private static string Word(LayerSpec spec) => LimpidJson.ToElement(spec).GetProperty("type").GetString()!;
}
