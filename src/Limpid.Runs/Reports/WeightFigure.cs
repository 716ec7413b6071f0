using Limpid.Layers;
using ScottPlot;

namespace Limpid.Runs.Reports;

/// <summary>What each neuron of the first layer weighs the pixels with: its weights as a picture.</summary>
internal static class WeightFigure
{
    private const int Most = 64; // neurons
    private static readonly Color[] OrangeToBlue = [Figure.Orange, Colors.White, Figure.Blue];

    /// <summary>Null where the network does not begin with dense neurons on a grey picture.</summary>
    public static Figure? Of(Network network)
    {
        (int channels, int height, int width) = network.Architecture.Input;
        if (channels != 1 || height < 2 || network.Architecture.Body.Layers[0] is not Dense)
            return null;
        Parameter weights = network.Parameters[0];
        var rows = new float[weights.Count];
        weights.Read(network.Values, rows);
        var tiles = new ImageTiles(height, width);
        for (int neuron = 0; neuron < Math.Min(Most, weights.Rows); neuron++)
        {
            float[] own = rows[(neuron * weights.Columns)..((neuron + 1) * weights.Columns)];
            double largest = Math.Max(own.Max(w => Math.Abs(w)), float.Epsilon);
            tiles.Add($"1:{neuron}", [.. own.Select(w => w / largest)]);
        }
        string all = weights.Rows > Most ? $" The first {Most} of {weights.Rows} are shown." : "";
        return new(
            "weights",
            "What the first layer looks for",
            "The weights of each neuron of layer 1, as a picture over the pixels: blue excites, orange "
                + $"inhibits, white is zero; each neuron by its own largest weight.{all}",
            tiles.Draw(-1, 1, new ScottPlot.Colormaps.Custom(OrangeToBlue, true))
        );
    }
}
