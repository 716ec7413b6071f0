using Limpid.Cli.Inspection;
using Limpid.Files;
using Spectre.Console;

namespace Limpid.Cli.Views;

/// <summary>One neuron: the picture of its weights over the pixels, or the list of those that it gives to the layer
/// before; its bias; its largest weights.</summary>
internal static class NeuronView
{
    private const int Largest = 5,
        ListColumns = 4;

    public static void Write(Host host, Model model, Neuron neuron)
    {
        host.Line(Title(model, neuron));
        host.Line(
            $"bias {neuron.Bias:F4}; {neuron.Weights.Length:N0} weights from {neuron.Weights.Min():F4} to "
                + $"{neuron.Weights.Max():F4}"
        );
        host.Line();
        if (neuron.Layer == 1)
            Picture(host, model, neuron);
        else
            List(host, neuron);
    }

    private static string Title(Model model, Neuron neuron)
    {
        bool isLast = neuron.Layer == model.Network.Architecture.Columns().Count;
        return $"Neuron {neuron.Place}, "
            + $"{(isLast ? $"the output of class {model.ClassNames[neuron.Index]}" : $"of hidden layer {neuron.Layer}")}";
    }

    private static void Picture(Host host, Model model, Neuron neuron)
    {
        (int columns, int size) = Raster.Of(model.Network.Architecture.Input);
        float most = Math.Max(neuron.Weights.Max(Math.Abs), float.Epsilon);
        host.Console.Write(
            new PictureView(columns, [.. neuron.Weights.Take(size).Select(w => w / most)], Palette.Signed)
        );
        host.Line(
            PictureView.IsColored(host.Console.Profile.Capabilities)
                ? "Blue: ink here excites it. Orange: ink here inhibits it. The brighter, the more."
                : $"Positive (ink here excites it), small to large: {Palette.Positive.Trim()}   Negative "
                    + $"(inhibits it): {Palette.Negative.Trim()}"
        );
        host.Line();
        host.Line("Its largest weights, at row, column (from 0):");
        foreach (int i in ByLength(neuron).Take(Largest))
            host.Line($"  {neuron.Weights[i], 9:F4}  at {i % size / columns}, {i % columns}");
    }

    /// <summary>All weights by the neuron that they come from, the largest marked.</summary>
    private static void List(Host host, Neuron neuron)
    {
        HashSet<int> largest = [.. ByLength(neuron).Take(Largest)];
        var grid = new Grid();
        for (int c = 0; c < ListColumns; c++)
            grid.AddColumn(new GridColumn { NoWrap = true, Padding = new(0, 0, 3, 0) });
        foreach (int[] row in Enumerable.Range(0, neuron.Weights.Length).Chunk(ListColumns))
            grid.AddRow([
                .. row.Select(i => new Markup(Cell(neuron, i, largest.Contains(i)))),
                .. Enumerable.Repeat(Text.Empty, ListColumns - row.Length),
            ]);
        host.Line(
            $"Its weights by the neuron they come from; * marks the {Math.Min(Largest, neuron.Weights.Length)} largest:"
        );
        host.Console.Write(grid);
    }

    private static string Cell(Neuron neuron, int i, bool isLarge)
    {
        Color color = Palette.Signed.Color(Math.Sign(neuron.Weights[i]));
        return $"{$"{neuron.Layer - 1}:{i + 1}", 5} "
            + $"[{color.ToMarkup()}]{neuron.Weights[i], 9:F4}[/]{(isLarge ? "*" : " ")}";
    }

    private static IEnumerable<int> ByLength(Neuron neuron) =>
        Enumerable.Range(0, neuron.Weights.Length).OrderByDescending(i => Math.Abs(neuron.Weights[i])).ThenBy(i => i);
}
