using System.Text.Json;
using Limpid.Files;
using Limpid.Layers;
using Limpid.Numerics;

namespace Limpid.Lab;

/// <summary>Networks as the page is told of them.</summary>
internal static class NetworkCards
{
    // To the page, with their slopes.
    private static readonly string[] Known = ["sigmoid", "relu", "tanh", "softmax"];
    private const float CurveEnd = 6; // beyond ±6 a sigmoid is flat to the eye
    private const int CurvePoints = 97; // 16 to the unit, so that 0 and ±1 are among them

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
            LayerSpec? last = architecture
                .Body.Layers.Take(column.Last + 1)
                .Skip(column.First + 1)
                .LastOrDefault(layer => layer is Activation or Softmax);
            var activation = last as Activation;
            int Count(string what) =>
                model.Network.Parameters.FirstOrDefault(p => p.Path == $"{column.First}.{what}")?.Count ?? 0;
            columns.Add(
                new(
                    column.Number,
                    Word(architecture.Body.Layers[column.First]),
                    last is null ? "" : Word(last),
                    [shape.Channels, shape.Height, shape.Width],
                    Count("weight"),
                    Count("bias"),
                    IsPlain(architecture.Body.Layers.Take(column.Last + 1).Skip(column.First).Select(Word)),
                    activation?.Symbol,
                    activation?.Equation,
                    activation is null ? null : Curve(activation)
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

    /// <summary>A dense layer and one activation that the page knows. Dropout does nothing where nobody
    /// trains.</summary>
    private static bool IsPlain(IEnumerable<string> words) =>
        words.Where(word => word != "dropout").ToArray() switch
        {
            ["dense"] => true,
            ["dense", var activation] => Known.Contains(activation),
            _ => false,
        };

    /// <summary>An activation from −6 to 6.</summary>
    public static CurveCard Curve(Activation activation)
    {
        float[] x = [.. Enumerable.Range(0, CurvePoints).Select(i => CurveEnd * (2f * i / (CurvePoints - 1) - 1))],
            y = new float[CurvePoints],
            slope = new float[CurvePoints];
        activation.Trace(x, y, slope);
        return new(-CurveEnd, CurveEnd, y, slope);
    }

    private static string Word(LayerSpec spec) => LimpidJson.ToElement(spec).GetProperty("type").GetString()!;
}
