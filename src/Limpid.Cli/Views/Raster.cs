using Limpid.Numerics;

namespace Limpid.Cli.Views;

/// <summary>How a sample's numbers lie as a picture.</summary>
internal static class Raster
{
    /// <summary>Columns, and how many numbers the first channel has. A flat shape of a square number is taken for a
    /// square.</summary>
    public static (int Columns, int Size) Of(Shape shape)
    {
        if ((shape.Height, shape.Width) != (1, 1))
            return (shape.Width, shape.Height * shape.Width);
        int side = (int)Math.Sqrt(shape.Count);
        return side * side == shape.Count ? (side, shape.Count) : (shape.Count, shape.Count);
    }
}
