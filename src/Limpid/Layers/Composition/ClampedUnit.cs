using Limpid.Numerics;

namespace Limpid.Layers;

/// <summary>A unit of one layer of a sequence, held at a value: a neuron switched off, say.</summary>
internal readonly record struct ClampedUnit(int Layer, int Unit, float Value)
{
    /// <summary>Overwrites the unit in every row of a layer's output, where it is that layer's.</summary>
    public void Hold(int layer, Matrix y)
    {
        if (layer != Layer)
            return;
        for (int row = 0; row < y.Rows; row++)
            y[row][Unit] = Value;
    }
}
