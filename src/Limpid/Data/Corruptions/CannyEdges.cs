using Limpid.Numerics;

namespace Limpid.Data.Corruptions;

/// <summary>
/// Only the edges of the ink, one pixel wide (Canny 1986): blur, Sobel's slope, the ridges of the slope, and of these
/// the steep ones with whatever hangs together with them.
/// </summary>
/// <param name="Sigma">Of the blur, in pixels.</param>
/// <param name="Weak">The least slope of an edge that hangs together with a steep one.</param>
/// <param name="Steep">The least slope of an edge of its own.</param>
internal sealed record CannyEdges(double Sigma = 0.8, double Weak = 0.5, double Steep = 1.2) : Corruption
{
    private const double Tangent22 = 0.41421356237309503; // of 22.5°: √2 − 1

    /// <inheritdoc/>
    public override string Name => "canny-edges";

    private protected override UnitImage Spoil(UnitImage picture, ref RandomStream random)
    {
        UnitImage smooth = picture.Blurred(Sigma);
        UnitImage across = smooth.Filled((x, y) => Slope((along, aside) => smooth.Light(x + along, y + aside)));
        UnitImage down = smooth.Filled((x, y) => Slope((along, aside) => smooth.Light(x + aside, y + along)));
        UnitImage steepness = smooth.Filled((x, y) => Math.Sqrt(across[x, y] * across[x, y] + down[x, y] * down[x, y]));
        UnitImage ridge = smooth.Filled(
            (x, y) => IsRidge(steepness, x, y, across[x, y], down[x, y]) ? steepness[x, y] : 0
        );
        return Traced(ridge);
    }

    /// <summary>Sobel and Feldman's difference across three pixels.</summary>
    private static double Slope(Func<int, int, double> light) =>
        light(1, -1) - light(-1, -1) + 2 * (light(1, 0) - light(-1, 0)) + light(1, 1) - light(-1, 1);

    /// <summary>No less steep than its two neighbours up and down the slope, whose direction counts to the nearest of
    /// eight.</summary>
    private static bool IsRidge(UnitImage steepness, int x, int y, double across, double down)
    {
        int stepX = Math.Abs(across) > Tangent22 * Math.Abs(down) ? Math.Sign(across) : 0,
            stepY = Math.Abs(down) > Tangent22 * Math.Abs(across) ? Math.Sign(down) : 0;
        double here = steepness[x, y];
        return here > steepness.Light(x + stepX, y + stepY) && here >= steepness.Light(x - stepX, y - stepY);
    }

    private UnitImage Traced(UnitImage ridge)
    {
        var edges = new UnitImage(ridge.Width, ridge.Height);
        var open = new Stack<(int X, int Y)>();
        for (int y = 0; y < ridge.Height; y++)
        for (int x = 0; x < ridge.Width; x++)
            if (ridge[x, y] >= Steep)
                open.Push((x, y));
        while (open.TryPop(out (int X, int Y) at))
        {
            if (edges.Light(at.X, at.Y) > 0)
                continue;
            edges[at.X, at.Y] = 1;
            for (int y = at.Y - 1; y <= at.Y + 1; y++)
            for (int x = at.X - 1; x <= at.X + 1; x++)
                if (ridge.Light(x, y) >= Weak)
                    open.Push((x, y));
        }
        return edges;
    }
}
