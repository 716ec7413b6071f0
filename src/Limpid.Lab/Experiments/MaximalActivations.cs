using Limpid.Data;
using Limpid.Layers;
using Limpid.Numerics;

namespace Limpid.Lab;

/// <summary>What the maps of a convolutional layer answer to: where in each test digit each of them is highest, and
/// what piece of the picture it sees from there.</summary>
public sealed class MaximalActivations
{
    private const int Rows = 25,
        Numbers = 2;
    private readonly LabDigits _digits;
    private readonly ActiveModel _activeModel;
    private (Network? Of, Workspace? Workspace) _room;

    internal MaximalActivations(LabDigits digits, ActiveModel activeModel) =>
        (_digits, _activeModel) = (digits, activeModel);

    /// <summary>Of some test digits, for each map of a layer: its highest activation, and where in the map it
    /// stands.</summary>
    /// <param name="column">The layer.</param>
    /// <param name="first">The first digit.</param>
    /// <param name="count">How many.</param>
    public byte[] Of(int column, int first, int count)
    {
        Dataset digits = _digits.Of(LabDigits.Test);
        Network network = _activeModel.Now.Network;
        (int last, Shape shape) = (Column(network, column).Last, Shapes(network)[column - 1]);
        if (_room.Of != network)
            _room = (network, new(network, Rows));
        Workspace workspace = _room.Workspace!;
        int end = first + BatchPredictions.Part(digits, first, count).Length,
            area = shape.Height * shape.Width;
        var found = new List<float>();
        var labels = new byte[Rows];
        for (int at = first; at < end; at += Rows)
        {
            int rows = Math.Min(Rows, end - at);
            digits.Fill([.. Enumerable.Range(at, rows)], workspace.Input(rows), labels);
            workspace.Forward(Pass.Inference, to: last + 1);
            Matrix maps = workspace.Activation(last);
            for (int row = 0; row < rows; row++)
            for (int channel = 0; channel < shape.Channels; channel++)
                found.AddRange(Highest(maps[row].Slice(channel * area, area)));
        }
        return FloatBytes.Bytes(found.ToArray());
    }

    /// <summary>The square of the picture that one number of a layer's maps sees: its side, the pixels from one number
    /// to the next, and the left edge of the first.</summary>
    public int[] Field(int column)
    {
        Network network = _activeModel.Now.Network;
        int side = 1,
            step = 1,
            edge = 0;
        foreach (LayerSpec layer in network.Architecture.Body.Layers.Take(Column(network, column).Last + 1))
        {
            (int kernel, int stride, int margin) = layer switch
            {
                Convolution c => (c.Kernel, c.Stride, c.Margin),
                Pool p => (p.Size, p.Stride, p.Padding),
                _ => (1, 1, 0),
            };
            side += (kernel - 1) * step;
            edge -= margin * step;
            step *= stride;
        }
        return [side, step, edge];
    }

    private static float[] Highest(ReadOnlySpan<float> map)
    {
        int best = 0;
        for (int i = 1; i < map.Length; i++)
            if (map[i] > map[best])
                best = i;
        return [map[best], best];
    }

    private static Column Column(Network network, int column)
    {
        FloatBytes.Place(network, column);
        return network.Architecture.Columns()[column - 1];
    }

    /// <summary>What comes out of each layer as people count them.</summary>
    private static Shape[] Shapes(Network network)
    {
        Shape shape = network.Architecture.Input;
        var shapes = new List<Shape>();
        foreach (Column column in network.Architecture.Columns())
        {
            for (int i = column.First; i <= column.Last; i++)
                shape = network.Architecture.Body.Layers[i].Build(shape).Output;
            shapes.Add(shape);
        }
        return [.. shapes];
    }
}
